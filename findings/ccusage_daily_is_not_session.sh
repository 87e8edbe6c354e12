#!/usr/bin/env bash
# ccusage 20.0.24 (npm) has two totals for one log where lines have no requestId, as Claude Code writes
# them behind a gateway that answers without that header. One answer is a line for each of its blocks,
# all with the same usage and each with its own time: `daily` and `monthly` take the time for a part of
# what an answer is known by and count it once a block, `session` and `blocks` count it once. With
# requestId all four agree. A fork, which copies its parent's lines, makes it six times and twice.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-fund --no-audit ccusage@20.0.24
# A thought, a text and a call of a tool, which are one answer of $0.306: SESSION, then more keys of the line.
answer() {
    local second=0 block
    for block in '{"type":"thinking","thinking":"hm","signature":"x"}' '{"type":"text","text":"ok"}' \
        '{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"ls"}}'; do
        second=$((second + 1))
        printf '{"type":"assistant","uuid":"u%s","timestamp":"2026-11-20T10:00:0%s.120Z","sessionId":"%s","version":"2.1.332",%s"message":{"id":"m1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[%s],"stop_reason":"tool_use","usage":{"input_tokens":100000,"output_tokens":400}}}\n' \
            "$second" "$second" "$1" "${2-}" "$block"
    done
}
totals() {
    local report
    for report in daily monthly session blocks; do
        CLAUDE_CONFIG_DIR="$PWD/$1" npx --no-install ccusage "$report" --json --offline | node -e '
            const { totals, blocks } = JSON.parse(require("fs").readFileSync(0));
            const cost = totals?.totalCost ?? blocks.reduce((sum, block) => sum + block.costUSD, 0);
            console.log(process.argv[1], cost.toFixed(3));' "$report"
    done | paste -sd' '
}
mkdir -p with/projects/p without/projects/p fork/projects/p
answer s1 '"requestId":"r1",' > with/projects/p/s1.jsonl
answer s1 > without/projects/p/s1.jsonl
answer s1 > fork/projects/p/s1.jsonl
answer s2 > fork/projects/p/s2.jsonl
found="with requestId: $(totals with)
without: $(totals without)
without, and forked: $(totals fork)"
expected='with requestId: daily 0.306 monthly 0.306 session 0.306 blocks 0.306
without: daily 0.918 monthly 0.918 session 0.306 blocks 0.306
without, and forked: daily 1.836 monthly 1.836 session 0.612 blocks 0.612'
if [ "$found" != "$expected" ]; then
    printf 'ccusage_daily_is_not_session: it now says\n%s\n' "$found" >&2
    exit 1
fi
printf 'as found:\n%s\n' "$found"
