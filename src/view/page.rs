//! The page as it is written once, when it is built: everything that never changes while it
//! runs, with the default answer and inputs in place, so that the first paint is the page.
//!
//! The program finds its places by id: `f-KEY`, `s-KEY`, `p-KEY`, `d-KEY` are a number's
//! field, slider, problem and frame, `c-KEY` and `r-KEY-WORD` a choice's menu or radio
//! button. `data-when="KEY=WORD,WORD"` shows an element while a choice is one of the words.

mod decisions;
mod help;
mod logs;
mod parts;

use self::logs::{DROP, ENTRY, LOGS};
use self::parts::{
    FOOT, MIX_END, NEAREST, PLANS, PRICES, RECEIPT, SESSION, SHARE, SPEND, Shell, TOP, shell_of,
};
use super::answer::{self, Headline};
use super::decisions::Seen;
use super::html::{self, escape};
use super::{Figure, Locale, Texts, controls, plans, prices, savings, sawtooth, spend};
use crate::model::estimate::estimate;
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::{Preset, Scenario, choice, field};

/// The inside of the page's `<div id="app">`. It is inert until the program can answer:
/// nothing that is typed before gets lost. All of it but the charts, which need a width,
/// stands as the program paints it for the same scenario, so that nothing moves then.
pub fn page(table: &RateTable, plans: &[Plan], scenario: &Scenario) -> String {
    let writer = Writer { table, plans, scenario, locale: Locale::default() };
    let answer = estimate(table, scenario);
    let headline = answer::headline(&answer, &writer.locale);
    let inputs = format!("{ENTRY}{}{}", writer.know(), writer.folds());
    let optimized = answer.answer.as_ref().map(|a| spend::optimized(table, plans, a));
    let seen = answer.answer.as_ref().zip(optimized.as_ref());
    let locale = &writer.locale;
    let seen =
        seen.map(|(answer, optimized)| Seen { table, plans, answer, optimized, baseline: None, locale });
    let pictures = seen.as_ref().map(pictures).unwrap_or_default();
    let decisions = writer.decisions(seen.as_ref());
    let top = seen.as_ref().map(|s| savings::top(&s.optimized.ranked, s.answer, locale)).unwrap_or_default();
    let prices = writer.prices();
    format!(
        "<div id=\"page\" inert>{TOP}<section id=\"banner\" role=\"alert\" hidden></section><main>{}<div class=\"inputs\" tabindex=\"-1\">{inputs}</div>\
         <div class=\"pictures\">{pictures}{decisions}{LOGS}{RECEIPT}{prices}{SHARE}</div></main>{FOOT}{DROP}\
         <p id=\"status\" class=\"status\" role=\"status\" aria-live=\"polite\"></p></div>",
        answer_section(headline.as_ref(), &top)
    )
}

/// The headline's inside: the number first.
fn headline(headline: &Headline) -> String {
    format!(
        "<strong id=\"month\">{}</strong> <span id=\"basis\">{}</span> <span id=\"rest\">{}</span>",
        escape(&headline.month),
        escape(&headline.basis),
        escape(&headline.rest)
    )
}

fn pictures(seen: &Seen) -> String {
    let &Seen { table, plans: offered, answer, optimized, baseline, locale } = seen;
    let others = seen.others();
    let figures = [
        (
            SPEND,
            Some(spend::figure(table, answer, optimized, baseline, locale)),
            Some(spend::texts(table, answer, optimized, baseline, locale)),
        ),
        (
            SESSION,
            sawtooth::figure(table, answer, &others, locale),
            sawtooth::texts(table, answer, &others, locale),
        ),
        (PLANS, Some(seen.plans()), Some(plans::texts(offered, answer, locale))),
    ];
    let whole = |(shell, figure, texts): (Shell, Option<Figure>, Option<Texts>)| {
        shell_of(
            shell,
            &figure.map(|f| f.title).unwrap_or_default(),
            &texts.map(|t| t.notes).unwrap_or_default(),
        )
    };
    figures.into_iter().map(whole).collect()
}

fn answer_section(shown: Option<&Headline>, top: &str) -> String {
    format!(
        r#"<section id="answer" aria-labelledby="answer-sentence"><p id="named" hidden></p><h1 id="answer-sentence" tabindex="-1">{}</h1>
<p id="missing" class="missing" role="alert" hidden></p><p id="caution" class="caution" hidden></p>
<p id="versus" hidden></p><p id="anchored" hidden></p><p id="from-logs" hidden></p><p class="top-levers"><span id="top-levers">{}</span>
<button type="button" class="quiet" id="see-levers">All changes</button></p><ul id="notes" class="notes"></ul>
<details id="fold-implied"><summary>What this means a session</summary><dl id="implied" class="implied"></dl></details>
<p id="spoken" class="spoken" aria-live="polite"></p></section>"#,
        shown.map(headline).unwrap_or_default(),
        escape(top)
    )
}

struct Writer<'a> {
    table: &'a RateTable,
    plans: &'a [Plan],
    scenario: &'a Scenario,
    locale: Locale,
}

type Words = [(&'static str, &'static str)];

impl Writer<'_> {
    fn know(&self) -> String {
        let ways = radios_named("know", "What do you know?", "radios tabs", &WAYS, "work", "");
        let presets: String = PRESETS.iter().map(|p| self.preset(p)).collect();
        let counts =
            self.numbers(&["totalInput", "totalWrite5m", "totalWrite1h", "totalRead", "totalOutput"]);
        let groups = [
            (
                "know=unknown",
                format!(
                    "<p class=\"help\">Start from somebody like you, then change what you know \
                better under “How I work”.</p><div class=\"presets\">{presets}</div>"
                ),
            ),
            ("know=paid", self.number("paid") + &self.radios("paidPer", "That was for", &PAID_PER, "")),
            (
                "know=totals",
                format!(
                    "<p class=\"help\">The counts of one session, as a usage screen shows them. They \
                are priced as they stand.</p>{counts}"
                ),
            ),
            ("know=work,paid,totals", self.numbers(&["sessions", "days"])),
            ("know=work", self.number("messages")),
            ("know=work,paid,totals", self.mix()),
            ("know=work,paid", self.hit_rate() + &self.compaction()),
        ];
        let groups: String = groups.iter().map(|(condition, inside)| self.when(condition, inside)).collect();
        format!(
            "<section id=\"know\" tabindex=\"-1\" aria-label=\"Inputs\">{ways}{groups}{}</section>",
            self.radios(
                "payment",
                "How do you pay?",
                &PAYMENTS,
                "On a subscription the cache lives an hour instead of 5 minutes."
            ),
        )
    }

    /// Inputs that show while a choice is one of the condition's words.
    fn when(&self, condition: &str, inside: &str) -> String {
        let (key, words) = condition.split_once('=').unwrap_or_default();
        let word = choice(key).map_or("", |c| (c.get)(self.scenario));
        let hidden = if words.split(',').any(|w| w == word) { "" } else { " hidden" };
        format!("<div class=\"group\" data-when=\"{condition}\"{hidden}>{inside}</div>")
    }

    fn mix(&self) -> String {
        let name = |id: &str| self.table.model(id).map_or_else(|| id.to_string(), |m| m.name.clone());
        let rows = html::mix_rows(self.scenario, &self.chosen_models(), name, &self.locale);
        format!(
            "<fieldset class=\"mix\" id=\"mix\"><legend id=\"mix-legend\">Models, share of sessions</legend>\
             <div id=\"mix-rows\">{rows}</div>{MIX_END}"
        )
    }

    /// The menus' chosen models alone: the program brings the others.
    fn chosen_models(&self) -> Vec<prices::Group> {
        let Scenario { mix, agents, batch, .. } = self.scenario;
        let chosen = |id: &String| {
            mix.iter().map(|s| &s.model).chain([&agents.model, &batch.model]).any(|model| model == id)
        };
        let mut groups = prices::picker(self.table, self.scenario);
        groups.iter_mut().for_each(|group| group.models.retain(|(id, _)| chosen(id)));
        groups
    }

    fn prices(&self) -> String {
        let checked = prices::checked(self.table, self.scenario, self.scenario.priced_on);
        let (text, _) = checked.unwrap_or_default();
        format!("{PRICES}<p class=\"note\" id=\"checked\">{}</p></section>", escape(&text))
    }

    fn model_menu(&self, key: &str, label: &str, chosen: &str) -> String {
        let options = html::model_options(&self.chosen_models(), chosen, &[]);
        format!(
            "<div class=\"field menu\" id=\"d-{key}\"><label for=\"c-{key}\">{label}</label><select id=\"c-{key}\" \
             data-model-of=\"{key}\" aria-describedby=\"p-{key}\">{options}</select>\
             <p class=\"problem\" id=\"p-{key}\" aria-live=\"polite\"></p></div>"
        )
    }

    fn preset(&self, (preset, name, text): &(Preset, &str, &str)) -> String {
        let key = preset.key();
        let pressed = self.scenario.works_like(*preset);
        format!(
            "<button type=\"button\" class=\"preset\" data-preset=\"{key}\" aria-pressed=\"{pressed}\"><strong>{name}</strong>\
             <span>{text}</span></button>"
        )
    }

    fn hit_rate(&self) -> String {
        let when = |word: &str, inside: String| self.when(&format!("hitFrom={word}"), &inside);
        [
            self.menu("hitFrom", "Hit rate from", &HIT_FROM, ""),
            when("given", self.number("hit")),
            when("reported", self.number("reported") + NEAREST),
            when("rhythm", self.numbers(&["pauses5m", "pauses60m"])),
            self.when("caching=off", "<p class=\"help\">Caching is off under Cache: no hit rate counts.</p>"),
        ]
        .concat()
    }

    fn compaction(&self) -> String {
        let help =
            "Replaces the conversation by a summary. Windows of 200K compact at 167K, windows of 1M at 967K.";
        self.menu("compact", "Compaction", &COMPACT, help)
            + &self.when("compact=at", &self.number("threshold"))
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
        let details = format!(
            "<details id=\"fold-{id}\"><summary>{} <span class=\"mark\" id=\"mark-{id}\" hidden></span>\
             <span class=\"mark wrong\" id=\"wrong-{id}\" hidden>needs attention</span></summary>{inputs}</details>",
            fold.name
        );
        self.when(fold.when, &details)
    }

    /// Any input by its key, as it stands in a fold.
    fn input(&self, key: &str) -> String {
        match key {
            "tokenizer" => self.menu(key, "Sizes were counted with", &TOKENIZERS,
                "Priced on a model of the other kind, every size here is scaled by the factor. The presets’ are counted with the 2026 one."),
            "caching" => self.radios(key, "Prompt caching", &[("on", "on"), ("off", "off")],
                "On unless somebody switched it off: then `/usage` shows no cache reads."),
            "lifetime" => self.menu(key, "Cache lifetime", &LIFETIMES,
                "A 1-hour write costs 1.6 times a 5-minute one. Compactions and sub-agents always write for 5 minutes."),
            "method" => self.menu(key, "Method", &METHODS,
                "Pruning deletes history word for word and asks no model. Either way the cache is lost beyond the floor."),
            "routing" => self.radios(key, "The mix is", &ROUTINGS,
                "Each model has its own cache: switching in mid-session (a router, `/model`) writes the context again."),
            "fast" => self.radios(key, "Fast mode, where the model has it", &NO_YES,
                "Quicker answers at the dearer rates under Prices. No by default; transcripts mark such calls `speed: fast`."),
            "us" => self.radios(key, "US-only inference, 10% dearer", &NO_YES,
                "For requests that ask for `inference_geo: us`. No by default."),
            "agentModel" => self.model_menu(key, "Their model", &self.scenario.agents.model),
            "jobModel" => self.model_menu(key, "Model", &self.scenario.batch.model),
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
<input id="f-{key}" data-field="{key}" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" value="{text}" aria-describedby="u-{key} h-{key} p-{key} l-{key}">
<span class="unit" id="u-{key}">{unit}</span></span>
<input id="s-{key}" data-slider="{key}" type="range" min="{low}" max="{high}" step="{step}" value="{position}" aria-label="{label}, slider" aria-valuetext="{spoken}">
<p class="problem" id="p-{key}" aria-live="polite"></p><p class="help" id="h-{key}">{help}</p></div>"#,
            label = control.label,
            text = self.locale.value(field, value),
            unit = control.unit,
            position = control.slider.position(value),
            spoken = controls::spoken(key, value, &self.locale),
            help = help(help::help(key)),
        )
    }

    fn radios(&self, key: &str, legend: &str, words: &Words, text: &str) -> String {
        let chosen = choice(key).map_or("", |c| (c.get)(self.scenario));
        radios_named(key, legend, "radios", words, chosen, text)
    }

    fn menu(&self, key: &str, label: &str, words: &Words, text: &str) -> String {
        let chosen = choice(key).map_or("", |c| (c.get)(self.scenario));
        let option = |(word, label): &(&str, &str)| {
            let selected = if *word == chosen { " selected" } else { "" };
            format!("<option value=\"{word}\"{selected}>{label}</option>")
        };
        let options: String = words.iter().map(option).collect();
        format!(
            "<div class=\"field menu\" id=\"d-{key}\"><label for=\"c-{key}\">{label}</label><select id=\"c-{key}\" \
             data-choice=\"{key}\"{}</div>",
            described(key, &format!(">{options}</select>"), text)
        )
    }
}

/// The end of an opening tag and what follows it, with a line of help where there is one.
fn described(key: &str, rest: &str, text: &str) -> String {
    if text.is_empty() {
        return rest.into();
    }
    format!(" aria-describedby=\"h-{key}\"{rest}<p class=\"help\" id=\"h-{key}\">{}</p>", help(text))
}

fn radios_named(key: &str, legend: &str, class: &str, words: &Words, chosen: &str, text: &str) -> String {
    let radio = |(word, label): &(&str, &str)| {
        let checked = if *word == chosen { " checked" } else { "" };
        format!(
            "<label><input type=\"radio\" id=\"r-{key}-{word}\" name=\"{key}\" value=\"{word}\"{checked}><span>{label}</span></label>"
        )
    };
    let radios: String = words.iter().map(radio).collect();
    let inside = described(key, &format!("><legend>{legend}</legend>{radios}"), text);
    format!("<fieldset class=\"{class}\" id=\"d-{key}\"{inside}</fieldset>")
}

/// Help with its `commands` set apart.
fn help(text: &str) -> String {
    let part = |(i, part): (usize, &str)| {
        if i % 2 == 1 { format!("<code>{}</code>", escape(part)) } else { escape(part) }
    };
    text.split('`').enumerate().map(part).collect()
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
