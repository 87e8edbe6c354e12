#!/usr/bin/env bash
# Makes preview.png, which chat programs show beside a link to the page: the first screen of dist/
# as a browser paints it. Run by hand after `make dist` when the first screen changed.
set -euo pipefail
cd "$(dirname "$0")/.."
browser=$(scripts/tools.sh find-browser)
# A port of its own: another clone's page may be served on any that is written here.
coproc server { exec node scripts/serve.mjs --port 0 dist; }
trap 'kill "$server_PID"' EXIT
read -r line <&"${server[0]}"
"$browser" --headless --no-sandbox --hide-scrollbars --window-size=1200,630 --virtual-time-budget=8000 \
    --screenshot="$PWD/preview.png" "${line##* }"
