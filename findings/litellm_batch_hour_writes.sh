#!/usr/bin/env bash
# litellm 1.110.2 (PyPI, 20 Nov 2026) halves every kind of token for a batch but one: cache writes of an
# hour, twice the price of input, are priced as those of five minutes and then halved. 3/8 of them are
# missing, in just the case in which an hour is of use, as a batch may take longer than five minutes. Over
# the step of Haiku 5.5 it is the same; outside of a batch all are right.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
pip install --quiet --disable-pip-version-check --no-compile --target lib litellm==1.110.2 2> said
found=$(LITELLM_LOCAL_MODEL_COST_MAP=True PYTHONPATH=lib python3 - <<'PYTHON'
from litellm.cost_calculator import batch_cost_calculator, cost_per_token
from litellm.types.utils import CacheCreationTokenDetails, PromptTokensDetailsWrapper, Usage

def usage(minutes=0, hour=0, **other):
    tokens = sum(other.values()) + minutes + hour
    return Usage(
        prompt_tokens=tokens, completion_tokens=0, total_tokens=tokens,
        cache_creation_input_tokens=minutes + hour, cache_read_input_tokens=other.get("read", 0),
        prompt_tokens_details=PromptTokensDetailsWrapper(
            cached_tokens=other.get("read", 0), text_tokens=other.get("text", 0),
            cache_creation_tokens=minutes + hour,
            cache_creation_token_details=CacheCreationTokenDetails(
                ephemeral_5m_input_tokens=minutes, ephemeral_1h_input_tokens=hour)))

for model, tokens in [("claude-opus-5-5", 1_000_000), ("claude-haiku-5-5", 100_000), ("claude-haiku-5-5", 1_000_000)]:
    prices = []
    for kind in "text", "read", "minutes", "hour":
        asked = usage(**{kind: tokens})
        one, _ = cost_per_token(model=model, custom_llm_provider="anthropic", usage_object=asked)
        batch, _ = batch_cost_calculator(usage=asked, model=model, custom_llm_provider="anthropic")
        prices.append(f"{kind} {one:.4f} {batch / one:.4f}")
    print(f"{model}, {tokens}:", ", ".join(prices))
PYTHON
)
expected='claude-opus-5-5, 1000000: text 4.0000 0.5000, read 0.2000 0.5000, minutes 5.0000 0.5000, hour 8.0000 0.3125
claude-haiku-5-5, 100000: text 0.0100 0.5000, read 0.0010 0.5000, minutes 0.0125 0.5000, hour 0.0200 0.3125
claude-haiku-5-5, 1000000: text 0.5000 0.5000, read 0.0500 0.5000, minutes 0.6250 0.5000, hour 1.0000 0.3125'
if [ "$found" != "$expected" ]; then
    printf 'litellm_batch_hour_writes: it now says\n%s\n' "$found" >&2
    exit 1
fi
printf 'as found (dollars of each kind, and the share of them that a batch costs):\n%s\n' "$found"
