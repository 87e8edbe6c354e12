//! Whole: what all that was read comes to, and how sure that is.

use super::{Check, Checked, Correction, Paid, Reported, Total};
use crate::logs::sorted;
use crate::logs::{Days, ReadFault, Reading, ReportKind, Why};

/// USD of transcripts and reports together. What both count, the reports were read without.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// Nothing where nothing that was used has a price; $0 only where all of it costs nothing.
    pub usd: Option<f64>,
    pub sure: Sure,
    pub reasons: Vec<Reason>,
}

/// What the dollars are; the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// Nothing has a price.
    NoPrice,
    /// Something is missing in them.
    AtLeast,
    /// Something of them is estimated or a guess.
    Estimated,
    /// Some of them are what a report says.
    Reported,
    /// Every token at its list price.
    Exact,
}

/// Why it is no more than that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// Calls of models without a price.
    UnpricedCalls(usize),
    /// Rows of reports without dollars, of models without a price.
    UnpricedRows(usize),
    /// Rows of reports without dollars that name no model.
    NamelessRows(usize),
    /// Files, lines and rows that may have usage and could not be read.
    NotRead(usize),
    /// Files of runs that were ended before their result.
    NoResult(usize),
    /// Calls without a final count of output, as they were recorded.
    RecordedOutput(usize),
    /// The same, estimated from the text.
    EstimatedOutput(usize),
    /// Summaries of compactions that stand in no line, left out.
    LeftOutSummaries(usize),
    /// The same, estimated from the compactions.
    EstimatedSummaries(usize),
    /// Rows at the price below a step, of which prompts may have been above it.
    BelowStep(usize),
    /// Calls under an id that hides whether a region with a price of its own served them.
    HiddenRegion(usize),
    /// Rows of reports of the same.
    HiddenRegionRows(usize),
    /// What only the client's totals have, at the lowest price that it can have had.
    LowestPrice(usize),
    /// Searches of a tool whose own requests are in no line.
    BareSearches(u64),
    /// Pages of the web that were read in requests of which no line tells the tokens.
    BarePages(u64),
    /// Sessions of which only sub-agents' calls are there.
    Orphans(u64),
    /// Answers without any count of tokens.
    Uncounted(u64),
    /// Calls of tiers without a published price, at list price.
    Priority(u64),
    /// Rows of reports of the same, without dollars of their own.
    PriorityRows(usize),
    /// Calls in fast mode, and rows of reports of it, for which no price of it is known.
    NoFastPrice(usize),
    /// Rows of several days within which the price changed, at that of the first.
    Repriced(usize),
    /// Rows of which the client guessed the dollars.
    Guessed(usize),
    /// Files of rows by groups of people, of whom one may be in several.
    Groups(usize),
    /// Rows of reports of which the dollars are of other models than Claude too.
    OthersWithin(u64),
    /// Cache writes of unknown lifetime, counted as of 5 minutes.
    UnknownWrites,
    /// Reports that give their own dollars.
    Reported(usize),
    /// Results of different sessions, of which one may be another's fork.
    Sessions(usize),
    /// Sessions of which a total of the client's own is larger.
    MoreElsewhere(usize),
    /// Reports that have more on days of the transcripts than these, and are left out there.
    MoreOnDays(usize),
    /// Refusals before any output, which cost nothing.
    Refused(u64),
    /// Rows of reports, with so many dollars of their own, that stand for work of transcripts and are
    /// left out; in part, where they stand for more than the transcripts have.
    Covered { rows: u64, usd: f64, in_part: bool },
}

impl Reason {
    fn sure(self) -> Sure {
        match self {
            Reason::UnpricedCalls(_)
            | Reason::UnpricedRows(_)
            | Reason::NamelessRows(_)
            | Reason::NotRead(_)
            | Reason::NoResult(_)
            | Reason::RecordedOutput(_)
            | Reason::BelowStep(_)
            | Reason::HiddenRegion(_)
            | Reason::HiddenRegionRows(_)
            | Reason::LowestPrice(_)
            | Reason::BareSearches(_)
            | Reason::BarePages(_)
            | Reason::Orphans(_)
            | Reason::MoreElsewhere(_)
            | Reason::MoreOnDays(_)
            | Reason::Uncounted(_)
            | Reason::LeftOutSummaries(_)
            | Reason::Covered { in_part: true, .. } => Sure::AtLeast,
            Reason::EstimatedOutput(_)
            | Reason::EstimatedSummaries(_)
            | Reason::Guessed(_)
            | Reason::Priority(_)
            | Reason::PriorityRows(_)
            | Reason::NoFastPrice(_)
            | Reason::Repriced(_)
            | Reason::Groups(_)
            | Reason::OthersWithin(_)
            | Reason::UnknownWrites => Sure::Estimated,
            Reason::Reported(_) => Sure::Reported,
            Reason::Sessions(_) | Reason::Refused(_) | Reason::Covered { .. } => Sure::Exact,
        }
    }
}

impl Whole {
    /// With what other totals of the same work say: where one of a session or of the same days is
    /// larger, something of these is in no log.
    pub fn checked(mut self, checks: &[Check]) -> Whole {
        let more = checks.iter().filter(|check| !check.agrees() && check.reported > check.counted);
        let count = |is_so: fn(&Checked) -> bool| more.clone().filter(|check| is_so(&check.of)).count();
        let sessions = count(|of| matches!(of, Checked::Session(_)));
        let days = count(|of| matches!(of, Checked::Days(..)));
        let reasons = [
            (sessions > 0).then_some(Reason::MoreElsewhere(sessions)),
            (days > 0).then_some(Reason::MoreOnDays(days)),
        ];
        for reason in reasons.into_iter().flatten().filter(|_| self.usd.is_some()) {
            if (reason.sure() as usize) < self.sure as usize {
                self.sure = reason.sure();
            }
            self.reasons.push(reason);
        }
        self
    }
}

/// `corrected`: whether the total has the estimates of missing output.
pub fn whole(
    (total, correction, corrected): (&Total, &Correction, bool),
    reading: &Reading,
    reports: &[Reported],
) -> Whole {
    let counted: Vec<Paid> = reports.iter().map(|report| counted(report, reports)).collect();
    let reported = counted.iter().filter_map(Paid::known);
    let is_used = total.calls > 0 || total.unpriced > 0 || total.bill.total > 0.0;
    let is_free = !is_used && reports.is_empty() && reading.refused > 0;
    let logs = total.usd().filter(|_| is_used || is_free);
    let usd = logs.into_iter().chain(reported).reduce(|sum, usd| sum + usd);
    let reasons = reasons((total, correction, corrected), reading, (reports, &counted));
    let sure = reasons.iter().map(|reason| reason.sure()).min_by_key(|sure| *sure as usize);
    Whole { usd, sure: if usd.is_none() { Sure::NoPrice } else { sure.unwrap_or(Sure::Exact) }, reasons }
}

/// What counts of a report: without the days for which another one has what was paid.
fn counted(report: &Reported, all: &[Reported]) -> Paid {
    let billed = sorted::set(all.iter().flat_map(|other| &other.billed).copied());
    let is_usage = report.kind.is_some_and(ReportKind::is_usage);
    let is_billed = |days: Option<Days>| billed.iter().any(|bill| Days::may_meet(*bill, days));
    let mut counted = Paid::default();
    let kept = report.days.iter().filter(|(days, _)| !(is_usage && is_billed(*days)));
    kept.for_each(|(_, sum)| counted.add(&sum.paid));
    counted
}

/// What stands for work of transcripts, of all files.
fn covered(reading: &Reading) -> Option<Reason> {
    let mut all = None;
    for fault in &reading.faults {
        let Why::Covered { rows, usd, in_part } = fault.why else { continue };
        let (known, sum, any) = all.unwrap_or((0, 0.0, false));
        all = Some((known + rows, sum + usd, any || in_part));
    }
    all.map(|(rows, usd, in_part)| Reason::Covered { rows, usd, in_part })
}

fn reasons(
    (total, correction, corrected): (&Total, &Correction, bool),
    reading: &Reading,
    (reports, counted): (&[Reported], &[Paid]),
) -> Vec<Reason> {
    let of_reports = |count: fn(&Paid) -> usize| counted.iter().map(count).sum::<usize>();
    let ended = |fault: &&ReadFault| fault.why == Why::NoResult;
    let groups = reading.faults.iter().filter(|fault| fault.why == Why::Groups).count();
    let others = reading.faults.iter().map(|fault| match fault.why {
        Why::OthersWithin { rows } => rows,
        _ => 0,
    });
    let others = others.sum();
    let hides = |fault: &&ReadFault| fault.why.hides_usage();
    let results = reports.iter().filter(|report| report.kind == Some(ReportKind::SdkResult));
    let sessions = results.map(|report| report.named).filter(|named| *named > 1).sum();
    let nameless = of_reports(|paid| paid.nameless);
    let unpriced = of_reports(|paid| paid.unpriced) - nameless;
    let unknown = counted.iter().any(|paid| paid.unknown_writes > 0);
    let all = [
        (total.unpriced > 0, Reason::UnpricedCalls(total.unpriced)),
        (unpriced > 0, Reason::UnpricedRows(unpriced)),
        (nameless > 0, Reason::NamelessRows(nameless)),
        (true, Reason::NotRead(reading.faults.iter().filter(hides).count())),
        (true, Reason::NoResult(reading.faults.iter().filter(ended).count())),
        (correction.tokens > 0 && !corrected, Reason::RecordedOutput(correction.calls)),
        (correction.tokens > 0 && corrected, Reason::EstimatedOutput(correction.calls)),
        (correction.summaries > 0 && !corrected, Reason::LeftOutSummaries(correction.summaries)),
        (correction.summaries > 0 && corrected, Reason::EstimatedSummaries(correction.summaries)),
        (true, Reason::BelowStep(of_reports(|paid| paid.below_step))),
        (true, Reason::HiddenRegion(total.hidden_region)),
        (true, Reason::HiddenRegionRows(of_reports(|paid| paid.hidden_region))),
        (true, Reason::LowestPrice(total.at_lowest)),
        (true, Reason::BareSearches(total.bare_searches)),
        (true, Reason::BarePages(reading.pages)),
        (true, Reason::Orphans(reading.orphans)),
        (true, Reason::Uncounted(reading.uncounted)),
        (true, Reason::Priority(reading.priority)),
        (true, Reason::PriorityRows(of_reports(|paid| paid.priority))),
        (true, Reason::NoFastPrice(total.no_fast_price + of_reports(|paid| paid.no_fast_price))),
        (true, Reason::Repriced(of_reports(|paid| paid.repriced))),
        (true, Reason::Guessed(of_reports(|paid| paid.guessed))),
        (true, Reason::Groups(groups)),
        (true, Reason::OthersWithin(others)),
        (unknown, Reason::UnknownWrites),
        (true, Reason::Reported(counted.iter().filter(|paid| paid.said > 0).count())),
        (true, Reason::Sessions(sessions)),
        (true, Reason::Refused(reading.refused)),
    ];
    let is_none = |reason: &Reason| {
        matches!(
            reason,
            Reason::NotRead(0)
                | Reason::NoResult(0)
                | Reason::PriorityRows(0)
                | Reason::Repriced(0)
                | Reason::Sessions(0)
                | Reason::Guessed(0)
                | Reason::Reported(0)
                | Reason::Refused(0)
                | Reason::BelowStep(0)
                | Reason::HiddenRegion(0)
                | Reason::HiddenRegionRows(0)
                | Reason::NoFastPrice(0)
                | Reason::Groups(0)
                | Reason::OthersWithin(0)
                | Reason::LowestPrice(0)
                | Reason::BareSearches(0)
                | Reason::BarePages(0)
                | Reason::Orphans(0)
                | Reason::Uncounted(0)
                | Reason::Priority(0)
        )
    };
    let told = all.into_iter().filter(|(holds, reason)| *holds && !is_none(reason));
    told.map(|(_, reason)| reason).chain(covered(reading)).collect()
}
