#!/usr/bin/env bash
# ccusage 20.0.24 (npm) counts an advisor's requests inside an answer, and is wrong at both ends of it:
# - a refusal before any output, which the API does not bill (Claude docs, stop reasons), costs its whole
#   prompt;
# - the line "cost-state", with which Claude Code 2.1.278 and later ends a transcript, is not read. It
#   holds calls that stand in no other line: here $0.90, of which one answer for $0.306 is in a line.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-fund --no-audit ccusage@20.0.24
answer() {
    printf '{"type":"assistant","uuid":"u1","timestamp":"2026-11-20T10:00:00.000Z","sessionId":"s","version":"2.1.332","requestId":"r1","message":{"id":"m1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":%s,"stop_reason":"%s","usage":{"input_tokens":100000,"output_tokens":%s}}}\n' "$@"
}
cost() {
    CLAUDE_CONFIG_DIR="$PWD/$1" npx --no-install ccusage daily --json --offline |
        node -e 'console.log(JSON.parse(require("fs").readFileSync(0)).totals.totalCost.toFixed(3))'
}
mkdir -p refused/projects/p state/projects/p
answer '[]' refusal 0 > refused/projects/p/s.jsonl
{
    answer '[{"type":"text","text":"ok"}]' end_turn 400
    echo '{"type":"cost-state","sessionId":"s","totalCostUSD":0.9,"modelUsage":{"claude-sonnet-4-5":{"inputTokens":298000,"outputTokens":400,"thinkingTokens":0,"cacheReadInputTokens":0,"cacheCreationInputTokens":0,"webSearchRequests":0,"costUSD":0.9}},"hasUnknownModelCost":false}'
} > state/projects/p/s.jsonl
found="refusal: $(cost refused), client's own total 0.900: $(cost state)"
expected="refusal: 0.300, client's own total 0.900: 0.306"
if [ "$found" != "$expected" ]; then
    echo "ccusage_bills_refusals: it now says $found" >&2
    exit 1
fi
echo "as found: $found"
