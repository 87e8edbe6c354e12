#!/usr/bin/env bash
# Builds the workers, target/worker/worker.js, large.js and sheet.js, each with its _bg.wasm; or, of a name given, that
# one alone. A folder of its own keeps this build and the page's from undoing each other.
set -euo pipefail
cd "$(dirname "$0")/.."
out=target/worker

# name, profile, features, program, and what wasm-opt does. One after the other: together each would get what the other
# asks of the libraries.
build() {
    local name=$1 profile=$2 features=$3 program=$4 effort=$5
    cargo build --profile "$profile" --locked --target wasm32-unknown-unknown --target-dir "$out" \
        --no-default-features --features "$features" --bin "$program"
    cp "$out/wasm32-unknown-unknown/$profile/$program.wasm" "$out/$name.wasm"
    wasm-bindgen --target web --no-typescript --out-dir "$out" "$out/$name.wasm"
    wasm-opt "$effort" --enable-simd --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
        --enable-mutable-globals --enable-reference-types --enable-multivalue \
        --strip-producers "$out/${name}_bg.wasm" -o "$out/${name}_bg.wasm"
}

[ $# -gt 0 ] || set -- worker large sheet
for name; do
    case $name in
    # It comes with the first logs, and has a budget of bytes: with -O3 it is 0.7 KB more over the wire.
    worker) build worker worker browser worker -Os ;;
    # The same for speed instead of size, three times as quick, and with a reader for tables of sessions: it comes where
    # there is much to read or a table.
    large) build large release browser,tables worker -O3 ;;
    # The one of the single file, which has to be small and to read everything.
    single) build single worker browser,tables worker -Os ;;
    sheet) build sheet worker browser,sheet sheet -Oz ;;
    *)
        echo "no worker $name" >&2
        exit 2
        ;;
    esac
done
