import Foundation
import Reports
import Scenarios
import Summaries
import Testing

struct SensitivityReportTests {
  /// Two assumptions whose paths are a given text, correlated, and a demand process.
  static func sample(_ name: String, scale: Double = 1) -> ForecastSensitivity {
    func estimate(_ value: Double) -> Estimate {
      Estimate(value: scale * value, error: scale * value / 50)
    }
    func share(_ value: Double) -> Estimate { Estimate(value: value, error: value / 50) }
    let assumptions = ["a", "b"].map {
      ForecastSensitivity.Assumption(
        path: $0 + name, source: $0 == "a" ? nil : name, range: (low: scale, high: 3 * scale))
    }
    func findings(_ estimates: [Estimate]) -> [ForecastSensitivity.Finding] {
      zip(assumptions, estimates).map {
        ForecastSensitivity.Finding($0, $1, randomisations: 16)
      }
    }
    return ForecastSensitivity(
      run: Sample.renamed(name), strategy: name, metric: "cost.total{segment:\(name)}",
      unit: .dollars, mean: estimate(2), assumptions: assumptions,
      tornado: ForecastSensitivity.Tornado(
        base: estimate(2),
        bars: assumptions.map {
          ForecastSensitivity.Bar(
            assumption: $0, low: estimate(1), high: estimate(3.5), swing: estimate(2.5))
        }),
      variance: ForecastSensitivity.VarianceTable(
        method: "a method", basePoints: 1024, evaluations: 6144, omitted: 3, additive: share(0.9),
        factors: [
          ForecastSensitivity.Factor(
            assumptions: assumptions, first: share(0.8), total: share(0.9)),
          ForecastSensitivity.Factor(assumptions: [], first: share(0.1), total: share(0.2)),
        ]),
      gates: [
        ForecastSensitivity.Gate(
          number: 1, line: GateFormatTests.line(name), holds: false,
          flips: findings([share(0.31), Estimate(value: 0.01, error: 0.1)])),
        ForecastSensitivity.Gate(
          number: nil, line: GateFormatTests.line(name), holds: nil, flips: []),
      ],
      decision: ForecastSensitivity.Decision(
        payoff: "going ahead earns \(name)", mean: estimate(-2), loss: share(0.6),
        everything: estimate(1), values: findings([estimate(0.5), estimate(0)])),
      warnings: [Warning(location: nil, message: name)], notes: [])
  }

  @Test(
    arguments: [1e-6, 1, 1e9], ["short", Extreme.name, Extreme.words, GateFormatTests.hostile])
  func `no line is wider than the page, and none holds a control`(scale: Double, name: String) {
    let text = TextSensitivity.text(Self.sample(name, scale: scale))
    let wide = text.split(separator: "\n").filter { $0.count > 100 }
    #expect(wide.isEmpty, "\(wide.joined(separator: "\n"))")
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
  }

  @Test func `the headline names what decides, and notes what is noise`() {
    let sample = Self.sample(".x")
    #expect(
      sample.headline.hasPrefix("Measure a.x first: it decides .x with probability 0.31; a.x + b.x")
    )
    let text = TextSensitivity.text(sample)
    #expect(text.contains("No probability that stands out from zero: b.x."))
    #expect(text.contains("3 points do not define the metric"))
    #expect(text.contains("the better choice is not to launch"))
  }

  @Test func `Markdown of a hostile name holds no markup`() {
    let text = MarkdownSensitivity.text(Self.sample(GateFormatTests.hostile))
    // Outside of code nothing of it opens a tag, a comment or a link.
    let outside = text.replacing("\\`", with: "").split(
      separator: "`", omittingEmptySubsequences: false
    ).enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }.joined()
    #expect(!outside.contains("<!--"))
    #expect(!outside.contains("[x](y)"))
    #expect(!text.contains("\r") && !text.contains("\u{1B}"))
  }

  @Test func `CSV keeps one number a row`() {
    let name = ",\"\n"
    let rows = CSVSensitivity.text(Self.sample(name))
    #expect(rows.contains("\"a,\"\"\n\""))
    #expect(rows.contains("variance,demand process,,,total,,0.2,0.004,fraction"))
  }
}
