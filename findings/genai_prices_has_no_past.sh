#!/usr/bin/env bash
# genai-prices 0.2.1 (crates.io) prices a request by the day it was made, and knows no day on which
# Sonnet 5.5 read its cache at $0.20 per million tokens (28 Sep to 6 Oct 2026, model-prices 0.0.5 on
# PyPI has both rows). Work of those days comes out at the $0.10 of today: for a coding agent, whose
# input is nearly all cached reads, a bill that is too low by up to half.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "past"
version = "0.0.0"
edition = "2021"
[dependencies]
genai-prices = "=0.2.1"
TOML
cat > src/main.rs <<'RUST'
use genai_prices::{PriceRequest, Usage, UsageKey};
use std::time::{Duration, UNIX_EPOCH};
fn main() {
    // Noon UTC on 1 October and on 20 November 2026.
    for (day, seconds) in [("1 Oct", 1_790_856_000), ("20 Nov", 1_795_176_000)] {
        let usage = Usage::from([(UsageKey::INPUT_TOKENS, 1e6), (UsageKey::CACHE_READ_TOKENS, 1e6)]);
        let at = UNIX_EPOCH + Duration::from_secs(seconds);
        let request = PriceRequest::new("claude-sonnet-5-5", &usage).with_provider_id("anthropic").with_timestamp(at);
        let price = genai_prices::calculate(&request).unwrap();
        println!("{day}: ${:.2} for a million cached tokens", price.total_price);
    }
}
RUST
found=$(cargo run --quiet)
expected='1 Oct: $0.10 for a million cached tokens
20 Nov: $0.10 for a million cached tokens'
pip install --quiet --no-deps --target other model-prices==0.0.5
other=$(python3 - <<'PYTHON'
import json
def find(tree):
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "claude-sonnet-5-5" and "standard" in value:
                return value["standard"]
            found = find(value)
            if found:
                return found
rows = find(json.load(open("other/model_prices/snapshot.json")))
print(*dict.fromkeys((row["rates"]["cache_read"], row["rates"]["valid_from"][:10]) for row in rows[:2]))
PYTHON
)
if [ "$other" != "(0.2, '2026-09-28') (0.1, '2026-10-07')" ]; then
    echo "genai_prices_has_no_past: model-prices now says $other" >&2
    exit 1
fi
if [ "$found" != "$expected" ]; then
    printf 'genai_prices_has_no_past: it now says\n%s\n' "$found" >&2
    exit 1
fi
printf 'as found:\n%s\n' "$found"
