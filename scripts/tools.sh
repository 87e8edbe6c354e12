#!/usr/bin/env bash
# Installs what the build and the tests need into a per-user cache, keyed by
# version, so that every clone shares it and nobody's own tools are touched.
#   scripts/tools.sh build       wasm target, trunk, wasm-split, wasm-bindgen, wasm-opt; what is on the PATH is used
#   scripts/tools.sh browser     Chromium, Firefox and WebKitGTK with what drives them, and pdftotext, for the tests
#   scripts/tools.sh lighthouse  for `make bench`, and ccusage to compare with
#   scripts/tools.sh org         DuckDB and ClickHouse's engine, for the tests of sql/
#   scripts/tools.sh workbook    openpyxl, which opens the statement's workbook in the tests
#   scripts/tools.sh path        prints the folders to put before PATH
# What is there already is skipped, so a second call costs well under a second.
set -euo pipefail
cd "$(dirname "$0")/.."

trunk_version=0.22.1
lighthouse_version=12.8.2
# The newest whose program for Linux is on npm.
ccusage_version=20.0.24
# Wheels of PyPI, 208 MB together and 650 MB on disk: seconds on a good line. Without what they need for data frames,
# which is as much again.
duckdb_version=2.0.1
chdb_version=4.4.0
chdb_core_version=26.9.0
openpyxl_version=3.1.5
et_xmlfile_version=2.0.0
# The command line tool must be of exactly the version that the crate was locked at.
bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
npm_key=$(cat package.json package-lock.json | sha256sum | cut -c1-12)

cache=${SAWTOOTH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sawtooth}
trunk=$cache/trunk-$trunk_version
wasm_key=$(cat scripts/wasm/Cargo.lock scripts/wasm/src/*.rs | sha256sum | cut -c1-12)
split=$cache/wasm-split-$wasm_key
bindgen=$cache/wasm-bindgen-$bindgen_version-$wasm_key
npm=$cache/npm-$npm_key
lighthouse=$cache/lighthouse-$lighthouse_version
ccusage=$cache/ccusage-$ccusage_version
org=$cache/org-duckdb-$duckdb_version-chdb-$chdb_version-$chdb_core_version
workbook=$cache/workbook-openpyxl-$openpyxl_version

say() { printf 'sawtooth: %s\n' "$*" >&2; }

# Only one install at a time; a second clone waits instead of building twice.
locked() {
    mkdir -p "$cache"
    if command -v flock >/dev/null; then exec 9>"$cache/lock"; flock 9; fi
}

# Whether a program of exactly this version is on the PATH already: nobody's own is replaced.
at_hand() { [ "$("$1" --version 2>/dev/null | grep -o '[0-9]\+\.[0-9.]*[0-9]' | head -1)" = "$2" ]; }

# `cargo install` into a folder of its own, renamed when whole, so that an
# interrupted install is never taken for a finished one.
cargo_tool() {
    local folder=$1; shift
    [ -d "$folder" ] && return
    say "installing $(basename "$folder") into $cache (once, some minutes)"
    rm -rf "$folder.part"
    # The tools run for seconds: building them fast matters more than their speed.
    CARGO_TARGET_DIR="$cache/target" CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_DEBUG=0 \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
        cargo install --quiet --locked --root "$folder.part" "$@"
    mv "$folder.part" "$folder"
}

# A program as its authors built it, where cargo-binstall is there to fetch it.
fetched() {
    local folder=$1; shift
    command -v cargo-binstall >/dev/null || return
    rm -rf "$folder.part"
    cargo binstall --no-confirm --root "$folder.part" "$@" >&2 && mv "$folder.part" "$folder"
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
workbook_wheels() {
    python3 -m venv "$1" || { say 'the test of the workbook needs python3-venv'; exit 1; }
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
        "openpyxl==$openpyxl_version" "et-xmlfile==$et_xmlfile_version"
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
    # trunk 0.22.1 declares a newer rustc than it needs.
    [ -d "$trunk" ] || at_hand trunk "$trunk_version" || fetched "$trunk" "trunk@$trunk_version" ||
        cargo_tool "$trunk" trunk --version "$trunk_version" --ignore-rust-version --no-default-features --features rustls
    # The others are small programs of our own on the libraries of the real ones. wasm-split-cli names no version.
    grep -q "^wasm-bindgen-cli-support.*\"=$bindgen_version\"" scripts/wasm/Cargo.toml ||
        { say "scripts/wasm/Cargo.toml has not the wasm-bindgen $bindgen_version of Cargo.lock"; exit 1; }
    [ -d "$bindgen" ] || at_hand wasm-bindgen "$bindgen_version" || fetched "$bindgen" "wasm-bindgen-cli@$bindgen_version" ||
        cargo_tool "$bindgen" --path scripts/wasm --bin wasm-bindgen --features bindgen
    cargo_tool "$split" --path scripts/wasm --bin wasm-split-cli --features split
    rm -rf "$cache/target"
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

# WebKitGTK's own small browser, which its driver starts.
find_webkit() { command -v WebKitWebDriver >/dev/null && ls /usr/lib*/*/webkit2gtk-4.*/MiniBrowser 2>/dev/null | tail -1 | grep .; }

find_firefox() { command -v firefox-esr || command -v firefox; }

all_browsers() { find_browser && find_firefox && find_webkit && command -v xvfb-run && command -v xz && command -v zip &&
    command -v pdftotext; } >/dev/null

browser() {
    all_browsers && return
    local packages='chromium chromium-driver firefox-esr webkit2gtk-driver xvfb xauth xz-utils zip poppler-utils'
    if [ "$(id -u)" = 0 ] || [ "${CI:-}" = true ]; then
        local sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
        say "installing $packages"
        $sudo apt-get update -qq
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages >/dev/null
        all_browsers && return
    fi
    say 'the browser tests need Chromium (or Chrome) with a chromedriver of the same version, Firefox, and WebKitGTK'
    say 'with its driver and a screen without a monitor; a release is packed by xz and zip; pdftotext reads what is printed. On Debian:'
    say "    sudo apt-get install $packages"
    exit 1
}

case ${1:-} in
    build) locked; build ;;
    browser) locked; browser ;;
    lighthouse) locked; folder_tool "$lighthouse" npm_lighthouse; folder_tool "$ccusage" npm_ccusage ;;
    org) locked; folder_tool "$org" org_wheels ;;
    org-python) echo "$org/bin/python" ;;
    workbook) locked; folder_tool "$workbook" workbook_wheels ;;
    workbook-python) echo "$workbook/bin/python" ;;
    path) echo "$trunk/bin:$split/bin:$bindgen/bin:$npm/node_modules/.bin" ;;
    node-modules) echo "$npm/node_modules" ;;
    lighthouse-folder) echo "$lighthouse/node_modules" ;;
    ccusage-folder) echo "$ccusage/node_modules" ;;
    find-browser) find_browser ;;
    find-firefox) find_firefox ;;
    find-webkit) find_webkit ;;
    *) sed -n '2,11p' "$0"; exit 2 ;;
esac
