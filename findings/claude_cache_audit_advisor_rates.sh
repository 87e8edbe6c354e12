#!/usr/bin/env bash
# claude-cache-audit 0.1.0 (PyPI) does read the requests of an advisor, which stand in an answer's
# `iterations` and not in its totals, but prices them as the model that asked: of an advisor on Opus 5.5
# ($4 and $20 per million) asked from Sonnet 5.5 ($2 and $10) half is missing. Asked from Haiku 5.5 it is
# wrong in both: the two prompts of 60,000 tokens are taken for one of 120,000, which is over the model's
# step of 100,000, so that the asking model's own part costs five times as much, and all of it together
# a quarter of what is due.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
pip install --quiet --disable-pip-version-check --no-deps --target lib claude-cache-audit==0.1.0
# MODEL, its input tokens, the input tokens of its advisor on Opus 5.5.
cost() {
    mkdir -p "$1/projects/p"
    printf '{"type":"assistant","uuid":"u1","timestamp":"2026-11-20T10:00:00.000Z","sessionId":"s","version":"2.1.332","requestId":"r1","message":{"id":"m1","type":"message","role":"assistant","model":"%s","content":[{"type":"text","text":"ok"}],"stop_reason":"end_turn","usage":{"input_tokens":%s,"output_tokens":0,"iterations":[{"type":"message","input_tokens":%s,"output_tokens":0},{"type":"advisor_message","model":"claude-opus-5-5","input_tokens":%s,"output_tokens":0}]}}}\n' \
        "$1" "$2" "$2" "$3" > "$1/projects/p/s.jsonl"
    PYTHONPATH=lib python3 -m claude_cache_audit --all --json --config-dir "$1" |
        python3 -c 'import json, sys; print(json.load(sys.stdin)["totals"]["cost"])'
}
found="Sonnet 5.5: $(cost claude-sonnet-5-5 1000 1000000) of 4.002, Haiku 5.5: $(cost claude-haiku-5-5 60000 60000) of 0.246"
expected='Sonnet 5.5: 2.002 of 4.002, Haiku 5.5: 0.06 of 0.246'
if [ "$found" != "$expected" ]; then
    echo "claude_cache_audit_advisor_rates: it now says $found" >&2
    exit 1
fi
echo "as found: $found"
