import Foundation
import Pricing
import Testing
import UsageRecords

struct ChargingTests {
  /// What a log costs, and the lines that are written.
  private static func run(
    _ text: String, _ format: LogFormat = .cogcast, aliases: [String: String] = [:],
    undated: Bool = false, book: PriceBook = .builtin
  ) throws -> (summary: ChargeSummary, lines: [String], errors: [String]) {
    var charging = try LogCharging(
      MemorySource(Array(text.utf8)), format: format,
      charger: RecordCharger(book: book, aliases: aliases, undated: undated))
    var bytes: [UInt8] = []
    var errors: [String] = []
    try charging.run(
      write: { chunk in
        bytes += chunk
        return true
      }, report: { errors.append($0.description) })
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    return (charging.summary, lines, errors)
  }

  /// By hand, in dollars per million: sonnet 5.5 is 2 / .1 / 2.5 / 4 / 10.
  /// 1000·2 + 3000·.1 + 400·2.5 + 600·4 + 300·10 = 2000 + 300 + 1000 + 2400 + 3000 = 8700.
  @Test func aRowOfLiteLLMCostsWhatHandArithmeticSays() throws {
    let run = try Self.run(Samples.liteLLM, .litellm)
    #expect(abs(run.summary.cost - 8700e-6) < 1e-15)
    let meters = Dictionary(
      uniqueKeysWithValues: run.summary.costByMeter.map { ($0.meter, $0.cost * 1e6) })
    let expected: [Meter: Double] = [
      .input: 2000, .cacheRead: 300, .cacheWrite5m: 1000, .cacheWrite1h: 2400, .output: 2000,
      .reasoning: 1000,
    ]
    #expect(meters.mapValues { ($0 * 1e6).rounded() / 1e6 } == expected)
  }

  /// Nova Pro is .8 / .2 / 3.2: 4000·.8 + 6000·.2 + 380·3.2 = 3200 + 1200 + 1216 = 5616. Opus 5.5 is
  /// 4 / .2 / 5 / 8 / 20: 700·4 + 2000·.2 + 200·5 + 100·8 + 300·20 = 2800 + 400 + 1000 + 800 + 6000 =
  /// 11,000. GPT-5 is 1.25 / .125 / 10: 86·1.25 + 1920·.125 + 300·10 = 107.5 + 240 + 3000 = 3347.5.
  /// OpenTelemetry, GPT-5, whose writes are input: (1000 + 128)·1.25 + 3072·.125 + 310·10 = 4894.
  @Test(arguments: [
    (LogFormat.bedrock, 5616.0), (.langfuse, 11_000), (.openai, 3347.5), (.otel, 4894),
  ])
  func eachSystemsLogCostsWhatHandArithmeticSays(format: LogFormat, millionths: Double) throws {
    let run = try Self.run(Samples.text(format), format)
    #expect(run.errors.isEmpty, "\(run.errors)")
    #expect(abs(run.summary.cost * 1e6 - millionths) < 1e-9)
  }

  @Test func everyRecordCostsWhatItsPriceSaysAndTheSumIsTheirSum() throws {
    var dice = Dice(seed: 5)
    let names = PriceBook.builtin.modelNames
    let day = PriceBook.builtin.releaseDate
    var expected: [Double] = []
    var text = ""
    while expected.count < 2000 {
      let name = names[dice.roll(names.count)]
      guard let price = PriceBook.builtin.price(of: name, on: day) else { continue }
      let counts = [400_000, 300_000, 9000, 900, 20_000].map { dice.roll($0) }
      let reasoning = dice.roll(counts[4] + 1)
      let usage = try Usage(
        input: .exclusive(counts[0]), cacheReadTokens: counts[1], cacheWrite5mTokens: counts[2],
        cacheWrite1hTokens: counts[3], outputTokens: counts[4],
        parts: TokenParts(reasoning: reasoning))
      expected.append(try price.charge(for: usage).total)
      text +=
        #"{"model":"\#(name)","uncachedInputTokens":\#(counts[0]),"cacheReadTokens":\#(counts[1]),"#
        + #""cacheWrite5mTokens":\#(counts[2]),"cacheWrite1hTokens":\#(counts[3]),"#
        + #""outputTokens":\#(counts[4]),"reasoningTokens":\#(reasoning)}"# + "\n"
    }
    let run = try Self.run(text)
    #expect(run.errors.isEmpty && run.summary.records == 2000 && run.summary.withoutTime == 2000)
    for (line, cost) in zip(run.lines, expected) {
      // Foundation's JSON reader is an ULP off on some numbers: strtod is not.
      let digits = line.firstMatch(of: /"cost":([^,]+)/).map { String($0.1) } ?? ""
      #expect(Double(digits) == cost, "the shortest decimal reads back the same")
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let split = object?["costByMeter"] as? [String: Double] ?? [:]
      #expect(abs(split.values.reduce(0, +) - cost) <= 1e-12 * max(cost, 1e-300))
    }
    let total = expected.reduce(0, +)
    #expect(abs(run.summary.cost - total) < 1e-9 * total)
    let byModel = run.summary.models.values.reduce(0) { $0 + $1.cost }
    #expect(abs(byModel - total) < 1e-9 * total)
    let byMeter = run.summary.costByMeter.reduce(0) { $0 + $1.cost }
    #expect(abs(byMeter - total) < 1e-9 * total)
  }

  /// Neumaier's own example: a running sum gives 0.
  @Test func theTotalKeepsWhatARunningSumLoses() throws {
    let book = try Self.book(input: 1)
    let million = #"{"model":"m","inputTokens":1000000000000000}"# + "\n"
    let one = #"{"model":"m","inputTokens":1}"# + "\n"
    let run = try Self.run(million + String(repeating: one, count: 10_000), book: book)
    #expect(run.summary.cost == 1_000_000_000.01)
  }

  private static func book(input rate: Double) throws -> PriceBook {
    let rest =
      #""minimumCacheTokens": 0, "cacheBlockTokens": 1, "checked": "2026-02-01", "source": "a test""#
    return try PriceBook(
      json: Array(
        """
        { "name": "small", "released": "2026-06-01", "models": [
          { "name": "m", "provider": "p", "rates": { "input": \(rate), "output": 2 },
            "validFrom": "2026-03-01", \(rest) },
          { "name": "m", "provider": "p", "rates": { "input": 7, "output": 2 },
            "validUntil": "2026-02-28", \(rest) } ] }
        """.utf8))
  }

  @Test func aRecordHasThePriceOfItsOwnDay() throws {
    let run = try Self.run(
      """
      {"model":"m","inputTokens":1000000,"at":"2026-02-28T23:59:59Z"}
      {"model":"m","inputTokens":1000000,"at":"2026-03-01T00:00:00Z"}
      {"model":"m","inputTokens":1000000,"at":"2026-03-01T00:30:00+01:00"}
      {"model":"m","inputTokens":1000000}
      """, book: Self.book(input: 1))
    #expect(run.lines.map { $0.contains(#""cost":7,"#) } == [true, false, true, false])
    #expect(run.summary.cost == 16 && run.summary.withoutTime == 1)
    #expect(run.summary.firstDay?.description == "2026-02-28")
    #expect(run.summary.lastDay?.description == "2026-03-01")
  }

  @Test func aRetiredModelHasNoPriceAfterItsEnd() throws {
    let run = try Self.run(#"{"model":"gpt-4","inputTokens":1,"at":"2026-11-20T00:00:00Z"}"#)
    #expect(
      run.errors == [
        "1 /at\n  the price book has no price of `gpt-4` on 2026-11-20; it has prices from any"
          + " day to 2026-10-22. Correct `at`, or add a price with --book."
      ])
    #expect(run.summary.invalid == 1 && run.summary.records == 0)
  }

  @Test(
    arguments: [
      ("openai/gpt-5", nil, "gpt-5"), ("gpt-5", "openai", nil), ("gpt-5", "azure", "azure/gpt-5"),
      ("gpt-5", "azure.ai.openai", "azure/gpt-5"), ("gemini-2.5-pro", "gcp.gemini", nil),
      ("gemini/gemini-2.5-pro", "gemini", "gemini-2.5-pro"),
      ("amazon.nova-pro-v1:0", "aws.bedrock", "nova-pro"),
      ("anthropic/claude-opus-5-5", nil, "claude-opus-5-5"),
    ] as [(String, String?, String?)])
  func aNameIsFoundWhereModelAndProviderStayTheSame(
    model: String, provider: String?, bookName: String?
  ) throws {
    let field = provider.map { #","provider":"\#($0)""# } ?? ""
    let run = try Self.run(#"{"model":"\#(model)","inputTokens":1\#(field)}"#)
    #expect(run.errors.isEmpty, "\(run.errors)")
    #expect(run.summary.models.keys.first == bookName ?? model)
    #expect(run.lines.first?.contains("pricedAs") == (bookName != nil))
  }

  @Test(
    arguments: [
      ("gpt-5", "bedrock"), ("claude-opus-5-5", "aws.bedrock"), ("azure/gpt-3.5-turbo", nil),
      ("us.amazon.nova-pro-v1:0", "bedrock"), ("amazon.nova-pro-v1:0", nil),
      ("gpt-5-2025-08-07", nil),
      ("gpt-55", nil), ("", "openai"),
    ] as [(String, String?)])
  func anotherProviderOrSnapshotIsNotGuessed(model: String, provider: String?) throws {
    let field = provider.map { #","provider":"\#($0)""# } ?? ""
    let run = try Self.run(#"{"model":"\#(model)","inputTokens":1\#(field)}"#)
    #expect(run.summary.records == 0 && run.errors.count == 1)
  }

  @Test func aliasesNameThePriceOfUnknownModels() throws {
    let text = """
      {"model":"claude-opus-5-5","provider":"bedrock","inputTokens":1000000}
      {"model":"ours","inputTokens":1000000}
      """
    let run = try Self.run(
      text, aliases: ["bedrock/claude-opus-5-5": "claude-opus-5-5", "ours": "gpt-5"])
    #expect(run.errors.isEmpty && abs(run.summary.cost - 5.25) < 1e-12)
    #expect(run.summary.pricedAs == ["ours": "gpt-5"])
    let wrong = try Self.run(text, aliases: ["ours": "gpt-five"])
    #expect(wrong.errors.last?.contains("no model `gpt-five`, which an alias names") == true)
  }

  @Test func datedSnapshotsCostWhatTheirModelDoesOnlyWhenAskedFor() throws {
    let text = """
      {"model":"gpt-5-2025-08-07","inputTokens":1000000}
      {"model":"claude-haiku-4-5-20251001","provider":"anthropic","inputTokens":1000000}
      """
    let strict = try Self.run(text)
    #expect(strict.errors.count == 2)
    #expect(
      strict.errors[0].contains(
        "it has `gpt-5`. Where the snapshot costs the same, add --undated or --alias"
          + " 'gpt-5-2025-08-07=gpt-5'"))
    let run = try Self.run(text, undated: true)
    #expect(run.errors.isEmpty && run.summary.cost == 2.25)
    #expect(run.summary.pricedAs.count == 2)
  }

  /// Haiku 5.5, .1 / .01 / .125 / .2 / .5: 2095·.1 + 8000·.01 + 1000·.125 + 500·.2 + 503·.5 =
  /// 209.5 + 80 + 125 + 100 + 251.5 = 766.
  @Test func aMessageOfAnthropicCostsWhatHandArithmeticSays() throws {
    let text = Samples.anthropic.replacing(#"requests":2"#, with: #"requests":0"#)
    let run = try Self.run(text, .anthropic)
    #expect(run.errors.isEmpty && abs(run.summary.cost * 1e6 - 766) < 1e-9)
  }

  @Test func freeSearchesAreUsedUpInTheOrderOfTheLog() throws {
    let book = try PriceBook(
      json: Array(
        """
        { "name": "small", "released": "2026-06-01", "models": [
          { "name": "m", "provider": "p", "rates": { "input": 1, "output": 2 },
            "fees": { "webSearch": { "price": 0.01, "per": "query",
              "free": { "count": 3, "period": "month" } } },
            "minimumCacheTokens": 0, "cacheBlockTokens": 1, "checked": "2026-02-01",
            "source": "a test" } ] }
        """.utf8))
    let line = #"{"model":"m","inputTokens":0,"webSearches":2,"at":"2026-0M-01T00:00:00Z"}"#
    let text = ["4", "4", "5"].map { line.replacing("M", with: $0) }.joined(separator: "\n")
    let run = try Self.run(text, book: book)
    #expect(run.errors.isEmpty && run.summary.cost == 0.01)
    #expect(run.lines.map { $0.contains(#""webSearches":0.01"#) } == [false, true, false])
  }

  @Test func unknownModelsAreToldEachTimeAndDoNotSlowTheLogDown() throws {
    let line = #"{"model":"gpt-five","inputTokens":1}"# + "\n"
    let run = try Self.run(String(repeating: line, count: 20_000))
    #expect(run.errors.count == 20_000 && run.summary.invalid == 20_000)
    #expect(run.errors.last?.hasPrefix("20000 /model\n  the price book builtin has no") == true)
  }

  @Test func aTierWithoutAPriceIsAnError() throws {
    let run = try Self.run(#"{"model":"grok-4.7","inputTokens":1,"serviceTier":"ultrafast"}"#)
    #expect(run.errors.first?.hasPrefix("1 /serviceTier\n") == true)
    #expect(run.errors.first?.contains("no ultrafast price of grok-4.7") == true)
  }
}
