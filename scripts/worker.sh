#!/usr/bin/env bash
# Builds the workers, target/worker/worker.js, tables.js and sheet.js, each with its _bg.wasm: tables is worker with a
# reader for tables of sessions, and is loaded where one is among the files. A folder of its own keeps this
# build and the page's from undoing each other.
set -euo pipefail
cd "$(dirname "$0")/.."
out=target/worker
built=$out/wasm32-unknown-unknown/worker

# One after the other: together each would get what the other asks of the libraries.
build() {
    cargo build --profile worker --locked --target wasm32-unknown-unknown --target-dir "$out" \
        --no-default-features --features "$1" --bin "$2"
}
build browser,tables worker
cp "$built/worker.wasm" "$built/tables.wasm"
build browser worker
build browser,sheet sheet
# Both have a budget of bytes: with -O3 the program that reads logs is 0.7 KB more over the wire.
small() {
    wasm-bindgen --target web --no-typescript --out-dir "$out" "$built/$1.wasm"
    wasm-opt "$2" --enable-simd --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
        --enable-mutable-globals --enable-reference-types --enable-multivalue \
        --strip-producers "$out/$1_bg.wasm" -o "$out/$1_bg.wasm"
}
small worker -Os
small tables -Os
small sheet -Oz
