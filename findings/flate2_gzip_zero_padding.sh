#!/usr/bin/env bash
# flate2 1.1.11 (crates.io): MultiGzDecoder refuses a gzip file that is padded with zeros, as tape
# archivers and block devices leave it. gzip(1) and Python's gzip read the same file without a word.
# Met with logs that were packed by a backup tool: all of them are read, and then there is an error.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "padding"
version = "0.0.0"
edition = "2021"
[dependencies]
flate2 = { version = "=1.1.11", default-features = false, features = ["rust_backend"] }
TOML
cat > src/main.rs <<'RUST'
use std::io::Read;
fn main() {
    let file = std::fs::File::open("padded.gz").unwrap();
    let mut text = String::new();
    let end = flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text);
    println!("{} bytes, then {end:?}", text.len());
}
RUST
printf 'one line\n' | gzip -n > padded.gz
head -c 600 /dev/zero >> padded.gz
cargo build --quiet

fail() { echo "flate2_gzip_zero_padding: $1" >&2; exit 1; }
[ "$(gzip -dc padded.gz 2> said)" = 'one line' ] || fail 'gzip(1) reads it otherwise'
[ "$(python3 -c 'import gzip; print(gzip.open("padded.gz").read().decode(), end="")')" = 'one line' ] || fail "Python's gzip reads it otherwise"
found=$(target/debug/padding)
expected='9 bytes, then Err(Custom { kind: InvalidInput, error: "invalid gzip header" })'
[ "$found" = "$expected" ] || fail "flate2 now says: $found"
echo "as found: $found"
