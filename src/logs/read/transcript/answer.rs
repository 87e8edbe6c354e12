//! An answer of the API that stands in no transcript, read as those in transcripts are.

use super::calls::Record;
use super::counts::Counts;
use super::iterations::{self, Iteration, Requests};
use super::message::Message;
use super::names::Names;
use super::scan::{Scan, Scanned};

/// One request of an answer: its model as it is written, and its counts.
pub(in crate::logs::read) type Request = (String, Counts);

/// What an answer says of its usage.
#[derive(Default)]
pub(in crate::logs::read) struct Answer {
    /// Its requests, those beside its totals too; none of one that is not billed or says no count.
    pub requests: Vec<Request>,
    /// Whether it is a refusal before any output, which is not billed.
    pub is_free: bool,
    /// Whether it says no tokens, or none of its prompt, which every answer has.
    pub is_uncounted: bool,
}

/// An answer in JSON.
///
/// # Errors
/// Where a count cannot be read, or all of them have names that are not known.
pub(in crate::logs::read) fn read(json: &[u8]) -> Scanned<Answer> {
    let message = Message::read(&mut Scan::new(json))?;
    let mut models = Names::default();
    let model = models.place(message.model);
    let listed = iterations::read(message.iterations, &mut models);
    let mut counts = message.counts.ok_or(super::scan::Broken)?;
    counts.in_cloud = super::is_of_cloud(message.id);
    let record = Record {
        is_refused: message.is_refused,
        has_content: message.has_content(),
        counts,
        ..Record::default()
    };
    if record.is_free() {
        return Ok(Answer { is_free: true, ..Answer::default() });
    }
    let is_uncounted = record.has_no_prompt();
    if record.is_uncounted() && listed.is_empty() {
        return Ok(Answer { is_uncounted, ..Answer::default() });
    }
    let Requests { own, beside } = iterations::requests(&counts, &listed);
    let alone = own.is_empty().then_some((model, counts));
    let of = |iteration: &Iteration| (iteration.model.unwrap_or(model), iteration.counts);
    let all: Vec<(u32, Counts)> = alone.into_iter().chain(own.iter().chain(&beside).map(of)).collect();
    let names = models.into_names();
    let requests = all.into_iter().map(|(model, counts)| (names[model as usize].clone(), counts));
    Ok(Answer { requests: requests.collect(), is_uncounted, ..Answer::default() })
}
