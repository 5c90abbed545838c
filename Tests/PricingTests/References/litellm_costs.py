"""Writes litellm_costs.csv: what the public LiteLLM calculator charges for random usage.

    python3 -m venv litellm && litellm/bin/pip install litellm==1.109.1
    litellm/bin/python3 litellm_costs.py > litellm_costs.csv

The calculator reads the price map inside its package (model_prices_and_context_window_backup.json);
nothing else is read and nothing is fetched. Usages are random with a fixed seed; each model with
long-context prices also gets prompts of exactly its thresholds and of one token more.

Columns: model (empty: as above); tier (empty: standard); region (empty: none); at (minutes from
2026-11-02T00:00Z, a Monday; empty: none); prompt tokens, cached ones included; of these read from the
cache, written for 5 minutes, written for an hour, audio and images; output tokens; of these reasoning,
audio and images; the rates used, US dollars per token, of input, read, write, hour's write, output and
reasoning (empty: as above); the cost in US dollars.
"""

import datetime
import os
import random
import re
import sys

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

import litellm
from litellm.litellm_core_utils.llm_cost_calc import utils as calc
from litellm.types.utils import (
    CacheCreationTokenDetails,
    CompletionTokensDetailsWrapper,
    PromptTokensDetailsWrapper,
    Usage,
)

litellm.suppress_debug_info = True  # it prints to standard output

SEED = 20261126
MODELS = 1300
MONDAY = datetime.datetime(2026, 11, 2, tzinfo=datetime.timezone.utc)
MODES = {"chat", "responses", "completion", "embedding"}
TIERS = ["flex", "balanced", "priority", "ultrafast"]
THRESHOLD = re.compile(r"^(?:input|output)_cost_per_token_above_(\d+)k_tokens")


def provider_of(entry):
    """The provider as callers name it; the map is finer."""
    provider = entry["litellm_provider"]
    if provider == "bedrock_converse":
        return "bedrock"
    return "vertex_ai" if provider.startswith("vertex_ai-") else provider


def thresholds(entry):
    found = {int(m.group(1)) * 1000 for k in entry if (m := THRESHOLD.match(k))}
    for tier in entry.get("tiered_pricing", []):
        found.add(int(tier["range"][0]))
    return sorted(t for t in found if t > 0)


def split(rng, total, parts):
    """Random counts that sum to at most `total`."""
    counts = []
    for _ in range(parts):
        count = rng.choice([0, rng.randint(0, total)])
        counts.append(count)
        total -= count
    return counts


def draw(rng, entry, prompt=None):
    """One usage that fits the prices of a model."""
    row = {"tier": "", "region": "", "at": ""}
    offered = [t for t in TIERS if f"input_cost_per_token_{t}" in entry]
    if all(f"{side}_cost_per_token_batches" in entry for side in ("input", "output")):
        offered.append("batch")
    if offered and rng.random() < 0.6:
        row["tier"] = rng.choice(offered)
    regions = [r for r in ("eu", "us") if f"regional_processing_uplift_multiplier_{r}" in entry]
    if provider_of(entry) == "vertex_ai" and "regional_endpoint_uplift_multiplier" in entry:
        regions.append("us-east5")
    if provider_of(entry) == "anthropic" and "us" in entry.get("provider_specific_entry", {}):
        if row["tier"] != "batch":
            regions.append("us")
    if regions and rng.random() < 0.3:
        row["region"] = rng.choice(regions)
    if "off_peak_pricing" in entry:
        row["at"] = rng.randrange(7 * 24 * 60)
    row["prompt"] = prompt or int(10 ** rng.uniform(0, 6))
    row["read"], row["write5m"], row["write1h"] = split(rng, row["prompt"], 3)
    # More read than sent: LiteLLM bills both, except in its batch calculator.
    if rng.random() < 0.02 and row["tier"] != "batch":
        row["read"] = row["prompt"] + rng.randint(1, 1000)
        row["write5m"] = row["write1h"] = 0
    rest = max(row["prompt"] - row["read"] - row["write5m"] - row["write1h"], 0)
    row["audio"] = rng.randint(0, rest) if "input_cost_per_audio_token" in entry else 0
    row["image"] = (
        rng.randint(0, rest - row["audio"]) if "input_cost_per_image_token" in entry else 0
    )
    row["output"] = int(10 ** rng.uniform(0, 5)) if entry["mode"] != "embedding" else 0
    row["reasoning"] = rng.choice([0, rng.randint(0, row["output"])])
    left = row["output"] - row["reasoning"]
    row["audioOut"] = rng.randint(0, left) if "output_cost_per_audio_token" in entry else 0
    row["imageOut"] = (
        rng.randint(0, left - row["audioOut"]) if "output_cost_per_image_token" in entry else 0
    )
    return row


def usage_of(row):
    usage = Usage(
        prompt_tokens=row["prompt"],
        completion_tokens=row["output"],
        total_tokens=row["prompt"] + row["output"],
        prompt_tokens_details=PromptTokensDetailsWrapper(
            cached_tokens=row["read"],
            cache_creation_tokens=row["write5m"] + row["write1h"],
            cache_creation_token_details=CacheCreationTokenDetails(
                ephemeral_5m_input_tokens=row["write5m"],
                ephemeral_1h_input_tokens=row["write1h"],
            ),
            audio_tokens=row["audio"],
            image_tokens=row["image"],
        ),
        completion_tokens_details=CompletionTokensDetailsWrapper(
            reasoning_tokens=row["reasoning"],
            audio_tokens=row["audioOut"],
            image_tokens=row["imageOut"],
        ),
    )
    return usage


def charge(model, entry, row):
    """The calculator's cost and the rates it used."""
    provider = provider_of(entry)
    usage = usage_of(row)
    tier = row["tier"] or None
    if provider == "anthropic" and row["region"]:
        usage.inference_geo = row["region"]
    options = {}
    if provider == "openai" and row["region"]:
        options["data_residency"] = row["region"]
    if provider == "vertex_ai" and row["region"]:
        options["vertex_location"] = row["region"]
    if row["at"] != "":
        # The public entry point reads the clock; the function below it takes the time.
        time = MONDAY + datetime.timedelta(minutes=row["at"])
        cost = calc.generic_cost_per_token(
            model=model, usage=usage, custom_llm_provider=provider, current_time=time
        )
    else:
        time = None
        cost = litellm.cost_per_token(
            model=model,
            custom_llm_provider=provider,
            usage_object=usage,
            prompt_tokens=row["prompt"],
            completion_tokens=row["output"],
            service_tier=None if tier == "batch" else tier,
            call_type="aretrieve_batch" if tier == "batch" else "completion",
            **options,
        )
    info = calc.apply_provider_cache_read_default(
        litellm.get_model_info(model=model, custom_llm_provider=provider), provider
    )
    inclusive = calc._uses_inclusive_token_thresholds(provider)
    if tier == "batch":
        batch = calc.get_batch_cost_rates(info, usage, provider)
        read = batch.input if batch.cache_read is None else batch.cache_read
        write = batch.input if batch.cache_creation is None else batch.cache_creation
        hour = batch.cache_creation_rates_by_ttl.get("1hr", write)
        return sum(cost), [batch.input, read, write, hour, batch.output, batch.output]
    base = calc._get_token_base_cost(
        info, usage, tier, time, threshold_is_inclusive=inclusive
    )
    reasoning = calc._resolve_billed_reasoning_rate(info, usage, tier, base.output_rate, time)
    return sum(cost), [
        base.input_rate,
        base.cache_read_rate,
        base.cache_creation_rate,
        base.cache_creation_rates_by_ttl["1hr"],
        base.output_rate,
        reasoning,
    ]


def number(value):
    return repr(int(value)) if value == int(value) else repr(float(value)).replace("e-0", "e-")


COUNTS = "prompt read write5m write1h audio image output reasoning audioOut imageOut".split()


def main():
    rng = random.Random(SEED)
    prices = {k: v for k, v in litellm.model_cost.items() if k != "sample_spec"}
    priced = sorted(
        name
        for name, entry in prices.items()
        if entry.get("mode") in MODES
        and (entry.get("input_cost_per_token") or entry.get("tiered_pricing"))
    )
    # Every model with a rule beyond flat rates, and others at random.
    special = [
        n
        for n in priced
        if thresholds(prices[n]) or "off_peak_pricing" in prices[n] or "xai" in n
    ]
    special = rng.sample(special, min(len(special), MODELS // 2))
    others = rng.sample(sorted(set(priced) - set(special)), MODELS - len(special))
    print("model,tier,region,at," + ",".join(COUNTS) + ",rates,cost")
    for name in sorted(special + others):
        entry = prices[name]
        prompts = [None] * 4
        for threshold in thresholds(entry)[:2]:
            prompts += [threshold, threshold + 1]
        last_name, last_rates = None, None
        for prompt in prompts:
            row = draw(rng, entry, prompt)
            try:
                cost, rates = charge(name, entry, row)
            except Exception as error:
                print(f"{name}: {type(error).__name__} {error}"[:200], file=sys.stderr)
                break
            text = " ".join(number(r) for r in rates)
            fields = ["" if name == last_name else name, row["tier"], row["region"], str(row["at"])]
            fields += [str(row[c] or "") for c in COUNTS]
            fields += ["" if text == last_rates else text, number(cost)]
            print(",".join(fields))
            last_name, last_rates = name, text


main()
