import Cogcast
import Governance
import Kernels
import Testing

/// How often the detectors miss what was planted, and find what was not.
///
/// An alarm is a probability of one half or more. Thresholds were chosen with their sources before these
/// scenarios were played. The bounds are what was found, so that a detector that has become worse shows.
struct PatternRateTests {
  private static let count = FullSize.isWanted ? 1000 : 40
  /// Scenarios before these were looked at while the detectors were written.
  private static let first = 1000

  struct Rates {
    var planted = 0
    var missed = 0
    var others = 0
    var falseAlarms = 0
  }

  private static let measured: [AntiPattern: (missed: Int, falseAlarms: Int)] =
    FullSize.isWanted
    ? [
      .zombie: (2, 14), .churnDebt: (0, 0), .agenticLoop: (0, 0), .dataEgress: (0, 0),
      .negativeUnits: (0, 17),
    ]
    : [
      .zombie: (0, 1), .churnDebt: (0, 0), .agenticLoop: (0, 0), .dataEgress: (0, 0),
      .negativeUnits: (0, 1),
    ]

  @Test func detectorsMissAndRaiseNoMoreThanMeasured() async throws {
    var rates: [AntiPattern: Rates] = [:]
    for number in Self.first..<(Self.first + Self.count) {
      let planted = PlantedScenario(number: number)
      let text = try await planted.text()
      let isFound = try await Self.isFound(planted.pattern, in: text)
      var rate = rates[planted.pattern] ?? Rates()
      if planted.isPlanted {
        rate.planted += 1
        if !isFound { rate.missed += 1 }
      } else {
        rate.others += 1
        if isFound { rate.falseAlarms += 1 }
      }
      rates[planted.pattern] = rate
    }
    for pattern in AntiPattern.allCases {
      let rate = try #require(rates[pattern])
      let bound = try #require(Self.measured[pattern])
      #expect(rate.planted == Self.count / 10 && rate.others == Self.count / 10)
      #expect(rate.missed <= bound.missed, "\(pattern): missed \(rate.missed) of \(rate.planted)")
      #expect(
        rate.falseAlarms <= bound.falseAlarms,
        "\(pattern): \(rate.falseAlarms) false alarms of \(rate.others)")
      print(
        "\(pattern): missed \(Self.words(rate.missed, of: rate.planted)),"
          + " false alarms \(Self.words(rate.falseAlarms, of: rate.others))")
    }
  }

  private static func isFound(_ pattern: AntiPattern, in text: String) async throws -> Bool {
    let report = try await FeatureScenario(text: text)
      .patterns(RunOptions(trials: RunOptions.minimumTrials, threads: 2))
    let finding = try #require(report.findings.first { $0.pattern == pattern.rawValue })
    return (finding.probability ?? 0) >= 0.5
  }

  /// With the 95 % interval of Clopper and Pearson.
  private static func words(_ hits: Int, of count: Int) -> String {
    let interval = clopperPearson(successes: hits, trials: count, level: 0.95)
    return "\(hits) of \(count) (\(interval.lowerBound) to \(interval.upperBound))"
  }
}
