//! What was spent, lost, compacted and replayed, computed by hand at Opus 5's rates.

use super::build::*;
use sawtooth::logs::counterfactual::{Change, LENGTHS};
use sawtooth::logs::ledger::Terms;
use sawtooth::logs::spend::{Account, Books, Filter, Item, Key, Kind, Side, reported};
use sawtooth::logs::{Logs, Report, ReportRow, ReportTokens};
use sawtooth::model::usage::Source;
use sawtooth::prices::{Class, RateTable, date};
use sawtooth::scenario::Lifetime;

fn everything() -> Filter {
    Filter::default()
}

/// 40,000 written for an hour, 2,000 more after ten seconds; two hours later all of it again.
fn lost() -> Logs {
    let mut logs = logs(&[OPUS]);
    logs.calls = vec![
        call(0, [0, 0, 40_000, 0, 100]),
        call(10 * SECOND, [0, 0, 2_000, 40_000, 100]),
        call(2 * HOUR, [0, 0, 43_000, 0, 100]),
    ];
    logs
}

#[test]
fn a_lost_prefix_costs_its_write_over_its_read() {
    with(&lost(), |books| {
        let pauses = books.pauses(&everything(), &east());
        // 42,000 tokens at $10 instead of $0.50 a million.
        same(pauses.usd, 42_000.0 * 9.5 / 1e6);
        assert_eq!(pauses.lost.iter().map(|lost| lost.call).collect::<Vec<_>>(), [2]);
        // 12:00 UTC is 14:00 two hours east.
        assert_eq!(pauses.hours[14].1, 1);
        same(pauses.hours[14].0, pauses.usd);
        let length = pauses.lengths.iter().find(|length| length.from == LENGTHS[3]).unwrap();
        assert_eq!((length.calls, length.lost), ([0, 1], [0, 1]));
        same(
            books.replay(&everything(), Change::NoPauses).after,
            books.total(&everything()).bill.total - 0.399,
        );
    });
}

#[test]
fn what_is_lost_at_once_is_no_pause() {
    let mut logs = lost();
    logs.calls[2] = call(4 * MINUTE, [0, 0, 43_000, 0, 100]);
    with(&logs, |books| {
        let pauses = books.pauses(&everything(), &east());
        assert_eq!((pauses.lost.len(), pauses.sudden.len()), (0, 1));
        same(pauses.lengths[0].usd, 0.399);
        let replayed = books.replay(&everything(), Change::NoPauses);
        assert_eq!(replayed.before, replayed.after);
    });
}

#[test]
fn a_step_is_what_the_call_before_it_makes_it() {
    let mut logs = logs(&[OPUS, "claude-sonnet-5"]);
    logs.calls = vec![
        call(0, [0, 100_000, 0, 0, 1]),
        call(MINUTE, [0, 40_000, 0, 0, 1]),
        call(2 * MINUTE, [0, 1_000, 0, 40_000, 1]),
        call(4 * MINUTE, [0, 45_000, 0, 0, 1]),
    ];
    logs.calls[3].model = 1;
    let kinds = |logs: &Logs| with(logs, |books| (0..4).map(|at| books.step(at).kind).collect::<Vec<_>>());
    assert_eq!(kinds(&logs), [Kind::First, Kind::Fell, Kind::GoesOn, Kind::Switched]);
    logs.compactions = vec![compaction(3 * MINUTE, true)];
    assert_eq!(kinds(&logs), [Kind::First, Kind::Fell, Kind::GoesOn, Kind::Compacted(0)]);
}

/// 152,000 of context become 50,000; each call adds 2,000.
fn compacted() -> Logs {
    let mut logs = logs(&[OPUS]);
    logs.compactions = vec![compaction(90 * SECOND, true)];
    logs.calls = vec![
        call(0, [0, 150_000, 0, 0, 0]),
        call(MINUTE, [0, 2_000, 0, 150_000, 0]),
        call(2 * MINUTE, [0, 30_000, 0, 20_000, 0]),
        call(3 * MINUTE, [0, 2_000, 0, 50_000, 0]),
    ];
    logs
}

#[test]
fn a_compaction_saves_later_reads_for_a_new_prefix_and_a_summary() {
    with(&compacted(), |books| {
        let all = books.compactions(&everything());
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((one.before, one.after, one.calls, one.window), (152_000, 50_000, 2, false));
        // Kept, the history makes the contexts 154,000 and 156,000: 104,000 more to read.
        same(one.spared, 104_000.0 * 0.5 / 1e6);
        // 30,000 written and 20,000 read, instead of 2,000 written and 152,000 read.
        same(one.rewritten, (30_000.0 * 6.25 + 20_000.0 * 0.5 - 2_000.0 * 6.25 - 152_000.0 * 0.5) / 1e6);
        same(one.summary, (152_000.0 * 0.5 + 9_000.0 * 25.0) / 1e6);
        same(one.saved(), 0.052 - 0.109 - 0.301);
        let after = books.after();
        // 50,000 are less than the first context; 20,000 of them came from the cache.
        assert_eq!((after.above_floor, after.warm, after.measured), (0.0, 0.4, 1));
    });
}

#[test]
fn a_full_window_had_to_be_compacted() {
    let mut logs = compacted();
    // Sonnet 4.5's window is 200,000 (prices/data/claude.json): 2,000 more after 198,500 do not fit.
    logs.models = vec!["claude-sonnet-4-5".into()];
    logs.calls[1] = call(MINUTE, [0, 48_500, 0, 150_000, 0]);
    with(&logs, |books| {
        let one = books.compactions(&everything())[0];
        assert_eq!((one.calls, one.window, one.spared, one.rewritten), (0, true, 0.0, 0.0));
    });
}

#[test]
fn an_earlier_threshold_sends_the_same_growth_on_a_shorter_context() {
    let mut logs = logs(&[OPUS]);
    logs.calls = vec![
        call(0, [0, 20_000, 0, 0, 10]),
        call(MINUTE, [0, 50_000, 0, 20_000, 10]),
        call(2 * MINUTE, [0, 51_000, 0, 70_000, 10]),
        call(3 * MINUTE, [0, 4_000, 0, 121_000, 10]),
    ];
    with(&logs, |books| {
        let replayed = books.replay(&everything(), Change::Threshold(120_000.0));
        // Without a compaction in the logs the preset's: 9,000 and 6,000 above the floor, half
        // of it cached (MODEL.md section 4, REAL_USAGE.md). So the third call sends 35,000
        // instead of 121,000, and the fourth reads 86,000 less.
        let third = 70_000.0 * 0.5 + 51_000.0 * 6.25 - 17_500.0 * (0.5 + 6.25);
        let summary = 70_000.0 * 0.5 + 9_000.0 * 25.0;
        same(replayed.before - replayed.after, (third + 86_000.0 * 0.5 - summary) / 1e6);
        assert_eq!(replayed.compactions, [0, 1]);
        let higher = books.replay(&everything(), Change::Threshold(125_000.0));
        assert_eq!(higher.before, higher.after);
    });
}

#[test]
fn a_real_compaction_is_not_due_under_a_threshold_that_came_first() {
    let mut logs = logs(&[OPUS]);
    logs.compactions = vec![compaction(5 * MINUTE + 1, false)];
    logs.calls = vec![
        call(0, [0, 20_000, 0, 0, 0]),
        call(MINUTE, [0, 50_000, 0, 20_000, 0]),
        call(2 * MINUTE, [0, 50_000, 0, 70_000, 0]),
        call(5 * MINUTE, [0, 2_000, 0, 120_000, 0]),
        call(6 * MINUTE, [0, 15_000, 0, 15_000, 0]),
    ];
    with(&logs, |books| {
        let replayed = books.replay(&everything(), Change::Threshold(100_000.0));
        assert_eq!(replayed.compactions, [1, 1]);
        // A compaction leaves 30,000, half of it cached, as the real one did: contexts are
        // 20,000, 70,000, 30,000, 32,000, and 66,000 by the mean growth of 34,000.
        let really = (50_000.0 + 2_000.0 + 15_000.0) * 6.25 + (70_000.0 + 120_000.0 + 15_000.0) * 0.5;
        let instead = (15_000.0 + 2_000.0 + 34_000.0) * 6.25 + (15_000.0 + 30_000.0 + 32_000.0) * 0.5;
        let summaries = (122_000.0 - 70_000.0) * 0.5;
        same(replayed.before - replayed.after, (really - instead + summaries) / 1e6);
    });
}

#[test]
fn another_lifetime_keeps_or_loses_what_the_pauses_decide() {
    let mut logs = logs(&[OPUS]);
    logs.calls = vec![
        call(0, [0, 40_000, 0, 10_000, 0]),
        call(20 * MINUTE, [0, 41_000, 0, 10_000, 0]),
        call(21 * MINUTE, [0, 1_000, 0, 51_000, 0]),
    ];
    with(&logs, |books| {
        let hour = books.replay(&everything(), Change::Lifetime(Lifetime::OneHour));
        // The second call reads its 50,000; 40,000, 1,000 and 1,000 are written at $10.
        let before = (82_000.0 * 6.25 + 71_000.0 * 0.5) / 1e6;
        let after = (42_000.0 * 10.0 + (10_000.0 + 50_000.0 + 51_000.0) * 0.5) / 1e6;
        same(hour.before, before);
        same(hour.after, after);
        assert_eq!(hour.lost, [1, 0]);
        let short = books.replay(&everything(), Change::Lifetime(Lifetime::FiveMinutes));
        assert_eq!(short.before, short.after);
    });
    // The same work as written for an hour loses its prefix with 5 minutes: what the first
    // call found in the cache is still there.
    logs.calls[0] = call(0, [0, 0, 40_000, 10_000, 0]);
    logs.calls[1] = call(20 * MINUTE, [0, 0, 1_000, 50_000, 0]);
    logs.calls[2] = call(21 * MINUTE, [0, 0, 1_000, 51_000, 0]);
    with(&logs, |books| {
        let short = books.replay(&everything(), Change::Lifetime(Lifetime::FiveMinutes));
        same(short.after, (82_000.0 * 6.25 + 71_000.0 * 0.5) / 1e6);
        assert_eq!(short.lost, [0, 1]);
    });
}

#[test]
fn sub_agents_floor_and_hour_writes_have_their_shares() {
    let mut logs = lost();
    let mut agent = call(MINUTE, [1_000, 20_000, 0, 0, 500]);
    agent.chain = 1;
    logs.calls.push(agent);
    logs.calls.push(sawtooth::logs::Call { read: 21_000, write_5m: 21_000, input: 0, ..agent });
    with(&logs, |books| {
        let shares = books.shares(&everything());
        // 1,000 at $5, 20,000 and 21,000 at $6.25, 21,000 at $0.50, twice 500 at $25.
        same(shares.agents.usd, (5_000.0 + 41_000.0 * 6.25 + 21_000.0 * 0.5 + 25_000.0) / 1e6);
        assert_eq!(shares.agent_calls, 2);
        same(shares.hour_writes, 85_000.0 / 126_000.0);
        // Floors of 40,000 and 21,000: each call's prompt up to there, at its own mixture.
        let main =
            40_000.0 * 10.0 + 40_000.0 / 42_000.0 * (2_000.0 * 10.0 + 40_000.0 * 0.5) + 40_000.0 * 10.0;
        let agents = 5_000.0 + 20_000.0 * 6.25 + 0.5 * (21_000.0 * 6.25 + 21_000.0 * 0.5);
        same(shares.floor.usd, (main + agents) / 1e6);
        let whose = books.rows(Side::Whose, &everything());
        let agents = whose.rows.iter().find(|row| row.key == Key::Whose(Source::Agents)).unwrap();
        same(agents.usd, shares.agents.usd);
    });
}

#[test]
fn missing_output_is_counted_once_it_is_asked_for() {
    let mut logs = lost();
    logs.calls[0].is_final = false;
    logs.calls[0].estimated = 2_100;
    let table = RateTable::shipped();
    for (corrected, output) in [(false, 300.0), (true, 2_300.0)] {
        let account = Account::new(&table, &logs, &Terms { corrected, ..terms() });
        let books = Books { logs: &logs, account: &account };
        let mut only = Filter::default();
        only.toggle(Key::Item(Item::Tokens(Class::Output)));
        same(books.total(&only).bill.total, output * 25.0 / 1e6);
        let found = books.correction();
        assert_eq!((found.calls, found.tokens), (1, 2_000));
        same(found.usd, 2_000.0 * 25.0 / 1e6);
    }
}

#[test]
fn a_report_counts_its_own_dollars_and_what_they_mean() {
    let row = |usd| ReportRow {
        day: Some(date(2026, 8, 1)),
        model: Some(OPUS.into()),
        tokens: ReportTokens { write_unsplit: 100_000, read: 1_000_000, ..ReportTokens::default() },
        usd,
        ..ReportRow::default()
    };
    let sum = |rows| reported(&RateTable::shipped(), &Report { kind: None, rows }, date(2026, 11, 21));
    // 1M read for $0.50; 100,000 written for $0.625 at 5 minutes, $1 for an hour.
    same(sum(vec![row(None)]).total.paid.priced, 1.125);
    let found = sum(vec![row(Some(1.5)), row(Some(1.125))]);
    same(found.total.paid.stated, 2.625);
    same(found.writes.hour_share().unwrap(), 0.5);
    let beyond = sum(vec![row(Some(9.0))]).writes;
    assert_eq!((beyond.hour_share(), beyond.impossible), (None, 1));
    let unknown = ReportRow { model: Some("gpt-7".into()), usd: None, ..row(None) };
    assert_eq!(sum(vec![unknown]).total.paid.unpriced, 1);
}

/// 40,000 before the first message, of which a compaction leaves half in the cache.
#[test]
fn smaller_base_is_smaller_before_and_after_a_compaction_and_in_its_summary() {
    let mut logs = compacted();
    logs.calls = vec![
        call(0, [0, 40_000, 0, 0, 0]),
        call(MINUTE, [0, 80_000, 0, 40_000, 0]),
        call(2 * MINUTE, [0, 30_000, 0, 20_000, 0]),
        call(3 * MINUTE, [0, 2_000, 0, 50_000, 0]),
    ];
    with(&logs, |books| {
        let less = |tokens: f64| {
            let replayed = books.replay(&everything(), Change::Base(tokens));
            replayed.before - replayed.after
        };
        // Written once, read twice and in the summary; after the compaction half written, half read.
        same(less(10_000.0), 10_000.0 * (6.25 + 0.5 + 0.5 * (6.25 + 0.5) + 0.5 + 0.5) / 1e6);
        // There is no more of it than the base.
        same(less(100_000.0), less(40_000.0));
        same(less(40_000.0), 40_000.0 * (6.25 + 0.5 + 0.5 * (6.25 + 0.5) + 0.5 + 0.5) / 1e6);
    });
}
