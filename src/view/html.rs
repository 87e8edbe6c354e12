//! Text as HTML: the small pieces that change while the page runs. The page itself is
//! written once, at build time, by [`super::page`].

use super::claims::AdviceLine;
use super::receipt::{Receipt, Row};
use super::{Locale, Table};
use crate::decisions::claims::Verdict;
use crate::scenario::{Scenario, Share};
use crate::view::plans::{Measured, PlanCell, PlanLine};
use crate::view::prices::{Cell, Group, PriceLine};

/// Text that no longer can be anything but text.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c => out.push(c),
        }
    }
    out
}

/// Each text in an element of its own; nothing for no texts.
pub fn each(tag: &str, texts: &[String]) -> String {
    texts.iter().map(|text| format!("<{tag}>{}</{tag}>", escape(text))).collect()
}

/// Names and values, as the inside of a `<dl>`.
pub fn definitions(facts: &[(String, String)]) -> String {
    let one = |(name, value): &(String, String)| {
        format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(name), escape(value))
    };
    facts.iter().map(one).collect()
}

/// Sayings and what the model makes of them, as the inside of a `<dl>`. What a link opens
/// is in its name, because there are many of the same words.
pub fn advice(lines: &[AdviceLine]) -> String {
    lines.iter().map(advice_line).collect()
}

fn advice_line(line: &AdviceLine) -> String {
    let kind = match line.kind {
        Verdict::Right => "right",
        Verdict::Nearly => "nearly",
        Verdict::Wrong | Verdict::Opposite => "wrong",
        Verdict::Unknown => "unknown",
    };
    let texts = [&line.claim, &line.verdict, &line.said, &line.from, &line.found, &line.because];
    let [claim, verdict, said, from, found, because] = texts.map(|text| escape(text));
    let (link, label) = (escape(&line.link), escape(&line.link_label));
    format!(
        "<div class=\"advice\" id=\"advice-{}\" data-verdict=\"{kind}\"><dt>{claim}</dt><dd>\
         <p><strong>{verdict}.</strong> Said: {said} ({from}). In this model: {found}.</p><p>{because} \
         <a href=\"{link}\" data-open=\"advice\">{label}<span class=\"spoken\">: {claim}</span></a></p></dd></div>",
        escape(&line.id)
    )
}

/// A table whose first column heads its rows.
pub fn table(table: &Table) -> String {
    let head: String = table.head.iter().map(|h| format!("<th scope=\"col\">{}</th>", escape(h))).collect();
    let row = |cells: &Vec<String>| {
        let first =
            cells.first().map(|c| format!("<th scope=\"row\">{}</th>", escape(c))).unwrap_or_default();
        format!("<tr>{first}{}</tr>", each("td", cells.get(1..).unwrap_or_default()))
    };
    let rows: String = table.rows.iter().map(row).collect();
    let caption = escape(&table.caption);
    format!("<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
}

const RECEIPT_HEAD: &str = "<table><caption class=\"spoken\">Tokens and dollars by source, model and class</caption>\
    <thead><tr><th scope=\"col\">What</th><th scope=\"col\">tokens a month</th><th scope=\"col\">$ per million</th>\
    <th scope=\"col\">session</th><th scope=\"col\">month</th><th scope=\"col\">year</th></tr></thead>";

pub fn receipt(receipt: &Receipt) -> String {
    let rows: String = receipt.rows.iter().map(receipt_row).collect();
    let total = receipt_row(&receipt.total);
    format!("{RECEIPT_HEAD}<tbody>{rows}</tbody><tfoot>{total}</tfoot></table>")
}

fn receipt_row(row: &Row) -> String {
    let head = row.head.as_ref().map(|head| {
        format!("<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"6\">{}</th></tr>", escape(head))
    });
    let cells = [&row.tokens, &row.rate, &row.session, &row.month, &row.year].map(Clone::clone);
    let what = escape(&row.what);
    format!("{}<tr><th scope=\"row\">{what}</th>{}</tr>", head.unwrap_or_default(), each("td", &cells))
}

/// The price list's rows; each rate is an input that names the price it replaces.
pub fn price_lines(lines: &[PriceLine]) -> String {
    lines.iter().map(price_line).collect()
}

fn price_line(line: &PriceLine) -> String {
    let cells: String = line.cells.iter().map(|cell| format!("<td>{}</td>", rate(cell))).collect();
    let name = escape(&line.name);
    let source = escape(&line.source);
    format!(
        "<tr><th scope=\"row\">{name}</th>{cells}</tr><tr class=\"source\"><td colspan=\"6\">{source}</td></tr>"
    )
}

fn rate(cell: &Cell) -> String {
    let listed = cell.replaced.as_ref();
    let title = listed.map(|rate| format!(" title=\"list price {}\"", escape(rate))).unwrap_or_default();
    let own = if listed.is_some() { " own" } else { "" };
    format!(
        "<input id=\"{}\" type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"rate{own}\" data-model=\"{}\" \
         data-band=\"{}\" data-class=\"{}\" aria-label=\"{}\" aria-describedby=\"p-prices\" value=\"{}\"{title}>",
        escape(&cell.id()),
        escape(&cell.key.model),
        crate::scenario::link::band(cell.key.band),
        crate::scenario::link::class(cell.key.class),
        escape(&cell.label),
        escape(&cell.text)
    )
}

/// The plans' rows: a plan, and an input for its price, the least and the most that a week of
/// it carries, and its seats.
pub fn plan_lines(lines: &[PlanLine]) -> String {
    let cell = |cell: &Option<PlanCell>| match cell {
        Some(cell) => format!("<td>{}</td>", statement(cell)),
        None => "<td>–</td>".into(),
    };
    let line = |line: &PlanLine| {
        let cells: String = line.cells.iter().map(cell).collect();
        let (name, source) = (escape(&line.name), escape(&line.source));
        format!(
            "<tr><th scope=\"row\">{name}</th>{cells}</tr><tr class=\"source\"><td colspan=\"5\">{source}</td></tr>"
        )
    };
    lines.iter().map(line).collect()
}

/// What others measured of plans' capacities, each to be taken over by a button.
pub fn measured(all: &[Measured]) -> String {
    let one = |m: &Measured| {
        format!(
            "<li>{} <button type=\"button\" class=\"quiet\" data-take=\"{}\" data-usd=\"{}\" aria-label=\"Take over {} dollars a week\">Take over</button></li>",
            escape(&m.text),
            escape(&m.plan),
            m.usd,
            m.usd
        )
    };
    format!("<ul class=\"plain\">{}</ul>", all.iter().map(one).collect::<String>())
}

fn statement(cell: &PlanCell) -> String {
    let listed = cell.replaced.as_ref();
    let title = listed.map(|usd| format!(" title=\"list price {}\"", escape(usd))).unwrap_or_default();
    let beside = cell.beside.as_ref().map(|text| format!("<small>{}</small>", escape(text)));
    format!(
        "<input id=\"{}\" type=\"text\" inputmode=\"text\" autocomplete=\"off\" class=\"rate{}\" data-plan=\"{}\" \
         data-term=\"{}\" aria-label=\"{}\" aria-describedby=\"p-plans\" placeholder=\"{}\" value=\"{}\"{title}>{}",
        escape(&cell.id()),
        if listed.is_some() { " own" } else { "" },
        escape(&cell.key.plan),
        cell.key.term.key(),
        escape(&cell.label),
        cell.placeholder,
        escape(&cell.text),
        beside.unwrap_or_default()
    )
}

/// The options of a model menu. A model that is not in the list stands first, as it is;
/// those that are taken cannot be chosen.
pub fn model_options(groups: &[Group], chosen: &str, taken: &[&str]) -> String {
    let option = |(id, name): &(String, String)| {
        let state = match id {
            id if id == chosen => " selected",
            id if taken.contains(&id.as_str()) => " disabled",
            _ => "",
        };
        format!("<option value=\"{}\"{state}>{}</option>", escape(id), escape(name))
    };
    let group = |g: &Group| {
        format!(
            "<optgroup label=\"{}\">{}</optgroup>",
            g.label,
            g.models.iter().map(option).collect::<String>()
        )
    };
    let known = groups.iter().any(|g| g.models.iter().any(|(id, _)| id == chosen));
    let unknown =
        if known { String::new() } else { option(&(chosen.into(), chosen.into())).replace(" selected", "") };
    let listed: String = groups.iter().filter(|g| !g.models.is_empty()).map(group).collect();
    unknown + &listed
}

/// A row of inputs for each model of the mix.
pub fn mix_rows(
    scenario: &Scenario,
    groups: &[Group],
    name: impl Fn(&str) -> String,
    locale: &Locale,
) -> String {
    let taken: Vec<&str> = scenario.mix.iter().map(|s| s.model.as_str()).collect();
    let row = |(i, share): (usize, &Share)| {
        let options = model_options(groups, &share.model, &taken);
        mix_row(i, &escape(&name(&share.model)), &options, share.share, taken.len() > 1, locale)
    };
    scenario.mix.iter().enumerate().map(row).collect()
}

fn mix_row(i: usize, name: &str, options: &str, share: f64, several: bool, locale: &Locale) -> String {
    let entry = format!(
        "<span class=\"entry\"><input id=\"mix-{i}\" data-mix=\"{i}\" type=\"text\" inputmode=\"decimal\" \
         autocomplete=\"off\" value=\"{}\" aria-label=\"Share of {name}\" aria-describedby=\"p-mix\"{}>\
         <span class=\"unit\">%</span></span>",
        locale.share(share),
        if several { "" } else { " disabled" }
    );
    let more = format!(
        "<button type=\"button\" class=\"quiet remove\" id=\"mix-r-{i}\" data-remove=\"{i}\" aria-label=\"Remove {name}\">×</button>\
         <input id=\"mix-s-{i}\" data-mix-slider=\"{i}\" type=\"range\" min=\"0\" max=\"100\" step=\"1\" value=\"{:.0}\" \
         aria-label=\"Share of {name}, slider\">",
        share * 100.0
    );
    format!(
        "<div class=\"model{}\"><select id=\"mix-m-{i}\" data-mix-model=\"{i}\" aria-label=\"Model {}\">{options}\
         </select>{entry}{}</div>",
        if several { "" } else { " single" },
        i + 1,
        if several { more } else { String::new() }
    )
}
