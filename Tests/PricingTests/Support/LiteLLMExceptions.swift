/// Models of the reference table whose charge differs from LiteLLM's, by the reason.
enum LiteLLMExceptions {
  static let byReason: [(reason: String, models: [String])] = [
    (
      "LiteLLM has a calculator of its own for Perplexity: all of the prompt, cached or not, is"
        + " input, and reasoning and service tiers are not told apart.",
      [
        "perplexity/anthropic/claude-fable-5",
        "perplexity/anthropic/claude-fable-5-1",
        "perplexity/anthropic/claude-haiku-5-5",
        "perplexity/anthropic/claude-opus-4-5",
        "perplexity/anthropic/claude-opus-5",
        "perplexity/anthropic/claude-opus-5-5",
        "perplexity/anthropic/claude-sonnet-4-5",
        "perplexity/google/gemini-3.1-pro-preview",
        "perplexity/google/gemini-3.5-flash-lite",
        "perplexity/openai/gpt-5-nano",
        "perplexity/openai/gpt-5.1",
        "perplexity/openai/gpt-5.4",
        "perplexity/openai/gpt-5.4-mini",
        "perplexity/openai/gpt-5.5",
        "perplexity/openai/gpt-5.6-luna",
        "perplexity/openai/gpt-5.6-sol",
        "perplexity/openai/gpt-5.6-terra",
        "perplexity/openai/gpt-6-luna",
        "perplexity/openai/gpt-6-sol",
        "perplexity/openai/gpt-6.1-sol",
        "perplexity/perplexity/sonar",
        "perplexity/xai/grok-4.20-multi-agent",
        "perplexity/xai/grok-4.20-non-reasoning",
        "perplexity/xai/grok-4.20-reasoning",
        "perplexity/xai/grok-4.3",
        "perplexity/xai/grok-4.5",
        "perplexity/xai/grok-4.6",
        "perplexity/xai/grok-4.7",
      ]
    ),
    (
      "LiteLLM's public entry point does not pass the service tier on for Fireworks and bills the"
        + " standard rates, though the map has priority rates.",
      [
        "fireworks_ai/accounts/fireworks/models/deepseek-v4-flash-vision-exp",
        "fireworks_ai/accounts/fireworks/models/deepseek-v4-pro-0813",
        "fireworks_ai/accounts/fireworks/models/deepseek-v4p1-flash",
        "fireworks_ai/accounts/fireworks/models/glm-5p2",
        "fireworks_ai/accounts/fireworks/models/muse-glimmer-30b",
        "fireworks_ai/accounts/fireworks/routers/glm-5p3-flash-us",
        "fireworks_ai/accounts/fireworks/routers/kimi-k3-us",
        "fireworks_ai/deepseek-v4-flash-0731",
        "fireworks_ai/deepseek-v4p1-flash",
        "fireworks_ai/glm-5p3-us",
        "fireworks_ai/kimi-k2p6",
        "fireworks_ai/kimi-k2p7-code",
        "fireworks_ai/minimax-m3",
        "fireworks_ai/muse-glimmer-30b",
        "fireworks_ai/nemotron-3-ultra-nvfp4",
        "fireworks_ai/nemotron-lightning-3p5-30b-a3b",
      ]
    ),
    (
      "For the provider gemini LiteLLM looks up gemini/gemini-exp-1206, a free model, before this"
        + " name, which has a price.",
      ["gemini-exp-1206"]
    ),
  ]

  static let models = Set(byReason.flatMap(\.models))
}
