//! Where the reader's own logs come in. What they show is written by the worker.

pub(super) const ENTRY: &str = r#"<p class="logs-entry">Better than guessing: <button type="button" class="quiet" id="logs-see">read your own logs</button></p>"#;

/// What covers the page while something is dragged over it.
pub(super) const DROP: &str =
    r#"<p id="logs-drop" hidden>Drop your logs anywhere: a folder, files, a .zip</p>"#;

/// Where the agent keeps its transcripts and for how long: Claude Code docs, settings and
/// claude-directory. The build puts the worker's own name in place of `worker.js`.
pub(super) const LOGS: &str = r#"<section id="logs" tabindex="-1" aria-labelledby="logs-title" data-worker="worker.js">
<h2 id="logs-title">Your own logs: what your work really cost</h2>
<p class="note">Drop the folder <code>~/.claude/projects</code> anywhere on this page, or choose it: transcripts as they are, packed as .gz or .zip,
and reports too (the text of <code>/usage</code> or <code>/cost</code>, <code>claude -p --output-format json</code>, <code>ccusage --json</code>, the Admin API’s JSON, the Console’s CSV).</p>
<p class="buttons"><label class="button">Choose a folder<input id="logs-folder" type="file" webkitdirectory></label>
<label class="button quiet">Choose files<input id="logs-files" type="file" multiple></label>
<button type="button" class="quiet" id="logs-clear" hidden>Clear all</button></p>
<div id="logs-busy" hidden><progress id="logs-bar" max="1" value="0" aria-label="Reading your logs"></progress><p class="note" id="logs-progress"></p>
<p class="buttons"><button type="button" class="quiet" id="logs-cancel">Cancel</button></p></div>
<p class="problem" id="logs-problem" role="alert"></p>
<div id="logs-body"></div>
<details><summary>Where the folder is, and how to get at it: choosers hide it</summary><dl class="advice">
<dt>macOS</dt><dd>In the chooser, Cmd+Shift+G and type <code>~/.claude/projects</code>, or show hidden folders with Cmd+Shift+. (full stop).</dd>
<dt>Windows</dt><dd>Type <code>%USERPROFILE%\.claude\projects</code> into the chooser’s address bar. In WSL, <code>\\wsl.localhost</code>, the system, then home.</dd>
<dt>Linux</dt><dd>In the chooser, Ctrl+H shows hidden folders, or Ctrl+L and type <code>~/.claude/projects</code>.</dd>
<dt>Not there?</dt><dd><code>CLAUDE_CONFIG_DIR</code> moves it. Sessions older than 30 days are deleted unless <code>cleanupPeriodDays</code> is more.</dd></dl></details>
<details><summary>Paste text instead</summary><div class="field"><label for="logs-text">Text of <code>/usage</code> or <code>/cost</code>, JSON, CSV or lines of a transcript</label>
<textarea id="logs-text" rows="4" spellcheck="false" autocomplete="off"></textarea></div><p class="buttons"><button type="button" id="logs-paste">Read it</button></p></details>
<details><summary>What is read, kept and sent</summary><p class="note">Read: times, models, token counts, ids and the names of folders; of what was said only its length. Of a whole
<code>.claude</code> folder only <code>projects</code>. Lines up to 64 MB, reports up to 32 MB, archives up to 8 GB and 250 times their size unpacked. Kept: nothing, until you put the calibrated numbers into the inputs; these are kept and linked as any others, without a path, a name or a word
of the logs. Sent: nothing.</p></details></section>"#;
