//! What Claude Code, a tracker or a bill says of work that the transcripts have too.

use super::words::{between, count, kind, percent};
use super::{Detail, LogsState};
use crate::logs::spend::{Check, Checked, Key};
use crate::view::waterfall::cents;
use crate::view::{Table, words};

const HOW: &str = "`claude -p /usage --resume SESSION` prints Claude Code’s own totals of a session, without a \
    request to a model. Paste them above, or drop `~/.claude.json`, OpenTelemetry exports or a bill of the same days: \
    what the transcripts have already is not added, and stands here beside what they come to.";
const OTHERS: &str = "A report of a whole day or organization also has work of other people and machines.";
const NEAREST: &str =
    "The text of /usage names no session: the one whose cost comes nearest stands beside it.";

pub(super) fn checks(state: &LogsState) -> Detail {
    let all = state.books.checks(state.table, state.left_out, state.today);
    let has = |of: fn(&Checked) -> bool| all.iter().any(|check| of(&check.of));
    let notes = [
        (has(|of| matches!(of, Checked::Days(..))), OTHERS),
        (has(|of| matches!(of, Checked::Nearest(_))), NEAREST),
    ];
    Detail {
        finding: finding(state, &all),
        intro: vec![HOW.into()],
        figure: None,
        table: (!all.is_empty()).then(|| table(state, &all)),
        notes: notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note.into()).collect(),
    }
}

fn finding(state: &LogsState, all: &[Check]) -> String {
    let alike = all.iter().filter(|check| check.agrees()).count();
    match all.len() {
        0 => "Nothing to compare with yet".into(),
        of if alike == of => format!("{} within 1%", count(of, "total agrees", "totals agree", state.locale)),
        of => format!("{} of {} more than 1% apart", of - alike, count(of, "total", "totals", state.locale)),
    }
}

fn table(state: &LogsState, all: &[Check]) -> Table {
    let head = ["Whose total", "Of", "Its cost", "Counted here", "Difference"];
    let row = |check: &Check| {
        let difference = match check.difference() {
            _ if check.agrees() => "none".into(),
            Some(share) if share > 0.0 => format!("{} more here", percent(share, state.locale)),
            Some(share) => format!("{} less here", percent(-share, state.locale)),
            None => "only here".into(),
        };
        let of = match check.of {
            Checked::Session(at) | Checked::Nearest(at) => state.name(Key::Session(at)),
            Checked::Days(first, last) if first == last => words::day(first),
            Checked::Days(first, last) => between(first, last),
        };
        let usd = [check.reported, check.counted].map(|usd| cents(usd, state.locale));
        let [reported, counted] = usd;
        vec![kind(check.kind).into(), of, reported, counted, difference]
    };
    Table {
        caption: "Totals of the same work".into(),
        head: head.map(String::from).to_vec(),
        rows: all.iter().map(row).collect(),
    }
}
