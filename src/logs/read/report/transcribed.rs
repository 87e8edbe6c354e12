//! Transcribed: which rows of reports stand for work that the transcripts have.

use crate::logs::sorted;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::ops::{Range, RangeInclusive};

use super::part::{Part, Row};
use crate::logs::{Call, Logs, ReportKind, ReportRow, Seller, Zone};

/// Zones in which a report may have its days, east of UTC, in steps of so many minutes.
const ZONES: RangeInclusive<i64> = -24..=28;
const STEP: i64 = 30;
/// Tokens of a report and of transcripts are the same that differ by less than this part.
const ALIKE: f64 = 0.01;
const MINUTE: i64 = 60_000;
/// In minutes.
const DAY: i64 = 24 * 60;

/// The calls of all transcripts, as reports can be compared with them.
pub(super) struct Transcribed<'a> {
    /// The user's.
    zone: &'a Zone,
    /// Of answers by who is paid for them, each in order and once.
    minutes: [Vec<i64>; Payee::ALL.len()],
    /// Of all calls in order, and the tokens that were sent before each and after the last.
    sent: (Vec<i64>, Vec<u64>),
    sessions: HashSet<&'a str>,
    /// Of messages with ids, these.
    messages: HashSet<u64>,
    /// Of all calls, and of those without an id.
    prompts: HashSet<Prompt<'a>>,
    nameless: HashSet<Prompt<'a>>,
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
    pub fn new(logs: &'a Logs, zone: &'a Zone) -> Transcribed<'a> {
        let model = |call: &Call| logs.models.get(call.model as usize).map_or("", String::as_str);
        let minutes = Payee::ALL.map(|payee| {
            let calls = logs.calls.iter().filter(|call| Payee::of(call, model(call)) == payee);
            let mut minutes: Vec<i64> = calls.map(|call| call.answered.div_euclid(MINUTE)).collect();
            sorted::by_key(&mut minutes, |minute| *minute);
            minutes.dedup();
            minutes
        });
        let logged = logs.calls.iter().filter(|call| call.is_logged());
        let mut sent: Vec<(i64, u64)> =
            logged.map(|call| (call.answered.div_euclid(MINUTE), call.context())).collect();
        sorted::by(&mut sent, Ord::cmp);
        let mut sums = vec![0];
        sums.extend(sent.iter().scan(0_u64, |sum, (_, tokens)| {
            *sum += tokens;
            Some(*sum)
        }));
        let prompt = |call: &Call| {
            let written = u64::from(call.write_5m) + u64::from(call.write_1h);
            [u64::from(call.input), written, u64::from(call.read)]
        };
        let nameless = logs.calls.iter().filter(|call| call.message == 0);
        Transcribed {
            zone,
            minutes,
            sent: (sent.into_iter().map(|(minute, _)| minute).collect(), sums),
            messages: logs.calls.iter().map(|call| call.message).filter(|message| *message != 0).collect(),
            nameless: nameless.map(|call| (model(call), prompt(call))).collect(),
            sessions: logs.sessions.iter().map(|session| session.id.as_str()).collect(),
            prompts: logs.calls.iter().map(|call| (model(call), prompt(call))).collect(),
        }
    }

    /// Whether they have calls, for which the row's seller may be paid, on a day of the row's; without a
    /// day, whether nothing tells that it is other work.
    /// `zone`: in which the row has its days, in minutes east of UTC, or else the user's.
    pub fn count(&self, kind: ReportKind, row: &Row, zone: Option<i64>) -> Option<Covered> {
        let seller = row.row.seller_in(Some(kind));
        let may_be = |payee: &Payee| payee.may_be(seller, &row.row);
        let payees = || Payee::ALL.into_iter().filter(may_be);
        if !row.scope.is_dated() {
            let any = payees().any(|payee| !self.minutes[payee as usize].is_empty());
            let of_all = kind == ReportKind::EnterpriseSpend;
            let covered = if of_all { Covered::InPart } else { Covered::Whole };
            return (any && self.may_be_known(kind, row)).then_some(covered);
        }
        let zone = zone.unwrap_or_else(|| self.offset(row.scope.from));
        let (first, last) = (row.scope.from.div_euclid(DAY), (row.scope.to - 1).div_euclid(DAY));
        let (from, to) = (first * DAY - zone, (last + 1) * DAY - zone);
        let any = payees().any(|payee| !within(&self.minutes[payee as usize], from, to).is_empty());
        let days = |payee: Payee| {
            let minutes = within(&self.minutes[payee as usize], from, to).iter();
            let mut days: Vec<i64> = minutes.map(|minute| (minute + zone).div_euclid(DAY)).collect();
            days.dedup();
            days.len() as i64
        };
        let is_whole = first == last || payees().map(days).max().is_some_and(|days| days > last - first);
        any.then_some(if is_whole { Covered::Whole } else { Covered::InPart })
    }

    /// The zone in which a report has its days, in minutes east of UTC: where it does not say it and its
    /// tokens fit those of the transcripts in another zone better than in the user's; else nothing.
    pub fn zone(&self, part: &Part) -> Option<i64> {
        if part.kind.is_in_utc() {
            return Some(0);
        }
        let mut stretches: BTreeMap<(i64, i64), u64> = BTreeMap::new();
        for row in part.rows.iter().filter(|row| row.scope.is_dated()) {
            *stretches.entry((row.scope.from, row.scope.to)).or_default() += row.row.tokens.sent();
        }
        let alike = |zone: &dyn Fn(i64) -> i64| {
            let is_alike = |((from, to), tokens): &(&(i64, i64), &u64)| {
                let zone = zone(*from);
                let places = places(&self.sent.0, from - zone, to - zone);
                let sent = self.sent.1[places.end] - self.sent.1[places.start];
                sent > 0 && (sent.abs_diff(**tokens) as f64) <= sent as f64 * ALIKE
            };
            stretches.iter().filter(is_alike).count()
        };
        let (known, own) = (alike(&|from| self.offset(from)), self.offset(stretches.keys().next()?.0));
        let zones = ZONES.map(|step| step * STEP);
        let best = zones.map(|zone| (alike(&|_| zone), Reverse((zone - own).abs()), zone)).max();
        best.filter(|(count, ..)| *count > known).map(|(.., zone)| zone)
    }

    /// Of the user's zone at a minute.
    fn offset(&self, minute: i64) -> i64 {
        self.zone.offset(minute.saturating_mul(MINUTE)).into()
    }

    /// The name of a session tells it, and so does the id of a message.
    fn may_be_known(&self, kind: ReportKind, row: &Row) -> bool {
        match &row.row.session {
            Some(id) => self.sessions.contains(id.as_str()),
            None => kind != ReportKind::ApiMessages || self.has_answer(row),
        }
    }

    /// By its id, or else by its tokens where one of the two has no id. The agent has no batches, whose
    /// results are so only known by their ids.
    fn has_answer(&self, Row { row, scope }: &Row) -> bool {
        let known = if scope.message == 0 { &self.prompts } else { &self.nameless };
        let sent = [row.tokens.input, row.tokens.written(), row.tokens.read];
        let is_alike = |model: &String| !row.batch && known.contains(&(model.as_str(), sent));
        self.messages.contains(&scope.message) || row.model.as_ref().is_some_and(is_alike)
    }
}

/// Those of these, in their order, that are from one to before another.
fn within(all: &[i64], from: i64, to: i64) -> &[i64] {
    &all[places(all, from, to)]
}

fn places(all: &[i64], from: i64, to: i64) -> Range<usize> {
    let start = all.partition_point(|one| *one < from);
    start..all.partition_point(|one| *one < to).max(start)
}
