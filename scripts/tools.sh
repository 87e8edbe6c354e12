#!/usr/bin/env bash
# Installs what the build and the tests need into a per-user cache, keyed by
# version, so that every clone shares it and nobody's own tools are touched.
#   scripts/tools.sh build       wasm target, trunk, wasm-split, wasm-bindgen, wasm-opt
#   scripts/tools.sh browser     a Chromium and its driver, for the tests
#   scripts/tools.sh lighthouse  for `make bench`, and ccusage to compare with
#   scripts/tools.sh org         DuckDB and ClickHouse's engine, for the tests of sql/
#   scripts/tools.sh path        prints the folders to put before PATH
# What is there already is skipped, so a second call costs well under a second.
set -euo pipefail
cd "$(dirname "$0")/.."

trunk_version=0.22.1
# Of the same family as wasm_split_helpers in Cargo.lock, which marks what it splits.
split_version=0.2.4
lighthouse_version=12.8.2
# The newest whose program for Linux is on npm.
ccusage_version=20.0.24
# Wheels of PyPI, 208 MB together and 650 MB on disk: seconds on a good line. Without what they need for data frames,
# which is as much again.
duckdb_version=2.0.1
chdb_version=4.4.0
chdb_core_version=26.9.0
# The command line tool must be of exactly the version that the crate was locked at.
bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
npm_key=$(cat package.json package-lock.json | sha256sum | cut -c1-12)

cache=${SAWTOOTH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sawtooth}
trunk=$cache/trunk-$trunk_version
split=$cache/wasm-split-$split_version
bindgen=$cache/wasm-bindgen-$bindgen_version
npm=$cache/npm-$npm_key
lighthouse=$cache/lighthouse-$lighthouse_version
ccusage=$cache/ccusage-$ccusage_version
org=$cache/org-duckdb-$duckdb_version-chdb-$chdb_version-$chdb_core_version

say() { printf 'sawtooth: %s\n' "$*" >&2; }

# Only one install at a time; a second clone waits instead of building twice.
locked() {
    mkdir -p "$cache"
    if command -v flock >/dev/null; then exec 9>"$cache/lock"; flock 9; fi
}

# `cargo install` into a folder of its own, renamed when whole, so that an
# interrupted install is never taken for a finished one.
cargo_tool() {
    local folder=$1; shift
    [ -d "$folder" ] && return
    say "installing $(basename "$folder") into $cache (once, some minutes)"
    rm -rf "$folder.part"
    # The tools run for seconds: building them fast matters more than their speed.
    CARGO_TARGET_DIR="$cache/target" CARGO_PROFILE_RELEASE_LTO=off \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
        cargo install --quiet --root "$folder.part" "$@"
    rm -rf "$cache/target"
    mv "$folder.part" "$folder"
}

folder_tool() {
    local folder=$1; shift
    [ -d "$folder" ] && return
    say "installing $(basename "$folder") into $cache"
    rm -rf "$folder.part"; mkdir -p "$folder.part"
    "$@" "$folder.part"
    mv "$folder.part" "$folder"
}

npm_locked() { cp package.json package-lock.json .npmrc "$1"; npm ci --silent --prefix "$1"; }
npm_ccusage() { npm install --silent --no-save --prefix "$1" "ccusage@$ccusage_version"; }
org_wheels() {
    python3 -m venv "$1" || { say 'the tests of sql/ need python3-venv'; exit 1; }
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
        "duckdb==$duckdb_version" "chdb==$chdb_version" "chdb-core==$chdb_core_version"
}
npm_lighthouse() { npm install --silent --no-save --prefix "$1" "lighthouse@$lighthouse_version"; }

# The pinned Rust with all that rust-toolchain.toml asks for. Where rustup installs
# by itself this changes nothing; where that is switched off, nothing else would.
toolchain() {
    local sysroot
    sysroot=$(rustc --print sysroot 2>/dev/null) &&
        [ -d "$sysroot/lib/rustlib/wasm32-unknown-unknown" ] &&
        [ -x "$sysroot/bin/cargo-clippy" ] && [ -x "$sysroot/bin/rustfmt" ] && return
    local channel
    channel=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)
    say "installing Rust $channel with its wasm32-unknown-unknown target"
    rustup toolchain install "$channel" --profile minimal \
        --component clippy,rustfmt --target wasm32-unknown-unknown
}

build() {
    toolchain
    # trunk 0.22.1 declares a newer rustc than it needs. The lock file that
    # wasm-bindgen-cli ships names a version that cannot be had, hence no --locked.
    cargo_tool "$trunk" trunk --locked --version "$trunk_version" \
        --ignore-rust-version --no-default-features --features rustls
    cargo_tool "$split" wasm_split_cli_support --locked --version "$split_version" --features build-binary
    cargo_tool "$bindgen" wasm-bindgen-cli --version "$bindgen_version"
    folder_tool "$npm" npm_locked
}

# A browser and its driver whose major versions match, or nothing.
find_browser() {
    local browser driver
    driver=$(command -v chromedriver) || return 1
    for browser in chromium google-chrome chrome chromium-browser; do
        browser=$(command -v "$browser") || continue
        [ "$("$browser" --version 2>/dev/null | grep -o '[0-9]\+' | head -1)" = \
          "$("$driver" --version | grep -o '[0-9]\+' | head -1)" ] && { echo "$browser"; return; }
    done
    return 1
}

browser() {
    find_browser >/dev/null && return
    if [ "$(id -u)" = 0 ] || [ "${CI:-}" = true ]; then
        local sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
        say 'installing chromium and chromium-driver'
        $sudo apt-get update -qq
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null
        find_browser >/dev/null && return
    fi
    say 'the browser tests need Chromium (or Chrome) and a chromedriver of the same version. On Debian:'
    say '    sudo apt-get install chromium chromium-driver'
    exit 1
}

case ${1:-} in
    build) locked; build ;;
    browser) locked; browser ;;
    lighthouse) locked; folder_tool "$lighthouse" npm_lighthouse; folder_tool "$ccusage" npm_ccusage ;;
    org) locked; folder_tool "$org" org_wheels ;;
    org-python) echo "$org/bin/python" ;;
    path) echo "$trunk/bin:$split/bin:$bindgen/bin:$npm/node_modules/.bin" ;;
    node-modules) echo "$npm/node_modules" ;;
    lighthouse-folder) echo "$lighthouse/node_modules" ;;
    ccusage-folder) echo "$ccusage/node_modules" ;;
    find-browser) find_browser ;;
    *) sed -n '2,10p' "$0"; exit 2 ;;
esac
