//! An answer of the API that stands in no transcript, read as those in transcripts are.

use super::counts::Counts;
use super::iterations::{self, Iteration, Requests};
use super::message::Message;
use super::names::Names;
use super::scan::{Scan, Scanned};

/// One request of an answer: its model as it is written, and its counts.
pub(in crate::logs::read) type Request = (String, Counts);

/// The requests of an answer in JSON, those beside its totals too; none of one that is not billed.
///
/// # Errors
/// Where a count cannot be read, or all of them have names that are not known.
pub(in crate::logs::read) fn requests(json: &[u8]) -> Scanned<Vec<Request>> {
    let message = Message::read(&mut Scan::new(json))?;
    let mut models = Names::default();
    let model = models.place(message.model);
    let listed = iterations::read(message.iterations, &mut models);
    let counts = message.counts.ok_or(super::scan::Broken)?;
    if message.is_free() {
        return Ok(Vec::new());
    }
    let Requests { own, beside } = iterations::requests(&counts, &listed);
    let alone = own.is_empty().then_some((model, counts));
    let of = |iteration: &Iteration| (iteration.model.unwrap_or(model), iteration.counts);
    let all: Vec<(u32, Counts)> = alone.into_iter().chain(own.iter().chain(&beside).map(of)).collect();
    let names = models.into_names();
    Ok(all.into_iter().map(|(model, counts)| (names[model as usize].clone(), counts)).collect())
}
