#!/usr/bin/env bash
# ccusage 20.0.24 (npm) finds the usage of a transcript's line only where the JSON has no blanks between
# its marks, as Claude Code writes it. The same line as most other programs write JSON, with a blank
# after each colon and comma, is passed over without a word: a log that went through a script (to
# replace names, to merge machines) comes out at $0.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-fund --no-audit ccusage@20.0.24
compact='{"type":"assistant","uuid":"u1","timestamp":"2026-11-20T10:00:00.000Z","sessionId":"s","version":"2.1.300","requestId":"r1","message":{"id":"m1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"stop_reason":"end_turn","usage":{"input_tokens":100000,"output_tokens":400}}}'
blanks=$(node -e 'console.log(JSON.stringify(JSON.parse(process.argv[1]), null, 1).replace(/\n\s*/g, " "))' "$compact")
input() {
    mkdir -p "$1/projects/p"
    printf '%s\n' "$2" > "$1/projects/p/s.jsonl"
    CLAUDE_CONFIG_DIR="$PWD/$1" npx --no-install ccusage daily --json --offline |
        node -e 'console.log(JSON.parse(require("fs").readFileSync(0)).totals.inputTokens)'
}
found="compact: $(input a "$compact"), with blanks: $(input b "$blanks")"
expected='compact: 100000, with blanks: 0'
if [ "$found" != "$expected" ]; then
    echo "ccusage_needs_compact_json: it now says $found" >&2
    exit 1
fi
echo "as found: $found input tokens"
