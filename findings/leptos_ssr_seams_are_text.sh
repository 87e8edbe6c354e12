#!/usr/bin/env bash
# leptos 0.8.23 (crates.io), rendered to a string, puts `<!>` between two texts so that the browser keeps
# them two. HTML reads that as a comment in a paragraph, and as three characters in a title and a
# stylesheet, which hold no elements. A title of two texts shows them; of a stylesheet in two texts, even
# constant ones, the rule behind the seam is dropped, without a word from the compiler. Mounted in a
# browser the two are text nodes, with nothing between them: right after the start, wrong in the first
# paint. parse5 8.0.0 and lightningcss 1.30.2 (npm) read what was rendered as browsers do.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "seams"
version = "0.0.0"
edition = "2021"
[dependencies]
leptos = { version = "=0.8.23", features = ["ssr"] }
[profile.dev]
debug = false
TOML
cat > src/main.rs <<'RUST'
use leptos::prelude::*;
fn main() {
    let cost = RwSignal::new("$25");
    println!("{}", Owner::new().with(|| view! { <p>{move || cost.get()} " a month"</p> }.to_html()));
    println!("{}", Owner::new().with(|| view! { <title>{move || cost.get()} " a month"</title> }.to_html()));
    println!("{}", Owner::new().with(|| view! { <style>"p{top:0}" "a{top:1px}b{top:2px}"</style> }.to_html()));
}
RUST
cat > read.mjs <<'NODE'
import { transform } from 'lightningcss';
import { parseFragment } from 'parse5';
for (const line of (await import('node:fs')).readFileSync(0, 'utf8').trim().split('\n')) {
    const [{ tagName, childNodes }] = parseFragment(line).childNodes;
    const text = childNodes.map(node => node.value ?? '').join('');
    console.log(tagName, 'is', text);
    if (tagName === 'style') {
        const { code } = transform({ filename: 'a.css', code: Buffer.from(text), minify: true, errorRecovery: true });
        console.log('with the rules', code.toString());
    }
}
NODE
npm install --silent --no-save --no-fund --no-audit parse5@8.0.0 lightningcss@1.30.2
cargo build --quiet
found=$(target/debug/seams | node read.mjs)
expected='p is $25 a month
title is $25<!> a month
style is p{top:0}<!>a{top:1px}b{top:2px}
with the rules p{top:0}b{top:2px}'
if [ "$found" != "$expected" ]; then
    printf 'leptos_ssr_seams_are_text: it now says\n%s\n' "$found" >&2
    exit 1
fi
printf 'as found:\n%s\n' "$found"
