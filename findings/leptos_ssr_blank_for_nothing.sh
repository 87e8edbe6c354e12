#!/usr/bin/env bash
# leptos 0.8.23 (crates.io), rendered to a string: an element whose only child is an empty text gets a
# blank inside. The CSS selector `:empty` does not match it, and does match the same view mounted in a
# browser, whose text node is empty. A rule that hides empty messages works after start and not
# in the first paint.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "blank"
version = "0.0.0"
edition = "2021"
[dependencies]
leptos = { version = "=0.8.23", features = ["ssr"] }
TOML
cat > src/main.rs <<'RUST'
use leptos::prelude::*;
fn main() {
    let problem = RwSignal::new(String::new());
    println!("{}", Owner::new().with(|| view! { <p>{move || problem.get()}</p> }.to_html()));
    println!("{}", Owner::new().with(|| view! { <p></p> }.to_html()));
}
RUST
found=$(cargo run --quiet)
expected='<p> </p>
<p></p>'
if [ "$found" != "$expected" ]; then
    printf 'leptos_ssr_blank_for_nothing: it now says\n%s\n' "$found" >&2
    exit 1
fi
printf 'as found:\n%s\n' "$found"
