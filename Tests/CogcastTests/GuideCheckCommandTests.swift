import Foundation
import Testing

struct GuideCheckCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Inputs are plain numbers, which few trials show as well as many.
  private static let shipped = Result {
    try CommandRun("guide", "check", "--trials", "64", "--format", "json")
  }

  private static func shippedFigure(_ name: String) throws -> [String: Any] {
    let figures = try #require(try shipped.get().json["figures"] as? [[String: Any]])
    return try #require(figures.first { $0["name"] as? String == name }, "\(name)")
  }

  /// A number of the guide, typed from it, and the arithmetic that gives it.
  struct Printed: CustomTestStringConvertible, Sendable {
    let name: String
    let number: Double
    let rounding: Double
    let byHand: Double
    var testDescription: String { name }

    init(_ name: String, _ number: Double, to rounding: Double, _ byHand: Double) {
      (self.name, self.number, self.rounding, self.byHand) = (name, number, rounding, byHand)
    }
  }

  /// Dollars of a conversation of full memory: the instructions and a message each turn, and all
  /// before them again.
  private static func conversation(turns: Double) -> Double {
    let input = turns * (1400 + 50) + turns * (turns - 1) / 2 * (50 + 425)
    return (3 * input + 15 * turns * 425) / 1e6
  }

  private static let call = (3.0 * 12_300 + 15 * 800) / 1e6
  private static let passing = 1 - 0.958031

  static let assumed = [
    Printed("planned month", 1600, to: 100, 70_000 * conversation(turns: 2)),
    Printed("billed month", 8800, to: 100, 70_000 * conversation(turns: 8)),
    Printed("layer 1, inference", 0.0003, to: 0.0001, (0.15 * 1000 + 0.6 * 250) / 1e6),
    Printed("layer 2, harness", 0.0035, to: 0.0001, 0.0035),
    Printed("layer 3, in total", 0.004, to: 0.001, 0.0003 + 0.0035 + 200 / 1e6),
    Printed("mid tier over small, Claude 3", 12, to: 1, 3 / 0.25),
    Printed("large tier over small, Claude 3", 60, to: 1, 15 / 0.25),
    Printed("zombie, 2.8 B tokens", 1400, to: 100, 2800 * (0.75 * 0.25 + 0.25 * 1.25)),
    Printed("zombie with its harness", 1400, to: 100, 2.8 * 15 + 1358),
    Printed("loop, cost of a query", 2.3, to: 0.01, 47 * call),
    Printed("loop, 2.30 USD a query", 27_600, to: 100, 12_000 * 47 * call),
    Printed("loop, calls of a query", 47, to: 1, 2 * (1 - pow(1 - passing, 100)) / passing),
    Printed("search, AI cost of a user", 9.6, to: 0.01, 120 * 0.08),
    Printed("search, break-even of 2 USD", 25, to: 1, 2 / 0.08),
    Printed("shadow AI", 0.9, to: 0.01, 0.9),
  ]

  @Test(arguments: assumed)
  func `a printed number comes out to its rounding`(printed: Printed) throws {
    let figure = try Self.shippedFigure(printed.name)
    #expect(figure["reading"] as? String == "assumed")
    #expect(figure["printed"] as? Double == printed.number)
    #expect(figure["rounding"] as? Double == printed.rounding)
    let forecast = try #require(figure["forecast"] as? Double)
    #expect(abs(forecast - printed.byHand) <= 1e-9 * printed.byHand)
    #expect(abs(forecast - printed.number) <= printed.rounding / 2)
    #expect(figure["verdict"] as? String == "agrees")
  }

  /// What follows from the guide's inputs as they stand.
  static let asPrinted = [
    Printed("mid tier over small, GPT", 12, to: 1, 2.5 / 0.15),
    Printed("large tier over small, GPT", 60, to: 1, (3 * 30 + 60) / (3 * 0.15 + 0.6)),
    Printed("mid tier over small, today", 12, to: 1, 20),
    Printed("large tier over small, today", 60, to: 1, 40),
    Printed("zombie, 2.8 M tokens", 1400, to: 100, 2.8 * 15),
    Printed("loop, 2.30 USD a call", 27_600, to: 100, 12_000 * 47 * 2.3),
    Printed("loop, unintended part", 27_600, to: 100, 12_000 * 45 * call),
    Printed("search, break-even of 15 USD", 25, to: 1, 187.5),
  ]

  @Test(arguments: asPrinted)
  func `arithmetic that fails is shown by the number that follows`(printed: Printed) throws {
    let figure = try Self.shippedFigure(printed.name)
    #expect(figure["reading"] as? String == "asPrinted")
    #expect(figure["printed"] as? Double == printed.number)
    #expect(figure["rounding"] as? Double == printed.rounding)
    let forecast = try #require(figure["forecast"] as? Double)
    #expect(abs(forecast - printed.byHand) <= 1e-9 * printed.byHand)
    #expect(figure["verdict"] as? String == "differs")
  }

  /// Name, range of the guide, forecast by hand, verdict.
  static let ranges: [(String, Double?, Double?, Double, String)] = [
    ("abandoned share", 0.3, 0.4, 0.35, "agrees"),
    ("loop, times the design", 5, 50, 23.5, "agrees"),
    ("egress, text alone", 0.15, 0.25, 0.000_000_32 / 0.010_000_32, "differs"),
    ("egress between regions", 0.15, 0.25, 0.0025 / 0.0125, "agrees"),
    ("egress to the internet", 0.15, 0.25, 0.002_52 / 0.012_52, "agrees"),
    ("search, profit at 120 of 15 USD", nil, 0, 15 - 9.6, "differs"),
    ("search, profit at 120 of 2 USD", nil, 0, 2 - 9.6, "agrees"),
    ("return in month 1", nil, 0, (30_000 * 0.222 - 20_000) / 20_000, "agrees"),
    ("return in month 3", -0.05, 0.05, (90_000 * 0.222 - 20_000) / 20_000, "agrees"),
    ("return in month 6", 0, nil, (150_000 * 0.222 - 20_000) / 20_000, "agrees"),
  ]

  @Test(arguments: ranges)
  func `a printed range is held against a forecast`(
    name: String, from: Double?, to: Double?, byHand: Double, verdict: String
  ) throws {
    let figure = try Self.shippedFigure(name)
    #expect(figure["from"] as? Double == from)
    #expect(figure["to"] as? Double == to)
    let forecast = try #require(figure["forecast"] as? Double)
    // Returns and profits are differences of larger numbers, down to a thousandth of them.
    #expect(abs(forecast - byHand) <= 1e-9 * max(abs(byHand), 1e-3))
    #expect(figure["verdict"] as? String == verdict)
  }

  @Test func `every figure of the list is in these tests`() throws {
    let run = try Self.shipped.get()
    #expect(run.status == 0, "\(run.error)")
    let figures = try #require(run.json["figures"] as? [[String: Any]])
    let tested = (Self.assumed + Self.asPrinted).map(\.name) + Self.ranges.map(\.0)
    #expect(Set(figures.compactMap { $0["name"] as? String }) == Set(tested))
    #expect(figures.count == tested.count)
  }

  @Test func `the text counts both readings and stays in its columns`() throws {
    let run = try CommandRun("guide", "check", "--trials", "64")
    let agreeing = Self.ranges.count { $0.4 == "agrees" }
    let count = Self.assumed.count + agreeing
    let others = Self.asPrinted.count + Self.ranges.count - agreeing
    #expect(
      run.output.hasPrefix(
        "\(count) of \(count) figures come out under their assumption, 0 of \(others) as they are"
          + " printed."))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(arguments: ["csv", "markdown"])
  func `other formats have every figure`(format: String) throws {
    let run = try CommandRun("guide", "check", "--trials", "64", "--format", format)
    for figure in Self.assumed { #expect(run.output.contains(figure.name)) }
  }

  @Test(.enabled(if: SchemaValidator.isAvailable))
  func `list and result satisfy their schemas`() throws {
    _ = try folder.write(try Self.shipped.get().output, to: "result.json")
    let list = Repository.root.appending(path: "scenarios/guide/figures.json")
    for (document, schema) in [
      (list, "figures"), (folder.url("result.json"), "guide-check"),
    ] {
      _ = try folder.write(try CommandRun("schema", schema).output, to: "schema.json")
      #expect(
        try SchemaValidator.findings(of: document, schema: folder.url("schema.json")) == "")
    }
  }

  // MARK: Lists of one figure

  private func check(
    _ scenario: String, measure: String = "mean(cost.month(1))", reading: String = "assumed",
    figure: String
  ) throws -> CommandRun {
    _ = try folder.write(scenario, to: "small.json")
    _ = try folder.write(
      """
      { "figures": [ {
        "name": "one", "place": "p", "reading": "\(reading)", "assumption": "a", "unit": "dollars",
        "of": { "scenario": "small.json", "measure": "\(measure)" },
        \(figure)
      } ] }
      """, to: "figures.json")
    return try CommandRun("guide", "check", folder.root.path, "--trials", "64")
  }

  /// $0.007 each, 1,000 a week: $30.33 a month.
  private let small = SmallScenario.priced(users: 1000, system: 1000)

  @Test(arguments: [("assumed", 1), ("asPrinted", 0)])
  func `only a figure under its assumption must agree`(reading: String, status: Int32) throws {
    let run = try check(small, reading: reading, figure: "\"printed\": 31, \"rounding\": 1")
    #expect(run.status == status, "\(run.error)")
    #expect(run.output.contains("differs"))
    let right = try check(small, reading: reading, figure: "\"printed\": 30, \"rounding\": 1")
    #expect(right.status == 0 && right.output.contains("agrees"))
  }

  @Test func `an end inside the error of the forecast is inconclusive`() throws {
    let scenario = SmallScenario.uncertain()
    let file = try folder.write(scenario, to: "small.json")
    let estimate = try CommandRun("estimate", file, "--trials", "64", "--format", "json").json
    let metrics = try #require(estimate["metrics"] as? [String: [String: Any]])
    let mean = try #require((metrics["cost.total"]?["mean"] as? [String: Double])?["value"])
    let run = try check(
      scenario, measure: "mean(cost.total)", figure: "\"range\": { \"to\": \(mean) }")
    #expect(run.status == 2, "\(run.error)")
    #expect(run.output.contains("inconclusive"))
  }

  @Test(arguments: [
    ("\"printed\": 30", "give `printed` and `rounding`, or `range` alone"),
    ("\"printed\": 30, \"rounding\": 1, \"range\": { \"to\": 1 }", "or `range` alone"),
    ("\"range\": {}", "this range has no end"),
    ("\"range\": { \"from\": 2, \"to\": 1 }", "`from` (2) is above `to` (1)"),
    ("\"printed\": 30, \"rounding\": 0", "/figures/0/rounding"),
    ("\"range\": { \"to\": 1 }, \"prined\": 1", "unknown field `prined`"),
  ])
  func `a figure that is none is an error with its place`(figure: String, words: String) throws {
    let run = try check(small, figure: figure)
    #expect(run.status == 65)
    #expect(run.error.contains(words), "\(run.error)")
    #expect(run.error.contains("figures.json:"))
  }

  @Test(arguments: [
    ("mean(cost.month)", "name the month"),
    ("mean(cost.total) <= 5", "which has no limit"),
    ("change(mean(cost.total))", "no base"),
    ("mean(cost.totl)", "cost.total"),
    ("mean(npv)", "value"),
  ])
  func `a measure that cannot be read is an error with its column`(
    measure: String, words: String
  ) throws {
    let run = try check(small, measure: measure, figure: "\"range\": { \"to\": 1 }")
    #expect(run.status == 65)
    #expect(run.error.contains(words), "\(run.error)")
    #expect(run.error.contains("/figures/0/of/measure"))
  }

  @Test func `files that are missing are named`() throws {
    #expect(try CommandRun("guide", "check", folder.url("none").path).status == 66)
    _ = try check(small, figure: "\"range\": { \"to\": 1 }")
    try FileManager.default.removeItem(at: folder.url("small.json"))
    let run = try CommandRun("guide", "check", folder.root.path)
    #expect(run.status == 65)
    #expect(run.error.contains("there is no scenario \"small.json\" beside this list"))
  }

  @Test func `a scenario with an error is named with its place`() throws {
    let run = try check(
      small.replacing("\"system\"", with: "\"sistem\""), figure: "\"range\": { \"to\": 1 }")
    #expect(run.status == 65)
    #expect(run.error.contains("small.json:") && run.error.contains("sistem"), "\(run.error)")
  }
}
