#!/usr/bin/env bash
# wide 1.7.1 at opt-level "z", which is what pages are built with: f64x2::splat of a number that is not constant is no
# instruction of WebAssembly, which has one for it, but a function that is called for each, although wide marks it
# #[inline]. A constant, f64x2::new and operators between lanes are instructions at any level. With opt-level 3 nothing
# is left of the call.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"; mkdir src
cat > Cargo.toml <<'T'
[package]
name = "lanes"
version = "0.1.0"
edition = "2024"
[lib]
crate-type = ["cdylib"]
[dependencies]
wide = { version = "=1.7.1", default-features = false }
[profile.release]
panic = "abort"
lto = "fat"
codegen-units = 1
T
cat > src/lib.rs <<'R'
use wide::f64x2;
#[unsafe(no_mangle)]
pub extern "C" fn sum(a: f64, b: f64, n: u32) -> f64 {
    let mut all = f64x2::ZERO;
    for at in 0..n {
        let rate = f64x2::splat(a + f64::from(at));
        all += (rate + f64x2::splat(b)) * f64x2::new([a, b]);
    }
    let [one, other] = all.to_array();
    one + other
}
R
calls() {
    CARGO_PROFILE_RELEASE_OPT_LEVEL=$1 RUSTFLAGS='-C target-feature=+simd128' \
        cargo +1.95.0 build --quiet --release --target wasm32-unknown-unknown --target-dir "$1"
    # The names of its functions are in the file.
    strings "$1/wasm32-unknown-unknown/release/lanes.wasm" | grep -oE 'f64x2_?5?splat|f64x25splat' | sort -u | wc -l
}
[ "$(calls z)" = 1 ]
[ "$(calls 3)" = 0 ]
echo 'wide 1.7.1, rustc 1.95.0: f64x2::splat is a function of the program at opt-level z and none at 3'
