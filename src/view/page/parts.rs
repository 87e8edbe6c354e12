//! The parts of the page that are the same for every scenario.

use crate::view::html::{self, escape};

pub(super) const TOP: &str = r##"<header class="top"><a class="skip" href="#know">Skip to the inputs</a>
<p class="brand"><span class="tooth" aria-hidden="true"></span>Sawtooth</p>
<p class="tagline">What Claude Code will cost, request by request</p>
<p class="buttons"><button type="button" id="undo" class="quiet" disabled>Undo</button>
<button type="button" id="redo" class="quiet" disabled>Redo</button>
<button type="button" id="copy">Copy link</button></p></header>"##;

pub(super) const FOOT: &str = r#"<footer><p>Everything is computed here, in your browser: nothing you type leaves this page, and its
content security policy forbids it to ask any other server. A forecast is as good as its inputs; the defaults come from
34,000 public calls.</p></footer>"#;

pub(super) const NEAREST: &str =
    r#"<p class="buttons"><button type="button" class="quiet" id="nearest" hidden></button></p>"#;

pub(super) const MIX_END: &str = r#"<p class="problem" id="p-mix" aria-live="polite"></p><p class="buttons"><button type="button" class="quiet" id="mix-add">Add a model</button>
<button type="button" id="mix-scale" hidden>Scale to 100%</button></p></fieldset>"#;

/// A picture's id and what it is about.
pub(super) struct Shell {
    pub id: &'static str,
    pub name: &'static str,
    pub choice: bool,
}

pub(super) const SPEND: Shell = Shell { id: "spend", name: "Monthly spend", choice: false };
pub(super) const SESSION: Shell = Shell { id: "sawtooth", name: "One session", choice: true };
pub(super) const PLANS: Shell = Shell { id: "plans", name: "API or subscription", choice: false };

pub(super) fn shell_of(Shell { id, name, choice }: Shell, title: &str, notes: &[String]) -> String {
    let radios = if choice {
        super::radios_named("session", "Show", "radios", &super::SHOWN, "median", "")
    } else {
        String::new()
    };
    let (title, notes) = (escape(title), html::each("p", notes));
    format!(
        r#"<figure id="{id}"><figcaption><p class="kicker">{name}</p><h2 id="{id}-title" tabindex="-1">{title}</h2>{radios}</figcaption>
<div class="chart-place" id="{id}-place"><div class="chart-holder" id="{id}-chart"></div>
<div class="overlay" data-figure="{id}" tabindex="0" role="group" aria-label="{name}: values, by arrow keys"><div class="cursor" id="{id}-cursor" hidden></div></div></div>
<p class="readout" id="{id}-readout" aria-live="polite"></p><div id="{id}-notes" class="figure-notes">{notes}</div>
<p class="buttons"><button type="button" class="quiet" data-table="{id}" aria-expanded="false" aria-controls="{id}-table">Show as a table</button>
<button type="button" class="quiet" data-svg="{id}">Save SVG</button><button type="button" class="quiet" data-png="{id}">Save PNG</button></p>
<div class="scroll" id="{id}-table" tabindex="0" role="region" aria-label="{name}, as a table" hidden></div></figure>"#
    )
}

pub(super) const RECEIPT: &str = r#"<section id="receipt" class="fold-section"><details id="fold-receipt"><summary><h2>Receipt: where every dollar goes</h2></summary>
<div class="scroll" id="receipt-body" tabindex="0" role="region" aria-label="Receipt"></div><div class="scroll" id="receipt-against" tabindex="0" role="region" aria-label="Receipt beside the baseline"></div><div id="receipt-notes"></div>
<p class="buttons"><button type="button" class="quiet" id="csv">Save as CSV</button></p></details></section>"#;

pub(super) const PRICES: &str = r#"<section id="prices" class="fold-section"><details id="fold-prices"><summary><h2>Prices: what they are and where from</h2>
<span class="mark" id="mark-prices" hidden></span></summary>
<p class="note">US dollars per million tokens. Type another rate where you pay another; an empty field brings the list’s rate back.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Prices"><table><caption class="spoken">Prices per million tokens</caption>
<thead><tr><th scope="col">Model</th><th scope="col">input</th><th scope="col">write, 5 min</th><th scope="col">write, 1 hour</th>
<th scope="col">read</th><th scope="col">output</th></tr></thead><tbody id="price-rows"></tbody></table></div>
<p class="problem" id="p-prices" aria-live="polite"></p></details>"#;

pub(super) const SHARE: &str = r#"<section id="share"><h2>Share and keep</h2>
<div class="field"><label for="name">Name</label><input id="name" type="text" autocomplete="off" maxlength="80"></div>
<div class="field"><label for="note">Note</label><textarea id="note" rows="2" maxlength="400"></textarea></div>
<div class="field"><label for="link">Link to exactly this</label><input id="link" type="url" readonly>
<p class="help"><span id="only-here" hidden>Only this machine can open this address. </span>The whole scenario is in the part after #, which browsers send to no server.</p></div>
<p class="buttons"><button type="button" id="copy-public" hidden>Copy it with the public address</button>
<button type="button" class="quiet" id="save-file">Save as a file</button>
<label class="button quiet">Open a file<input id="open-file" type="file" accept=".json,application/json"></label>
<button type="button" class="quiet" id="print">Print</button></p>
<p class="buttons"><button type="button" class="quiet" id="earlier" hidden>Open my earlier scenario</button>
<button type="button" class="quiet" id="forget">Forget everything</button></p>
<p class="help" id="memory">Your last scenario is kept in this browser alone.</p></section>"#;
