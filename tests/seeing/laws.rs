//! What holds for any calls, and under any choices.

use super::build::*;
use proptest::prelude::*;
use sawtooth::logs::counterfactual::Change;
use sawtooth::logs::spend::{Books, Filter, Item, Key, Side};
use sawtooth::logs::{Compacted, Logs, Session};
use sawtooth::model::usage::Source;
use sawtooth::prices::Class;
use sawtooth::scenario::Lifetime;
use sawtooth::view::labels::logs as labels;
use sawtooth::view::logs_session::Question;

/// Opus 5; Haiku 5.5, which has a price step; one that nobody knows.
const MODELS: [&str; 3] = [OPUS, "claude-haiku-5-5", "no-such-model"];
const PAUSES: [i64; 6] = [5 * SECOND, MINUTE, 4 * MINUTE, 20 * MINUTE, 2 * HOUR, 30 * HOUR];

prop_compose! {
    fn any_call()(
        model in 0..3u32, pause in 0..6usize, compacts in prop::bool::weighted(0.1),
        read in prop_oneof![Just(0u32), Just(20_000), 0..400_000u32],
        write in 0..60_000u32, hour in any::<bool>(), input in 0..2_000u32, output in 0..3_000u32,
        searches in prop_oneof![9 => Just(0u32), 1 => 1..4u32], fast in prop::bool::weighted(0.1),
    ) -> (usize, bool, sawtooth::logs::Call) {
        let writes = if hour { [0, write] } else { [write, 0] };
        let mut made = call(0, [input, writes[0], writes[1], read, output]);
        (made.model, made.web_searches, made.fast) = (model, searches, fast);
        (pause, compacts, made)
    }
}

prop_compose! {
    /// Two projects, up to four sessions with a main conversation and a sub-agent each.
    fn any_logs()(
        chains in prop::collection::vec(prop::collection::vec(any_call(), 0..12), 1..8),
        resumed in any::<bool>(),
    ) -> Logs {
        let mut logs = logs(&MODELS);
        logs.projects.push("/home/me/other".into());
        logs.sessions = (0..4)
            .map(|at| Session { id: format!("session-{at}"), project: at % 2, resumed: resumed && at == 3, has_totals: false, headless: false, ..Session::default() })
            .collect();
        for (at, chain) in chains.into_iter().enumerate() {
            let (session, chain_of) = ((at / 2) as u32, (at % 2) as u32);
            let mut now = START;
            for (pause, compacts, mut call) in chain {
                now += PAUSES[pause];
                if compacts && chain_of == 0 {
                    logs.compactions.push(Compacted { session, at: now - 1, auto: None, before: None, ..Compacted::default() });
                }
                (call.session, call.chain, call.asked, call.answered) = (session, chain_of, now, now + SECOND);
                logs.calls.push(call);
            }
        }
        logs
    }
}

fn any_key() -> impl Strategy<Value = Key> {
    prop_oneof![
        (DAY..DAY + 4).prop_map(Key::Day),
        (0..3u32).prop_map(Key::Model),
        (0..2u32).prop_map(Key::Project),
        (0..4u32).prop_map(Key::Session),
        (0..5usize).prop_map(|class| Key::Item(Item::Tokens(Class::ALL[class]))),
        Just(Key::Item(Item::Searches)),
        prop_oneof![Just(Source::Main), Just(Source::Agents)].prop_map(Key::Whose),
    ]
}

fn any_filter() -> impl Strategy<Value = Filter> {
    prop::collection::vec(any_key(), 0..4).prop_map(|keys| {
        let mut filter = Filter::default();
        keys.into_iter()
            .filter(|key| filter.chosen(key.side()).is_none())
            .collect::<Vec<_>>()
            .into_iter()
            .for_each(|key| {
                if filter.chosen(key.side()).is_none() {
                    filter.toggle(key);
                }
            });
        filter
    })
}

/// A filter with this row instead of its side's.
fn with_row(filter: &Filter, key: Key) -> Filter {
    let mut other = filter.without(key.side());
    other.toggle(key);
    other
}

fn check_sides(books: Books, filter: &Filter) {
    for side in Side::ALL {
        let rows = books.rows(side, filter);
        same(rows.rows.iter().map(|row| row.usd).sum(), rows.total);
        same(rows.total, books.total(&filter.without(side)).bill.total);
        for row in &rows.rows {
            let alone = books.total(&with_row(filter, row.key));
            same(row.usd, alone.bill.total);
            assert!(side == Side::Item || (row.calls, row.unpriced) == (alone.calls, alone.unpriced));
        }
        // What is chosen on a side changes nothing on it.
        assert_eq!(rows, books.rows(side, &filter.without(side)));
    }
}

fn check_replays(books: Books, filter: &Filter) {
    let total = books.total(filter).bill.total;
    for change in [Change::Nothing, Change::Threshold(f64::INFINITY)] {
        let replayed = books.replay(filter, change);
        assert_eq!(replayed.before, replayed.after, "{change:?}");
        assert_eq!(replayed.lost[0], replayed.lost[1]);
        assert_eq!(replayed.compactions[0], replayed.compactions[1]);
        same(replayed.before, total);
    }
    for limit in [0.0, 50_000.0, 100_000.0, 200_000.0] {
        let replayed = books.replay(filter, Change::Threshold(limit));
        assert!(replayed.after.is_finite() && replayed.compactions[1] <= books.logs.calls.len());
        same(replayed.before, total);
    }
    let kept = books.replay(filter, Change::NoPauses);
    same(kept.before, total);
    assert_eq!(kept.lost[1], 0);
}

/// All at once is each for itself.
fn check_several(books: Books) {
    let changes = [
        Change::Nothing,
        Change::NoPauses,
        Change::Threshold(50_000.0),
        Change::Threshold(100_000.0),
        Change::Threshold(200_000.0),
        Change::Lifetime(Lifetime::OneHour),
        Change::Lifetime(Lifetime::FiveMinutes),
        Change::Base(10_000.0),
        Change::Growth(0.2),
        Change::HitRate(0.02),
    ];
    let several = books.replay_several(&changes);
    assert_eq!(several.after.len(), changes.len());
    for (change, after) in changes.into_iter().zip(several.after) {
        let alone = books.replay(&Filter::default(), change);
        same(several.before, alone.before);
        same(after, alone.after);
    }
}

/// With one band for every context, what pauses cost is what a replay without them saves.
fn check_pauses(books: Books, filter: &Filter) {
    let pauses = books.pauses(filter, &east());
    let saved = books.replay(filter, Change::NoPauses);
    same(pauses.usd, saved.before - saved.after);
    same(pauses.hours.iter().map(|(usd, _)| usd).sum(), pauses.usd);
    same(pauses.lengths.iter().skip(1).map(|length| length.usd).sum(), pauses.usd);
    assert_eq!(pauses.lost.len(), saved.lost[0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn sides_add_up_and_filter_each_other(logs in any_logs(), filter in any_filter()) {
        with(&logs, |books| check_sides(books, &filter));
    }

    #[test]
    fn a_replay_without_a_change_is_what_was(logs in any_logs(), filter in any_filter()) {
        with(&logs, |books| check_replays(books, &filter));
    }

    #[test]
    fn replays_at_once_are_those_of_each_change(logs in any_logs()) {
        with(&logs, check_several);
    }

    #[test]
    fn what_pauses_cost_is_what_their_absence_saves(logs in any_logs(), filter in any_filter()) {
        with(&logs, |books| check_pauses(books, &filter));
    }

    #[test]
    fn a_lifetime_that_all_had_changes_nothing(mut logs in any_logs(), filter in any_filter()) {
        for call in &mut logs.calls {
            (call.write_5m, call.write_1h) = (0, call.write_5m + call.write_1h);
        }
        with(&logs, |books| {
            let replayed = books.replay(&filter, Change::Lifetime(Lifetime::OneHour));
            assert_eq!(replayed.before, replayed.after);
        });
    }

    /// The dollars that are printed on a side add up to the dollars that are printed above,
    /// whether few of its rows are shown or all.
    #[test]
    fn printed_rows_add_up_to_the_printed_total(logs in any_logs(), filter in any_filter()) {
        let mut session = session(logs);
        for key in filter.keys() {
            session.answer(Question::Filter(key));
        }
        let parts = session.answer(Question::Filter(Key::Day(1)));
        let books = Books { logs: session.logs(), account: session.account() };
        let chosen = with_row(&filter, Key::Day(1));
        for view in &part!(parts, Breakdown).sides {
            let side = Side::ALL.into_iter().find(|side| view.heading == heading(*side)).unwrap();
            let total = (books.total(&chosen.without(side)).bill.total * 100.0).round() as i64;
            let rows = |is_few: bool| view.rows.iter().filter(move |row| row.is_first || !is_few);
            let rows = |is_few: bool| rows(is_few).map(|row| cents(&row.usd)).sum::<i64>();
            let [show, hide] = view.more.as_ref().map_or([0, 0], |more| [cents(&more.show), cents(&more.hide)]);
            prop_assert_eq!(rows(true) + show, total, "{:?}", side);
            prop_assert_eq!(rows(false) + hide, total, "{:?}", side);
        }
        let costs = &part!(parts, Details).costs;
        prop_assert_eq!(costs.rows.iter().map(|row| cents(&row.usd)).sum::<i64>(), cents(&costs.total));
    }
}

fn heading(side: Side) -> &'static str {
    [
        labels::BY_DAY,
        labels::BY_MODEL,
        labels::BY_PROJECT,
        labels::BY_SESSION,
        labels::BY_CLASS,
        labels::BY_SOURCE,
    ][side as usize]
}

/// The dollars in a text, in cents.
fn cents(text: &str) -> i64 {
    let amount = text.split_once('$').map_or("", |(_, amount)| amount);
    amount.replace([',', '.'], "").parse().unwrap_or(0)
}
