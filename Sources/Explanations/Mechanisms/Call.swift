import Scenarios
import Simulation

extension Mechanism {
  static let call = Mechanism(
    "call", "model call",
    "One call of every model turn: prompt in, output out, with what repeats and caches it. Cost is"
      + " tokens by meter times the rates of the model that answers.",
    fields: [
      .label("name"), .value("model"), .part("prompt"), .value("output", "o"),
      .value("maxTokens"), .value("temperature"), .value("topP"), .value("topK"),
      .part("samplingEffect"), .value("batch"),
      .value("serviceTier"), .value("toolChoice"), .value("webSearches"), .part("cache"),
      .part("retry"), .part("validate", "validation"), .part("loop"),
      .part("delegate"), .label("attribution"),
    ],
    sources: [.definition], guide: .sessionModel
  ) { site in
    guard let index = site.workflowIndex, let workflow = site.workflow, let call = site.call else {
      return []
    }
    let label = "\(workflow.name).\(call.name)"
    let sessions = Figure("n", "sessions over the horizon", "sessions") {
      $0.arrivals(index).reduce(0, +)
    }
    func perSession(_ value: KeyPath<ItemUsage, Double>) -> (EnginePoint) -> Double {
      { point in point.total(index, label, value) / sessions.value(point) }
    }
    return [
      Figure("k", "length of outputs over the stated length, tokens of the model counted", "") {
        $0.output(of: call).factor
      },
      Figure("w", "expected output of one request, limit applied", "tokens") {
        $0.output(of: call).mean
      },
      Figure("c", "share of answers that `maxTokens` leaves whole", "") {
        $0.output(of: call).complete
      },
      sessions,
      Figure(
        "Q", "requests of a session, attempts included", "requests", nil, perSession(\.requests)),
      Figure("U", "plain input of a session", "tokens", nil, perSession(\.input)),
      Figure("R", "input read from the cache", "tokens", nil, perSession(\.cacheRead)),
      Figure("W", "input written to the cache", "tokens", nil, perSession(\.cacheWrite)),
      Figure("O", "output of a session", "tokens", nil, perSession(\.output)),
    ] + price(site, index, label, call) + [
      Figure(
        "X", "inference cost of a session in this call", "USD",
        site.plainPrice(of: call) == nil
          ? nil : "(U * iU + R * iR + W * iW + O * iO) / 1000000", perSession(\.cost)),
      Figure("Y", "the same over the horizon", "USD", "X * n") { $0.total(index, label, \.cost) },
    ]
  }

  static let samplingEffect = Mechanism(
    "samplingEffect", "effect of sampling settings",
    "What `temperature`, `topP` and `topK` do to the length and the success of an answer. Where the file"
      + " does not say, public figures at the effective temperature are taken.",
    fields: [.value("length", "k"), .value("quality", "q")], isSwitchable: true,
    metrics: [.qualitySuccess],
    sources: [
      Source(
        "Outputs are 5.2 % longer at a temperature of 1 than at 0 (13 series of"
          + " jhu-llm-temperature); beyond 1 one model alone", .measured),
      Source("Renze & Guven (2024), arXiv 2402.05201: no trend of accuracy up to 1", .recalled),
    ], guide: .sessionModel
  ) { site in
    guard let choice = site.call?.tokenChoice else { return [] }
    return [
      Figure("K", "length of outputs over the stated length", "") { $0(choice.length) },
      Figure("Q", "success of whole answers over the stated success", "") { $0(choice.quality) },
    ]
  }

  /// The rates, where there is one of each.
  private static func price(
    _ site: Site, _ workflow: Int, _ label: String, _ call: Call
  ) -> [Figure] {
    guard let rates = site.plainPrice(of: call) else { return [] }
    let isHour = call.cache?.ttl == .oneHour
    let write = (isHour ? rates.cacheWrite1h ?? rates.cacheWrite5m : rates.cacheWrite5m)
    let unit = "USD per million tokens"
    return [
      Figure("iU", "price of plain input", unit) { _ in rates.input },
      Figure("iR", "price of reading the cache", unit) { _ in rates.cacheRead },
      Figure("iW", "price of writing it", unit) { _ in write ?? rates.input },
      Figure("iO", "price of output", unit) { _ in rates.output },
    ]
  }

  static let prompt = Mechanism(
    "prompt", "prompt",
    "Input tokens of one request, by part, in the order in which they are sent: tools, system,"
      + " history, what is recalled, retrieved, user. Tools and system are the same in every request;"
      + " the rest varies.",
    fields: [
      .value("system", "s"), .value("tools", "t"), .value("retrieved", "r"), .value("user", "u"),
      .value("opening", "p"), .part("images"),
    ],
    sources: [.definition], guide: .sessionModel
  ) { site in
    guard let index = site.workflowIndex, let call = site.callIndex, let workflow = site.workflow
    else { return [] }
    let recalled = workflow.longTermMemory?.tokens
    let images = workflow.calls[call].prompt.images?.count
    return [
      Figure("k", "tokens of the model that answers for each of the scenario", "") {
        $0.promptExtras(index, call: call).scale
      },
      Figure("m", "recalled from earlier sessions", "tokens") { point in
        recalled.map { point($0) } ?? 0
      },
      Figure("d", "hidden prompt that the provider adds for tools", "tokens") {
        $0.promptExtras(index, call: call).hidden
      },
      Figure("v", "tokens of a turn's pictures", "tokens") { point in
        (images.map { point($0) } ?? 0) * point.promptExtras(index, call: call).perImage
      },
      Figure(
        "P", "prompt of a session's first request", "tokens",
        site.hasPlainPrompts ? "(t + s + m + r + u + p) * k + d + v" : nil
      ) { $0.promptByTurn(index, call: call).first ?? 0 },
    ]
  }

  static let images = Mechanism(
    "images", "pictures", "Pictures come with the user's message and stay in the history with it.",
    fields: [.value("count", "n"), .value("width"), .value("height")], isSwitchable: true,
    sources: [
      Source("Rule of the model's provider for its size in pixels (price book)", .official)
    ], guide: .prices
  ) { site in
    guard let index = site.workflowIndex, let call = site.callIndex,
      let images = site.call?.prompt.images
    else { return [] }
    return [
      Figure("q", "tokens of one picture", "tokens") {
        $0.promptExtras(index, call: call).perImage
      },
      Figure("v", "tokens of a turn's pictures", "tokens", "n * q") {
        $0(images.count) * $0.promptExtras(index, call: call).perImage
      },
    ]
  }
}
