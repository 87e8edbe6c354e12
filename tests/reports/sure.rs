//! How sure a total is: what is missing in it, what is at a price that is not published, and what may
//! count twice.

use super::total::{File, calls, console, total};
use sawtooth::logs::spend::{Reason, Sure};

fn text(name: &'static str, text: &str) -> File<'static> {
    (name, text.into())
}

/// A line of the Console's usage in millions of tokens sent.
fn usage(more: &str) -> File<'static> {
    let (name, rows) = console(&[(15, 1)]);
    (name, rows + more)
}

/// A page of the Admin API's usage of a million tokens sent.
fn page(tier: &str, more: bool) -> File<'static> {
    let page = format!(
        r#"{{"data":[{{"starting_at":"2026-11-15T00:00:00Z","ending_at":"2026-11-16T00:00:00Z","results":[{{"uncached_input_tokens":1000000,"output_tokens":0,"model":"claude-opus-5-5","service_tier":"{tier}"}}]}}],"has_more":{more},"next_page":null}}"#
    );
    ("usage.json", page)
}

fn cost(rows: &[(&str, &str)]) -> File<'static> {
    let row =
        |(amount, currency): &(&str, &str)| format!(r#"{{"amount":"{amount}","currency":"{currency}"}}"#);
    let rows: Vec<String> = rows.iter().map(row).collect();
    let page = format!(
        r#"{{"data":[{{"starting_at":"2026-11-15T00:00:00Z","results":[{}]}}],"has_more":false,"next_page":null}}"#,
        rows.join(",")
    );
    ("cost.json", page)
}

fn result(session: &str) -> String {
    format!(r#"{{"type":"result","session_id":"{session}","total_cost_usd":2,"usage":{{"input_tokens":5}}}}"#)
}

#[test]
fn a_total_is_no_surer_than_what_was_read() {
    let damaged = {
        let (name, line) = calls(&[20]);
        (name, line + "\n{\"type\":\"assistant\",\"message\":{\"usage\":{\"input_tokens\":-1}}}\n")
    };
    let priority = |tier: &str| {
        let header =
            "usage_date_utc,model_version,usage_type,usage_input_tokens_no_cache,usage_output_tokens";
        ("console.csv", format!("{header}\n2026-11-15,claude-opus-5-5,{tier},1000000,0\n"))
    };
    for (name, files, usd, sure, reason) in [
        ("all of it", vec![usage("")], 4.0, Sure::Exact, None),
        (
            "a damaged row",
            vec![usage("2026-11-16,claude-opus-5-5,many,0\n")],
            4.0,
            Sure::AtLeast,
            Some(Reason::NotRead(1)),
        ),
        (
            "a row that is cut off",
            vec![usage("2026-11-16,claude-op")],
            4.0,
            Sure::AtLeast,
            Some(Reason::NotRead(1)),
        ),
        ("a damaged line", vec![damaged], 4.0, Sure::AtLeast, Some(Reason::NotRead(1))),
        ("a page of several", vec![page("standard", true)], 4.0, Sure::AtLeast, Some(Reason::NotRead(1))),
        ("the last page", vec![page("standard", false)], 4.0, Sure::Exact, None),
        (
            "another currency",
            vec![cost(&[("300", "USD"), ("100", "EUR")])],
            3.0,
            Sure::AtLeast,
            Some(Reason::NotRead(1)),
        ),
        ("one currency", vec![cost(&[("300", "USD")])], 3.0, Sure::Reported, None),
        ("an empty file beside it", vec![usage(""), text("b.csv", "")], 4.0, Sure::Exact, None),
        ("a note beside it", vec![usage(""), text("b.txt", "Dear diary,\n")], 4.0, Sure::Exact, None),
        ("a copy beside it", vec![usage(""), ("b.csv", usage("").1)], 4.0, Sure::Exact, None),
        (
            "the priority tier",
            vec![page("priority", false)],
            4.0,
            Sure::Estimated,
            Some(Reason::PriorityRows(1)),
        ),
        (
            "the Console's priority",
            vec![priority("priority")],
            4.0,
            Sure::Estimated,
            Some(Reason::PriorityRows(1)),
        ),
        ("flex", vec![page("flex", false)], 4.0, Sure::Estimated, Some(Reason::PriorityRows(1))),
        (
            "another tier",
            vec![page("priority_on_demand", false)],
            4.0,
            Sure::Estimated,
            Some(Reason::PriorityRows(1)),
        ),
        ("the Console's flex", vec![priority("flex")], 4.0, Sure::Estimated, Some(Reason::PriorityRows(1))),
        ("the Console's batches", vec![priority("batch")], 2.0, Sure::Exact, None),
        (
            "results",
            vec![("a.json", result("a")), ("b.json", result("b"))],
            4.0,
            Sure::Reported,
            Some(Reason::Sessions(2)),
        ),
        ("one result", vec![("a.json", result("a"))], 2.0, Sure::Reported, None),
    ] {
        let found = total(&files);
        assert_eq!((found.usd, found.sure), (Some(usd), sure), "{name}: {:?}", found.reasons);
        let among = |reason: &Reason| !matches!(reason, Reason::Reported(_));
        assert_eq!(found.reasons.iter().copied().find(among), reason, "{name}: {:?}", found.reasons);
    }
}

/// Groups of people overlap: what they come to is not added to the whole, and is at most so much.
#[test]
fn groups_of_people_may_overlap() {
    let page = |name: &'static str, groups: &[&str]| {
        let row = |group: &&str| {
            let group =
                if group.is_empty() { String::new() } else { format!(r#","rbac_group_id":"{group}""#) };
            format!(r#"{{"currency":"USD","amount":"1000","list_amount":"1000"{group}}}"#)
        };
        let rows: Vec<String> = groups.iter().map(row).collect();
        let page = format!(
            r#"{{"data":[{{"starting_at":"2026-11-15T00:00:00Z","ending_at":"2026-11-16T00:00:00Z","results":[{}]}}],"has_more":false}}"#,
            rows.join(",")
        );
        (name, page)
    };
    let both = || page("x.json", &["a", "b"]);
    let of = |files: &[File]| {
        let found = total(files);
        let is_of_groups = |reason: &&Reason| matches!(reason, Reason::Groups(_));
        (found.usd, found.sure, found.reasons.iter().filter(is_of_groups).count())
    };
    assert_eq!(of(&[both()]), (Some(20.0), Sure::Estimated, 1));
    assert_eq!(of(&[page("x.json", &["a"])]), (Some(10.0), Sure::Reported, 0));
    assert_eq!(of(&[both(), page("t.json", &[""])]), (Some(10.0), Sure::Reported, 0));
    assert_eq!(of(&[page("a.json", &["a"]), page("b.json", &["b"])]), (Some(20.0), Sure::Estimated, 1));
}
