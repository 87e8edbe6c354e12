#!/usr/bin/env bash
# Builds the workers, target/worker/worker.js and sheet.js, each with its _bg.wasm. A folder of its own
# keeps this build and the page's from undoing each other.
set -euo pipefail
cd "$(dirname "$0")/.."
out=target/worker
built=$out/wasm32-unknown-unknown/worker

# One after the other: together each would get what the other asks of the libraries.
for of in "browser worker" "browser,sheet sheet"; do
    cargo build --profile worker --locked --target wasm32-unknown-unknown --target-dir "$out" \
        --no-default-features --features "${of% *}" --bin "${of#* }"
done
# Both have a budget of bytes: with -O3 the program that reads logs is 0.7 KB more over the wire.
small() {
    wasm-bindgen --target web --no-typescript --out-dir "$out" "$built/$1.wasm"
    wasm-opt "$2" --enable-simd --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
        --enable-mutable-globals --enable-reference-types --enable-multivalue \
        --strip-producers "$out/$1_bg.wasm" -o "$out/$1_bg.wasm"
}
small worker -Os
small sheet -Oz
