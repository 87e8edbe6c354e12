//! Survey: what has to be known of all sessions before they are added up.

use super::list::List;
use super::people::People;
use super::session::Part;
use crate::forecast::calibrate::days::{self, Days};
use crate::forecast::interval::SessionDay;
use crate::logs::tables::packed::Packed;
use std::collections::{BTreeMap, BTreeSet};

/// With more of them a day is made of so many sessions that drawing them again changes nothing.
const MOST_PARTS: usize = 20_000;

/// People, days, and what sessions begin with.
#[derive(Default)]
pub(super) struct Survey {
    pub people: People,
    pub days: Days,
    /// What each project's sessions begin with, by the place of its name; the median, as transcripts have it.
    pub usual: Vec<Option<f64>>,
    pub usual_of_all: f64,
    pub has_totals: bool,
    /// Whether rows say what only the times of calls tell: messages and pauses. SQL does not (src/logs/tables.rs).
    pub has_times: bool,
    pub orphans: usize,
    /// Models without a price, by their place, with their calls.
    pub left_out: Vec<(usize, usize)>,
}

impl Survey {
    pub fn new(sessions: &Packed, list: &List) -> Survey {
        let mut survey = Survey::default();
        let (mut usd, mut worked): (BTreeMap<i64, f64>, BTreeSet<i64>) = Default::default();
        let mut parts: Vec<SessionDay> = Vec::new();
        let (mut firsts, mut left_out): (Vec<Vec<u64>>, BTreeMap<usize, usize>) = Default::default();
        let mut of_days: Vec<(i64, f64)> = Vec::new();
        for session in sessions.sessions() {
            of_days.clear();
            let (mut first, mut is_resumed, mut headless, mut project) = (None, false, false, 0);
            let (mut has_main, mut has_agents) = (false, false);
            for found in session.rows() {
                let part = Part::new(list, found);
                let row = &part.found.row;
                (headless, project) = (part.of.headless, part.found.project as usize);
                is_resumed |= row.resumed.is_some();
                survey.has_totals |= row.totals.is_some();
                survey.has_times |= row.messages.or(row.pauses_5m).is_some();
                survey.people.add(&part, headless);
                has_main |= part.is_main();
                has_agents |= part.is_agent();
                if part.is_main() {
                    worked.insert(part.found.terms.day);
                    first = first.or((row.conversations > 0).then_some(row.first_context));
                }
                if part.usd.is_none() && row.calls > 0 {
                    *left_out.entry(part.of.model as usize).or_default() += row.calls as usize;
                }
                let total = part.total();
                if total > 0.0 || part.usd.is_some() {
                    match of_days.iter_mut().find(|(day, _)| *day == part.found.terms.day) {
                        Some((_, sum)) => *sum += total,
                        None => of_days.push((part.found.terms.day, total)),
                    }
                }
            }
            survey.orphans += usize::from(has_agents && !has_main);
            firsts.resize(firsts.len().max(project + 1), Vec::new());
            firsts[project].extend(first.filter(|_| !is_resumed));
            for (day, of_day) in &of_days {
                let (day, of_day) = (*day, *of_day);
                *usd.entry(day).or_default() += of_day;
                if parts.len() <= MOST_PARTS {
                    parts.push(SessionDay { day, headless, usd: of_day });
                }
            }
        }
        if parts.len() > MOST_PARTS {
            parts.clear();
        }
        survey.usual_of_all = median(firsts.iter().flatten().copied().collect()).unwrap_or(f64::INFINITY);
        survey.usual = firsts.into_iter().map(median).collect();
        survey.left_out = left_out.into_iter().collect();
        survey.days = days::of_sums(usd, &worked, parts);
        survey
    }
}

fn median(mut contexts: Vec<u64>) -> Option<f64> {
    contexts.sort_unstable();
    contexts.get(contexts.len() / 2).map(|context| *context as f64)
}
