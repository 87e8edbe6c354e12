//! What the reader decides with: each decision is folded under its finding.

use super::Writer;
use super::help::asks;
use super::parts::{Shell, shell_of};
use crate::decisions::claims::Verdict;
use crate::decisions::savings::Lever;
use crate::view::claims::AdviceLine;
use crate::view::decisions::{DECISIONS, Decision, Seen};
use crate::view::html::escape;
use crate::view::{claims, controls, html, savings, words};

const CURVES: [(&str, &str); 3] =
    [("threshold", "by context"), ("messages", "every n messages"), ("split", "split the session")];
const AXES: [(&str, &str); 3] =
    [("sessions", "sessions a day"), ("days", "active days"), ("people", "people")];
const BILLED: [(&str, &str); 2] = [("month", "by the month"), ("year", "by the year, where offered")];
const OVERFLOW: [(&str, &str); 3] = [
    ("credits", "goes on, as usage credits at API rates"),
    ("capped", "goes on up to a cap"),
    ("stop", "waits for the next week"),
];
const GOAL_BY: [(&str, &str); 9] = [
    ("messages", "messages a session"),
    ("sessions", "sessions a day"),
    ("days", "active days a month"),
    ("hit", "the cache hit rate"),
    ("floor", "the floor"),
    ("growth", "growth per request"),
    ("output", "output per request"),
    ("model", "the share on a cheaper model"),
    ("threshold", "the context at which it compacts"),
];

/// Public measurements that name no dollars a week (FACTS of 2026-11): to be read, not taken over.
const NO_WEEK: [&str; 3] = [
    "By credits of its own (she-llac.com, 2026-01-25): 5 million a week on Pro, 41.67 million on Max, 83.33 million on \
     Ultra; input, writes and output count, cache reads do not.",
    "About $210 of API-equivalent work a day over 22 days on Ultra (then Max 20x; a forum post, before 2026-03).",
    "A complaint in court (2026-06-14) says that Max and Ultra carry 3.5 and 6 times Pro’s week.",
];

impl Writer<'_> {
    /// All decisions, folded; a finding stands beside each name.
    pub(super) fn decisions(&self, seen: Option<&Seen>) -> String {
        let all: String = DECISIONS.iter().map(|decision| self.decision(decision, seen)).collect();
        format!(
            "<section id=\"decisions\" class=\"fold-section\"><h2>What to do about it</h2>{all}</section>"
        )
    }

    fn decision(&self, decision: &Decision, seen: Option<&Seen>) -> String {
        let Decision { id, name, .. } = decision;
        let finding = match *id {
            "advice" => Some(self.advice_finding()),
            _ => seen.map(|seen| seen.finding(id)),
        };
        format!(
            "<details id=\"fold-{id}\"><summary><h3>{name}</h3> <span class=\"finding\" id=\"finding-{id}\">{}</span></summary>\
             <div class=\"decision\">{}</div></details>",
            escape(&finding.unwrap_or_default()),
            self.inside(id)
        )
    }

    fn inside(&self, id: &str) -> String {
        match id {
            "levers" => self.levers(),
            "capacity" => self.capacity(),
            "compacting" => {
                self.radios("curve", "Compact", &CURVES, "")
                    + "<div class=\"beside\">"
                    + &self.mirror("reacquire")
                    + "<p class=\"buttons\"><button type=\"button\" class=\"quiet\" id=\"use-best\" hidden>Set the cheapest</button></p></div>"
                    + &figure("compacting", "Cost by compaction")
            }
            "lifetime" => {
                figure("lifetime", "Cost by pauses")
                    + "<div class=\"beside\">"
                    + &self.mirror("pauses5m")
                    + &self.mirror("pauses60m")
                    + "</div>"
            }
            "mixing" => {
                self.numbers(&["rework"])
                    + "<div id=\"mixing-notes\" class=\"figure-notes\"></div><div class=\"scroll\" id=\"mixing-table\" tabindex=\"0\" role=\"region\" aria-label=\"One model or several\"></div>"
            }
            "life" => {
                self.numbers(&["lifeRead", "lifeAt", "standing"])
                    + "<ul id=\"life-sentences\" class=\"plain\"></ul>"
            }
            "against" => self.against(),
            _ => self.advice(),
        }
    }

    fn advice_lines(&self) -> Vec<AdviceLine> {
        let today = self.scenario.priced_on;
        claims::lines(&crate::decisions::claims::shipped(), self.table, self.plans, today, &self.locale)
    }

    fn advice_finding(&self) -> String {
        let lines = self.advice_lines();
        let right = lines.iter().filter(|line| line.kind == Verdict::Right).count();
        format!("{right} of {} sayings that people repeat are right by this model", lines.len())
    }

    /// Nothing in it follows the scenario: it is worked out when the page is built.
    fn advice(&self) -> String {
        let day = words::day(self.scenario.priced_on);
        format!(
            "<p class=\"help\">By the prices of {day}.</p><dl>{}</dl>",
            html::advice(&self.advice_lines())
        )
    }

    fn levers(&self) -> String {
        let rows: String = Lever::ALL.into_iter().map(|lever| self.lever(lever)).collect();
        format!(
            "<p class=\"help\">What each would save alone, most first; tick those that you would do. Dollars are of the \
             answer’s kind; “Yours, optimized” is what is ticked.</p><ul id=\"lever-rows\">{rows}</ul>{}{}",
            figure("levers", "From today to the ticked changes"),
            self.goal()
        )
    }

    fn lever(&self, lever: Lever) -> String {
        let (key, name, asks) = (lever.key(), savings::name(lever), asks(lever));
        let checked = if lever.ticked(self.scenario) { " checked" } else { "" };
        // What goes wrong on a cheaper model is part of its price.
        let more = if lever == Lever::Model { self.mirror("rework") } else { String::new() };
        let size = lever.size().map(|size| self.when(&format!("{key}=yes"), &(self.number(size) + &more)));
        format!(
            "<li id=\"lever-{key}\"><label><input type=\"checkbox\" id=\"t-{key}\" data-tick=\"{key}\" aria-describedby=\"saves-{key} asks-{key}\"{checked}> \
             <strong>{name}</strong></label> <span class=\"saves\" id=\"saves-{key}\"></span>\
             <p class=\"help\" id=\"asks-{key}\">{}</p>{}</li>",
            escape(asks),
            size.unwrap_or_default()
        )
    }

    fn goal(&self) -> String {
        format!(
            "<div class=\"goal\"><h3>Keep the month under a goal</h3>{}{}<p id=\"goal-sentence\" aria-live=\"polite\"></p>\
             <p class=\"buttons\"><button type=\"button\" class=\"quiet\" id=\"goal-use\" hidden>Make that change</button></p>\
             <p id=\"goal-set\"></p><p class=\"buttons\"><button type=\"button\" class=\"quiet\" id=\"goal-tick\" hidden>Tick these and no others</button></p></div>",
            self.number("goal"),
            self.menu("goalBy", "By changing", &GOAL_BY, "")
        )
    }

    fn capacity(&self) -> String {
        format!(
            "<p class=\"help\">No plan’s limits are published. Type what yours carries a week: dollars of API-equivalent work, or the \
             share of the weekly limit that a week like this uses (35%), as the usage screen shows it.</p>\
             <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Plans\"><table><caption class=\"spoken\">What you know of the plans</caption>\
             <thead><tr><th scope=\"col\">Plan</th><th scope=\"col\">$ a month</th><th scope=\"col\">carries a week, at least</th>\
             <th scope=\"col\">at most</th><th scope=\"col\">seats</th></tr></thead><tbody id=\"plan-rows\"></tbody></table></div>\
             <p class=\"problem\" id=\"p-plans\" aria-live=\"polite\"></p>\
             <div><p class=\"help\">What others measured, none of it official, some before the limits changed. Whether cache reads count against a limit is not known, and such dollars depend on it:</p><div id=\"measured\" class=\"figure-notes\"></div><ul class=\"plain help\">{}</ul></div>\
             <div class=\"beside\">{}{}{}{}</div>{}",
            html::each("li", &NO_WEEK.map(String::from)),
            self.menu("overflow", "Work beyond the limit", &OVERFLOW, ""),
            self.when("overflow=capped", &self.number("creditCap")),
            self.menu("billed", "Billed", &BILLED, ""),
            self.radios("planAxis", "Picture over", &AXES, ""),
            "<div class=\"beside\">".to_string()
                + &self.numbers(&["weekSpread", "idleMonths", "onApi"])
                + "</div>",
        )
    }

    fn against(&self) -> String {
        let presets =
            [("light1", "Light"), ("average1", "Average"), ("heavy1", "Heavy"), ("textbook1", "Textbook")];
        let button = |(key, name): (&str, &str)| {
            format!("<button type=\"button\" class=\"quiet\" data-hold=\"{key}\">{name}</button>")
        };
        format!(
            "<p class=\"help\">Hold a scenario still and see what differs from it, everywhere on the page. The link carries both.</p>\
             <p class=\"buttons\"><button type=\"button\" class=\"quiet\" id=\"hold\">Hold this one</button>{}\
             <button type=\"button\" class=\"quiet\" data-hold=\"published\">The published $13 a day</button></p>\
             <div class=\"field\"><label for=\"hold-link\">Or one from a link</label><input id=\"hold-link\" type=\"text\" autocomplete=\"off\" aria-describedby=\"p-baseline\">\
             <p class=\"problem\" id=\"p-baseline\" aria-live=\"polite\"></p></div>\
             <p class=\"buttons\" id=\"held\" hidden><button type=\"button\" class=\"quiet\" id=\"swap\">Swap the two</button>\
             <button type=\"button\" class=\"quiet\" id=\"release\">Let it go</button></p>{}",
            presets.map(button).concat(),
            figure("against", "From the baseline to this")
        )
    }

    /// A second slider of an input that has its field elsewhere.
    fn mirror(&self, key: &str) -> String {
        let (Some(field), Some(control)) = (crate::scenario::field(key), controls::of(key)) else {
            return String::new();
        };
        let value = (field.get)(self.scenario);
        let (low, high, step) = control.slider.range();
        format!(
            "<label class=\"mirror\">{label} <output id=\"o-{key}\">{spoken}</output>\
             <input id=\"m-{key}\" data-slider=\"{key}\" type=\"range\" min=\"{low}\" max=\"{high}\" step=\"{step}\" value=\"{position}\" aria-valuetext=\"{spoken}\"></label>",
            label = control.label,
            position = control.slider.position(value),
            spoken = controls::spoken(key, value, &self.locale),
        )
    }
}

fn figure(id: &'static str, name: &'static str) -> String {
    shell_of(Shell { id, name, choice: false }, "", &[])
}
