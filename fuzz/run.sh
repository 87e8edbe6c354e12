#!/usr/bin/env bash
# Runs a fuzz target from the tests' own samples on: `fuzz/run.sh TARGET [SECONDS]`, with
# transcripts, archives or reports for the target. It needs a nightly Rust and cargo-fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${1:?"transcripts, archives or reports"}
corpus=fuzz/corpus/$target
mkdir -p "$corpus"
dict=fuzz/$target.dict
case $target in
    transcripts) seeds=(tests/logs/traps) ;;
    # Every file that a test of reports and archives reads.
    archives | reports)
        seeds=(fuzz/corpus/samples)
        mkdir -p "${seeds[0]}"
        SAWTOOTH_SAMPLES=$PWD/${seeds[0]} cargo test --quiet --locked --test reports
        [ "$target" = reports ] || dict=fuzz/reports.dict
        ;;
esac
# A file of 20 KB is read in milliseconds, and in a few megabytes.
exec cargo +nightly fuzz run "$target" "$corpus" "${seeds[@]}" -- -dict="$dict" -max_len=20000 \
    -max_total_time="${2:-600}" -timeout=10 -rss_limit_mb=1024
