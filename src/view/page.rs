//! The page as it is written once, when it is built: everything that never changes while it
//! runs, with the default answer and inputs in place, so that the first paint is the page.
//!
//! The program finds its places by id: `f-KEY`, `s-KEY`, `p-KEY`, `d-KEY` are a number's
//! field, slider, problem and frame, `c-KEY` and `r-KEY-WORD` a choice's menu or radio
//! button. `data-when="KEY=WORD,WORD"` shows an element while a choice is one of the words.

use super::answer::{self, Headline};
use super::html::escape;
use super::{Locale, controls};
use crate::estimate::estimate;
use crate::rates::RateTable;
use crate::scenario::{Preset, Scenario, choice, field};

/// The inside of the page's `<div id="app">`. It is inert until the program can answer:
/// nothing that is typed before gets lost.
pub fn page(table: &RateTable, scenario: &Scenario) -> String {
    let writer = Writer { scenario, locale: Locale::default() };
    let answer = estimate(table, scenario);
    let headline = answer::headline(&answer, &writer.locale);
    let inputs = format!("{}{}", writer.know(), writer.folds());
    let pictures = [SPEND, SESSION, PLANS].map(figure).concat();
    format!(
        "<div id=\"page\" inert>{TOP}<section id=\"banner\" role=\"alert\" hidden></section><main>{}<div class=\"inputs\" tabindex=\"-1\">{inputs}</div>\
         <div class=\"pictures\">{pictures}{RECEIPT}{PRICES}{SHARE}</div></main>{FOOT}\
         <p id=\"status\" class=\"status\" role=\"status\" aria-live=\"polite\"></p></div>",
        answer_section(headline.as_ref())
    )
}

const TOP: &str = r##"<header class="top"><a class="skip" href="#know">Skip to the inputs</a>
<p class="brand"><span class="tooth" aria-hidden="true"></span>Sawtooth</p>
<p class="tagline">What Claude Code will cost, request by request</p>
<p class="buttons"><button type="button" id="undo" class="quiet" disabled>Undo</button>
<button type="button" id="redo" class="quiet" disabled>Redo</button>
<button type="button" id="copy">Copy link</button></p></header>"##;

const FOOT: &str = r#"<footer><p>Everything is computed here, in your browser: nothing you type leaves this page, and its
content security policy forbids it to ask any other server. A forecast is as good as its inputs; the defaults come from
34,000 public calls.</p></footer>"#;

/// The headline's inside: the number first.
pub fn headline(headline: &Headline) -> String {
    format!(
        "<strong id=\"month\">{}</strong> <span class=\"basis\">{}</span> <span class=\"rest\">{}</span>",
        escape(&headline.month),
        escape(&headline.basis),
        escape(&headline.rest)
    )
}

fn answer_section(shown: Option<&Headline>) -> String {
    format!(
        r#"<section id="answer" aria-labelledby="answer-sentence"><h1 id="answer-sentence">{}</h1>
<p id="missing" class="missing" role="alert" hidden></p><p id="caution" class="caution" hidden></p>
<p id="anchored" hidden></p><ul id="notes" class="notes"></ul>
<details id="fold-implied"><summary>What this means a session</summary><dl id="implied" class="implied"></dl></details>
<p id="spoken" class="spoken" aria-live="polite"></p></section>"#,
        shown.map(headline).unwrap_or_default()
    )
}

struct Writer<'a> {
    scenario: &'a Scenario,
    locale: Locale,
}

type Words = [(&'static str, &'static str)];

impl Writer<'_> {
    fn know(&self) -> String {
        let ways = radios_named("know", "What do you know?", "radios tabs", &WAYS, "work");
        let presets: String = PRESETS.iter().map(preset).collect();
        format!(
            "<section id=\"know\" tabindex=\"-1\" aria-label=\"Inputs\">{ways}\
             <div class=\"group\" data-when=\"know=unknown\"><p class=\"help\">Start from somebody like you, then change \
             what you know better under “How I work”.</p><div class=\"presets\">{presets}</div></div>\
             <div class=\"group\" data-when=\"know=paid\">{}{}</div>\
             <div class=\"group\" data-when=\"know=totals\"><p class=\"help\">The counts of one session, as a usage screen \
             shows them. They are priced as they stand.</p>{}</div>\
             <div class=\"group wide\" data-when=\"know=work,paid,totals\">{}</div>\
             <div data-when=\"know=work\">{}</div>\
             <div data-when=\"know=work,paid,totals\">{MIX}</div>\
             <div class=\"group\" data-when=\"know=work,paid\">{}{}</div>{}</section>",
            self.number("paid"),
            self.radios("paidPer", "That was for", &PAID_PER),
            self.numbers(&["totalInput", "totalWrite5m", "totalWrite1h", "totalRead", "totalOutput"]),
            self.numbers(&["sessions", "days"]),
            self.number("messages"),
            self.hit_rate(),
            self.compaction(),
            self.radios("payment", "How do you pay?", &PAYMENTS),
        )
    }

    fn hit_rate(&self) -> String {
        let when = |word, inside| format!("<div class=\"group\" data-when=\"hitFrom={word}\">{inside}</div>");
        [
            self.menu("hitFrom", "Hit rate from", &HIT_FROM, ""),
            when("given", self.number("hit")),
            when("reported", self.number("reported")),
            when("rhythm", self.numbers(&["pauses5m", "pauses60m"])),
            "<p class=\"help\" data-when=\"caching=off\">Caching is off under Cache: no hit rate counts.</p>"
                .into(),
        ]
        .concat()
    }

    fn compaction(&self) -> String {
        let help =
            "Replaces the conversation by a summary. Windows of 200K compact at 167K, windows of 1M at 967K.";
        let at = format!("<div data-when=\"compact=at\">{}</div>", self.number("threshold"));
        self.menu("compact", "Compaction", &COMPACT, help) + &at
    }

    fn folds(&self) -> String {
        let folds: String = controls::FOLDS.iter().map(|fold| self.fold(fold)).collect();
        format!(
            "<section class=\"folds\" aria-label=\"More inputs\"><h2>Everything else</h2>{folds}</section>"
        )
    }

    fn fold(&self, fold: &controls::Fold) -> String {
        let inputs: String = fold.keys.iter().map(|key| self.input(key)).collect();
        let id = fold.id;
        format!(
            "<details id=\"fold-{id}\"><summary>{} <span class=\"mark\" id=\"mark-{id}\" hidden></span>\
             <span class=\"mark wrong\" id=\"wrong-{id}\" hidden>needs attention</span></summary>{inputs}</details>",
            fold.name
        )
    }

    /// Any input by its key, as it stands in a fold.
    fn input(&self, key: &str) -> String {
        match key {
            "tokenizer" => self.menu(key, "Sizes were counted with", &TOKENIZERS,
                "Priced on a model of the other kind, every size here is scaled by the factor."),
            "caching" => self.radios(key, "Prompt caching", &[("on", "on"), ("off", "off")]),
            "lifetime" => self.menu(key, "Cache lifetime", &LIFETIMES,
                "A 1-hour write costs 1.6 times a 5-minute one. Compactions and sub-agents always write for 5 minutes."),
            "method" => self.menu(key, "Method", &METHODS,
                "Pruning deletes history word for word and asks no model. Either way the cache is lost beyond the floor."),
            "routing" => self.radios(key, "The mix is", &ROUTINGS)
                + "<p class=\"help\">Each model has its own cache: switching in mid-session (a router, /model) writes the context again.</p>",
            "fast" => self.radios(key, "Fast mode, where the model has it", &NO_YES),
            "us" => self.radios(key, "US-only inference, 10% dearer", &NO_YES),
            "agentModel" => model_menu(key, "Their model"),
            "jobModel" => model_menu(key, "Model"),
            _ => self.number(key),
        }
    }

    fn numbers(&self, keys: &[&str]) -> String {
        keys.iter().map(|key| self.number(key)).collect()
    }

    fn number(&self, key: &str) -> String {
        let (Some(field), Some(control)) = (field(key), controls::of(key)) else { return String::new() };
        let value = (field.get)(self.scenario);
        let (low, high, step) = control.slider.range();
        format!(
            r#"<div class="field" id="d-{key}"><label for="f-{key}">{label}</label><span class="entry">
<input id="f-{key}" data-field="{key}" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" value="{text}" aria-describedby="u-{key} h-{key} p-{key}">
<span class="unit" id="u-{key}">{unit}</span></span>
<input id="s-{key}" data-slider="{key}" type="range" min="{low}" max="{high}" step="{step}" value="{position}" aria-label="{label}, slider" aria-valuetext="{spoken}">
<p class="problem" id="p-{key}" aria-live="polite"></p><p class="help" id="h-{key}">{help}</p></div>"#,
            label = control.label,
            text = self.locale.value(field, value),
            unit = control.unit,
            position = control.slider.position(value),
            spoken = controls::spoken(key, value, &self.locale),
            help = help(control.help),
        )
    }

    fn radios(&self, key: &str, legend: &str, words: &Words) -> String {
        let chosen = choice(key).map_or("", |c| (c.get)(self.scenario));
        radios_named(key, legend, "radios", words, chosen)
    }

    fn menu(&self, key: &str, label: &str, words: &Words, text: &str) -> String {
        let chosen = choice(key).map_or("", |c| (c.get)(self.scenario));
        let option = |(word, label): &(&str, &str)| {
            let selected = if *word == chosen { " selected" } else { "" };
            format!("<option value=\"{word}\"{selected}>{label}</option>")
        };
        let options: String = words.iter().map(option).collect();
        format!(
            "<div class=\"field menu\"><label for=\"c-{key}\">{label}</label><select id=\"c-{key}\" data-choice=\"{key}\" \
             aria-describedby=\"h-{key}\">{options}</select><p class=\"help\" id=\"h-{key}\">{}</p></div>",
            help(text)
        )
    }
}

fn radios_named(key: &str, legend: &str, class: &str, words: &Words, chosen: &str) -> String {
    let radio = |(word, label): &(&str, &str)| {
        let checked = if *word == chosen { " checked" } else { "" };
        format!(
            "<label><input type=\"radio\" id=\"r-{key}-{word}\" name=\"{key}\" value=\"{word}\"{checked}><span>{label}</span></label>"
        )
    };
    let radios: String = words.iter().map(radio).collect();
    format!("<fieldset class=\"{class}\"><legend>{legend}</legend>{radios}</fieldset>")
}

/// Help with its `commands` set apart.
fn help(text: &str) -> String {
    let part = |(i, part): (usize, &str)| {
        if i % 2 == 1 { format!("<code>{}</code>", escape(part)) } else { escape(part) }
    };
    text.split('`').enumerate().map(part).collect()
}

fn model_menu(key: &str, label: &str) -> String {
    format!(
        "<div class=\"field menu\"><label for=\"c-{key}\">{label}</label><select id=\"c-{key}\" data-model-of=\"{key}\" \
         aria-describedby=\"p-{key}\"></select><p class=\"problem\" id=\"p-{key}\" aria-live=\"polite\"></p></div>"
    )
}

fn preset((preset, name, text): &(Preset, &str, &str)) -> String {
    let key = preset.key();
    format!(
        "<button type=\"button\" class=\"preset\" data-preset=\"{key}\" aria-pressed=\"false\"><strong>{name}</strong><span>{text}</span></button>"
    )
}

const WAYS: [(&str, &str); 4] = [
    ("work", "How I work"),
    ("paid", "What I pay"),
    ("totals", "My session’s tokens"),
    ("unknown", "I don’t know"),
];
const PAYMENTS: [(&str, &str); 3] =
    [("api", "API key"), ("subscription", "Subscription"), ("cloud", "Cloud provider")];
const PAID_PER: [(&str, &str); 2] =
    [("day", "an active day of one developer"), ("month", "last month, everybody")];
const HIT_FROM: [(&str, &str); 3] = [
    ("given", "the chance at each request"),
    ("reported", "what my usage screen reports"),
    ("rhythm", "how often I pause"),
];
const COMPACT: [(&str, &str); 3] =
    [("auto", "automatic, 33K below the window"), ("at", "at a context I choose"), ("off", "off")];
const TOKENIZERS: [(&str, &str); 2] = [
    ("2026", "the 2026 tokenizer (Opus 4.7 and later)"),
    ("classic", "the older one (up to Opus and Sonnet 4.6)"),
];
const LIFETIMES: [(&str, &str); 3] =
    [("auto", "as I pay: 5 minutes, 1 hour on a subscription"), ("5m", "5 minutes"), ("1h", "1 hour")];
const METHODS: [(&str, &str); 2] =
    [("summary", "a summary, as /compact writes it"), ("prune", "pruning by an outside service")];
const ROUTINGS: [(&str, &str); 2] =
    [("session", "one model a session"), ("request", "a model for each request")];
const NO_YES: [(&str, &str); 2] = [("no", "no"), ("yes", "yes")];
const SHOWN: [(&str, &str); 2] = [("median", "the median session"), ("long", "a long one, one in ten")];
const PRESETS: [(Preset, &str, &str); 4] = [
    (Preset::Light, "Light", "3 short sessions on 15 days, mostly Sonnet"),
    (Preset::Average, "Average", "4 sessions on 20 days, half of them Opus: the published average’s work"),
    (Preset::Heavy, "Heavy", "5 long sessions on 21 days, mostly Opus"),
    (
        Preset::Textbook,
        "Textbook",
        "a popular guide’s session: 45K input, 38K cached, 13K output on Sonnet 4.6",
    ),
];

const MIX: &str = r#"<fieldset class="mix" id="mix"><legend id="mix-legend">Models, share of sessions</legend><div id="mix-rows"></div>
<p class="problem" id="p-mix" aria-live="polite"></p><p class="buttons"><button type="button" class="quiet" id="mix-add">Add a model</button>
<button type="button" id="mix-scale" hidden>Scale to 100%</button></p></fieldset>"#;

/// A picture's id and what it is about.
struct Shell {
    id: &'static str,
    name: &'static str,
    choice: bool,
}

const SPEND: Shell = Shell { id: "spend", name: "Monthly spend", choice: false };
const SESSION: Shell = Shell { id: "sawtooth", name: "One session", choice: true };
const PLANS: Shell = Shell { id: "plans", name: "API or subscription", choice: false };

fn figure(Shell { id, name, choice }: Shell) -> String {
    let radios =
        if choice { radios_named("session", "Show", "radios", &SHOWN, "median") } else { String::new() };
    format!(
        r#"<figure id="{id}"><figcaption><p class="kicker">{name}</p><h2 id="{id}-title"></h2>{radios}</figcaption>
<div class="chart-place" id="{id}-place"><div class="chart-holder" id="{id}-chart"></div>
<div class="overlay" data-figure="{id}" tabindex="0" role="group" aria-label="{name}: values, by arrow keys"><div class="cursor" id="{id}-cursor" hidden></div></div></div>
<p class="readout" id="{id}-readout" aria-live="polite"></p><div id="{id}-notes" class="figure-notes"></div>
<p class="buttons"><button type="button" class="quiet" data-table="{id}" aria-expanded="false" aria-controls="{id}-table">Show as a table</button>
<button type="button" class="quiet" data-svg="{id}">Save SVG</button><button type="button" class="quiet" data-png="{id}">Save PNG</button></p>
<div class="scroll" id="{id}-table" tabindex="0" role="region" aria-label="{name}, as a table" hidden></div></figure>"#
    )
}

const RECEIPT: &str = r#"<section id="receipt" class="fold-section"><details id="fold-receipt"><summary><h2>Receipt: where every dollar goes</h2></summary>
<div class="scroll" id="receipt-body" tabindex="0" role="region" aria-label="Receipt"></div><div id="receipt-notes"></div>
<p class="buttons"><button type="button" class="quiet" id="csv">Save as CSV</button></p></details></section>"#;

const PRICES: &str = r#"<section id="prices" class="fold-section"><details id="fold-prices"><summary><h2>Prices: what they are and where from</h2>
<span class="mark" id="mark-prices" hidden></span></summary>
<p class="note">US dollars per million tokens. Type another rate where you pay another; an empty field brings the list’s rate back.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Prices"><table><caption class="spoken">Prices per million tokens</caption>
<thead><tr><th scope="col">Model</th><th scope="col">input</th><th scope="col">write, 5 min</th><th scope="col">write, 1 hour</th>
<th scope="col">read</th><th scope="col">output</th></tr></thead><tbody id="price-rows"></tbody></table></div>
<p class="problem" id="p-prices" aria-live="polite"></p></details><p class="note" id="checked"></p></section>"#;

const SHARE: &str = r#"<section id="share"><h2>Share and keep</h2>
<div class="field"><label for="name">Name</label><input id="name" type="text" autocomplete="off" aria-describedby="p-name"><p class="problem" id="p-name" aria-live="polite"></p></div>
<div class="field"><label for="note">Note</label><textarea id="note" rows="2" aria-describedby="p-note"></textarea><p class="problem" id="p-note" aria-live="polite"></p></div>
<div class="field"><label for="link">Link to exactly this</label><input id="link" type="url" readonly>
<p class="help"><span id="only-here" hidden>Only this machine can open this address. </span>The whole scenario is in the part after #, which browsers send to no server.</p></div>
<p class="buttons"><button type="button" id="copy-public" hidden>Copy it with the public address</button>
<button type="button" class="quiet" id="save-file">Save as a file</button>
<label class="button quiet">Open a file<input id="open-file" type="file" accept=".json,application/json"></label>
<button type="button" class="quiet" id="print">Print</button></p>
<p class="buttons"><button type="button" class="quiet" id="earlier" hidden>Open my earlier scenario</button>
<button type="button" class="quiet" id="forget">Forget everything</button></p>
<p class="help" id="memory">Your last scenario is kept in this browser alone.</p></section>"#;
