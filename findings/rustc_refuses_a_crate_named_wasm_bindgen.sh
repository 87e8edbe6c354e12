#!/usr/bin/env bash
# rustc 1.95 knows one crate by its name: a program of your own that is called wasm-bindgen, and has a version
# below 0.2.88, does not compile, whatever is in it and for whatever target: only those two are looked at. Older
# wasm-bindgen broke when the C ABI of wasm changed, and this is how its users hear of it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"; mkdir src; echo 'fn main() {}' > src/main.rs
of() { printf '[package]\nname = "a-tool"\nversion = "%s"\nedition = "2024"\n[[bin]]\nname = "%s"\npath = "src/main.rs"\n' "$1" "$2" > Cargo.toml; }
built() { of "$1" "$2"; cargo +1.95.0 build --quiet 2> said && echo yes || grep -o 'older versions of the `wasm-bindgen` crate are incompatible' said; }
refused='older versions of the `wasm-bindgen` crate are incompatible'
[ "$(built 0.1.0 another)" = yes ]
[ "$(built 0.1.0 wasm-bindgen)" = "$refused" ]
[ "$(built 0.2.88 wasm-bindgen)" = yes ]
echo "rustc 1.95.0: an empty program named wasm-bindgen builds as 0.2.88 and not as 0.1.0"
