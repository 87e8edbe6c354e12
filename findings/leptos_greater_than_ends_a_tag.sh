#!/usr/bin/env bash
# leptos 0.8.23 (crates.io; rstml 0.13.1): in view!, the first > of an attribute's value ends the tag, in a
# closure without braces too. What stands before it is the value, what stands after it becomes text of
# the element. It compiles without a warning, here to a number for an attribute, where a
# comparison was meant; in parentheses the same comparison is one.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "tag"
version = "0.0.0"
edition = "2024"
[dependencies]
leptos = { version = "=0.8.23", features = ["ssr"] }
[profile.dev]
debug = false
TOML
cat > src/main.rs <<'RUST'
#![deny(warnings)]
use leptos::prelude::*;

const MOST: usize = 6;

fn main() {
    let owner = Owner::new();
    let (bare, braced) = owner.with(|| {
        let count = RwSignal::new(2usize);
        let bare = view! { <p title=move || count.get() >= MOST>"rows"</p> }.to_html();
        let braced = view! { <p title=move || (count.get() >= MOST).then_some("full")>"rows"</p> }.to_html();
        (bare, braced)
    });
    println!("{bare} {braced}");
}
RUST
found=$(cargo run --quiet 2>&1 | tail -1 || true)
expected='<p title="2">= MOST &gt;<!>rows</p> <p>rows</p>'
if [ "$found" != "$expected" ]; then
    printf 'leptos_greater_than_ends_a_tag: it now says\n%s\n' "$found" >&2
    exit 1
fi
printf 'as found:\n%s\n' "$found"
