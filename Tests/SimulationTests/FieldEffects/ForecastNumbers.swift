import Cogcast

/// What a scenario's forecast says: its report, and the numbers in it that are computed.
struct ForecastNumbers {
  enum Kind: CaseIterable {
    case estimate
    /// Of all strategies, which shows the fields of those that are not in use.
    case comparison
  }

  let report: String

  /// By their way through the report. What only repeats the scenario (names, dates, limits of
  /// gates) is left out.
  let numbers: [String: Double]

  /// Parts of the reports that hold computed numbers.
  private static let parts: Set<String> = [
    "metrics", "months", "weeks", "unitEconomics", "breakdown", "shares", "spreadsheet", "bridge",
    "sensitivity", "gates", "strategies", "differences",
  ]

  private static let echoes: Set<String> = ["limit", "location", "level", "month", "week"]

  /// - Returns: `nil` for a scenario that is refused, or one without strategies to compare.
  init?(_ kind: Kind, _ text: String, files: [String: String]) async throws {
    let options = RunOptions(trials: RunOptions.minimumTrials)
    guard
      let feature = try? FeatureScenario(
        text: Array(text.utf8), fileReader: { name in files[name].map { Array($0.utf8) } })
    else { return nil }
    switch kind {
    case .estimate:
      report = try await feature.estimate(options).report(.json)
    case .comparison:
      guard feature.strategies.count > 1 else { return nil }
      report = try await feature.compare(options).report(.json)
    }
    var numbers: [String: Double] = [:]
    for (part, value) in JSONTree(report).members where Self.parts.contains(part) {
      Self.collect(value, part, into: &numbers)
    }
    self.numbers = numbers
  }

  private static func collect(
    _ tree: JSONTree, _ path: String, into numbers: inout [String: Double]
  ) {
    if let number = tree.number { numbers[path] = number }
    for (key, value) in tree.members where !echoes.contains(key) {
      collect(value, path + "/" + key, into: &numbers)
    }
    for (index, value) in tree.elements.enumerated() {
      collect(value, "\(path)/\(index)", into: &numbers)
    }
  }

  /// Whether the report repeats a text that the other does not.
  func shows(_ text: String, unlike other: ForecastNumbers) -> Bool {
    report.contains(text) && !other.report.contains(text)
  }

  /// Whether some number moves by more than rounding would move it.
  func differs(from other: ForecastNumbers) -> Bool {
    guard numbers.keys == other.numbers.keys else { return true }
    return numbers.contains { path, value in
      let before = other.numbers[path] ?? 0
      return abs(value - before) > 1e-9 * max(abs(value), abs(before))
    }
  }
}
