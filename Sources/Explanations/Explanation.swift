import Distributions
import Scenarios
import Simulation
import Summaries

/// How one figure comes about: its formula, what goes in, what comes out, and where it is from.
package struct Explanation: Sendable {
  /// Dotted path as it was typed.
  package let path: String
  /// Dotted path of the mechanism that explains it.
  package let place: String
  /// What it is, e.g. "retry policy".
  package let title: String
  /// What the mechanism does, in a sentence or two.
  package let about: String
  package let inputs: [ExplainedInput]
  package let results: [ExplainedResult]
  package let sources: [Source]
  package let guide: GuidePage
  /// What inside it is explained on its own.
  package let parts: [ExplainablePath]

  package init(
    path: String, place: String, title: String, about: String, inputs: [ExplainedInput],
    results: [ExplainedResult], sources: [Source], guide: GuidePage, parts: [ExplainablePath]
  ) {
    self.path = path
    self.place = place
    self.title = title
    self.about = about
    self.inputs = inputs
    self.results = results
    self.sources = sources
    self.guide = guide
    self.parts = parts
  }
}

/// One input of a mechanism as the scenario has it.
package struct ExplainedInput: Sendable {
  package enum Kind: String, Sendable {
    case known, unknown, varies
    /// No number that could be unknown: a model, a limit, a switch.
    case setting
  }

  package let path: String
  /// Its letter in the formulas; `nil` where no formula has it.
  package let symbol: String?
  package let meaning: String
  package let unit: String?
  package let kind: Kind
  package let isDefault: Bool
  /// Whether the path that was typed is this one.
  package let isMarked: Bool
  /// The value or law in a few words.
  package let summary: String
  /// Where formulas are evaluated: the number, the median of what is unknown, the mean of what varies;
  /// `nil` for what is no number.
  package let value: Double?
  /// The law of what is unknown or varies.
  package let spread: Spread?
  package let source: String?
}

/// One number that a mechanism comes to.
package struct ExplainedResult: Sendable {
  package let symbol: String
  package let meaning: String
  package let unit: String
  /// The right-hand side, of the symbols of inputs and of results before it; `nil` where there is no
  /// closed form, and for what the engine sums.
  package let formula: String?
  package let value: Double
  /// Over the trials; `nil` where all of them have the same value.
  package let spread: Spread?
}

/// Mean and quantiles.
package struct Spread: Sendable, Equatable {
  package let mean: Double
  package let p5: Double
  package let p50: Double
  package let p95: Double

  package init(of law: any Law) {
    mean = law.mean
    p5 = law.quantile(0.05)
    p50 = law.quantile(0.5)
    p95 = law.quantile(0.95)
  }

  init(of counts: CountFigures) {
    mean = counts.mean
    p5 = counts.quantile(0.05)
    p50 = counts.quantile(0.5)
    p95 = counts.quantile(0.95)
  }

  /// - Returns: `nil` where all values are the same but for rounding, or one is no number.
  package init?(over values: [Double]) {
    guard let first = values.first, values.allSatisfy(\.isFinite),
      values.contains(where: { abs($0 - first) > 1e-12 * abs(first) })
    else { return nil }
    self.init(of: Band(TrialSeries(expected: values, sampled: values), randomisations: 1))
  }

  /// - Returns: `nil` where the band has no mean, or is one number.
  package init?(of band: Band) {
    guard let mean = band.mean?.value, let p5 = band[0.05]?.value, let p50 = band[0.5]?.value,
      let p95 = band[0.95]?.value, p5 != p95
    else { return nil }
    self.mean = mean
    self.p5 = p5
    self.p50 = p50
    self.p95 = p95
  }
}

/// A path that can be explained.
package struct ExplainablePath: Sendable, Equatable {
  package let path: String
  package let title: String
  package let about: String
}
