//! Transcribed: which rows of reports stand for work that the transcripts have.

use std::collections::HashSet;

use super::part::Row;
use crate::logs::{Call, Logs, ReportKind, ReportRow, Seller};

/// Minutes by which a report's days may lie otherwise than the transcripts' (UTC) where its time
/// zone is not known: none is further away.
const ZONES: i64 = 14 * 60;
const MINUTE: i64 = 60_000;
/// In minutes.
const DAY: i64 = 24 * 60;

/// The calls of all transcripts, as reports can be compared with them.
pub(super) struct Transcribed<'a> {
    /// Of answers by who is paid for them, each in order and once.
    minutes: [Vec<i64>; Payee::ALL.len()],
    /// The days of these, since 1970 in UTC.
    days: [Vec<i64>; Payee::ALL.len()],
    sessions: HashSet<&'a str>,
    prompts: HashSet<Prompt<'a>>,
}

/// Who is paid for a call, as far as its model's name and its message's id tell: ids of the API, of
/// Bedrock and of Vertex AI begin otherwise, and gateways write their own names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Payee {
    Anthropic,
    Aws,
    Google,
    AwsOrGoogle,
    Anybody,
}

impl Payee {
    const ALL: [Payee; 5] = [Payee::Anthropic, Payee::Aws, Payee::Google, Payee::AwsOrGoogle, Payee::Anybody];

    fn of(call: &Call, model: &str) -> Payee {
        let has = |part: &str| model.contains(part);
        match () {
            () if has("anthropic.claude") || has("arn:aws") => Payee::Aws,
            () if has("@") => Payee::Google,
            () if call.in_cloud => Payee::AwsOrGoogle,
            () if has("/") => Payee::Anybody,
            () => Payee::Anthropic,
        }
    }

    /// Whether it may be who is paid for a row.
    fn may_be(self, seller: Option<Seller>, row: &ReportRow) -> bool {
        match (self, seller) {
            (Payee::Anybody, _) | (_, None) => true,
            // Of a platform of another seller that Anthropic runs itself.
            (Payee::Anthropic, Some(seller)) => seller == Seller::Anthropic || row.in_units,
            (Payee::Aws, Some(seller)) => seller == Seller::Aws,
            (Payee::Google, Some(seller)) => seller == Seller::OtherCloud,
            (Payee::AwsOrGoogle, Some(seller)) => matches!(seller, Seller::Aws | Seller::OtherCloud),
        }
    }
}

/// How much of a row's time has calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Covered {
    /// Every day, as far as is known.
    Whole,
    /// Only some of its days, or it is of a whole organisation and says no days.
    InPart,
}

/// A model, and the tokens that were sent: uncached, written and read. Hardly any two calls are alike
/// in them, and transcripts of older versions have no final count of output.
type Prompt<'a> = (&'a str, [u64; 3]);

impl<'a> Transcribed<'a> {
    pub fn new(logs: &'a Logs) -> Transcribed<'a> {
        let model = |call: &Call| logs.models.get(call.model as usize).map_or("", String::as_str);
        let minutes = Payee::ALL.map(|payee| {
            let calls = logs.calls.iter().filter(|call| Payee::of(call, model(call)) == payee);
            let mut minutes: Vec<i64> = calls.map(|call| call.answered.div_euclid(MINUTE)).collect();
            minutes.sort_unstable();
            minutes.dedup();
            minutes
        });
        let days = minutes.each_ref().map(|minutes| {
            let mut days: Vec<i64> = minutes.iter().map(|minute| minute.div_euclid(DAY)).collect();
            days.dedup();
            days
        });
        let prompt = |call: &Call| {
            let written = u64::from(call.write_5m) + u64::from(call.write_1h);
            [u64::from(call.input), written, u64::from(call.read)]
        };
        Transcribed {
            minutes,
            days,
            sessions: logs.sessions.iter().map(|session| session.id.as_str()).collect(),
            prompts: logs.calls.iter().map(|call| (model(call), prompt(call))).collect(),
        }
    }

    /// Whether they have calls, for which the row's seller may be paid, on a day of the row's; without a
    /// day, whether nothing tells that it is other work.
    pub fn count(&self, kind: ReportKind, row: &Row) -> Option<Covered> {
        let seller = row.row.seller_in(Some(kind));
        let may_be = |payee: &Payee| payee.may_be(seller, &row.row);
        let payees = || Payee::ALL.into_iter().filter(may_be);
        if !row.scope.is_dated() {
            let any = payees().any(|payee| !self.minutes[payee as usize].is_empty());
            let of_all = kind == ReportKind::EnterpriseSpend;
            let covered = if of_all { Covered::InPart } else { Covered::Whole };
            return (any && self.may_be_known(kind, &row.row)).then_some(covered);
        }
        let zones = if kind.is_in_utc() { 0 } else { ZONES };
        let (first, last) = (row.scope.from.div_euclid(DAY), (row.scope.to - 1).div_euclid(DAY));
        let (from, to) = (first * DAY - zones, (last + 1) * DAY + zones);
        let any = payees().any(|payee| has_any(&self.minutes[payee as usize], from, to));
        let days = payees().map(|payee| count(&self.days[payee as usize], first, last + 1)).max();
        let is_whole = first == last || days.is_some_and(|days| days as i64 > last - first);
        any.then_some(if is_whole { Covered::Whole } else { Covered::InPart })
    }

    /// The name of a session tells it, and so do the tokens of a single answer.
    fn may_be_known(&self, kind: ReportKind, row: &ReportRow) -> bool {
        match (&row.session, &row.model) {
            (Some(id), _) => self.sessions.contains(id.as_str()),
            (None, Some(model)) if kind == ReportKind::ApiMessages => {
                let sent = [row.tokens.input, row.tokens.written(), row.tokens.read];
                self.prompts.contains(&(model.as_str(), sent))
            }
            _ => true,
        }
    }
}

/// How many of these, in their order, are from one to before another.
fn count(all: &[i64], from: i64, to: i64) -> usize {
    all.partition_point(|one| *one < to).saturating_sub(all.partition_point(|one| *one < from))
}

fn has_any(all: &[i64], from: i64, to: i64) -> bool {
    count(all, from, to) > 0
}
