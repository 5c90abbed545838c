import Economics
import Scenarios
import Simulation
import Summaries

/// How one metric is made of others, in every trial.
struct MetricFormula {
  /// A number that goes in, trial by trial.
  struct Term {
    let symbol: String
    let meaning: String
    let unit: String
    let series: TrialSeries
  }

  let about: String
  /// Right-hand side, of the symbols of the terms; `nil` where there is no closed form.
  let formula: String?
  let terms: [Term]
  var sources = [Source.definition]
  var guide = GuidePage.bands
}

extension Explanation {
  /// Explains a metric of a finished simulation.
  ///
  /// A ratio is taken in every trial: its mean is the ratio of the terms' means where nothing is
  /// unknown, and close to it else.
  package init(of reference: MetricReference, _ evaluator: MetricEvaluator) {
    let formula = MetricFormula(of: reference, evaluator)
    let randomisations = evaluator.result.randomisations
    let terms = formula.terms.map { term in
      let band = Band(term.series, randomisations: randomisations)
      return ExplainedResult(
        symbol: term.symbol, meaning: term.meaning, unit: term.unit, formula: nil,
        value: band.mean?.value ?? .nan, spread: Spread(of: band))
    }
    let band = evaluator.band(for: reference)
    let value = reference.name.hasMean ? band.mean?.value : band[0.5]?.value
    let result = ExplainedResult(
      symbol: "=", meaning: reference.name.hasMean ? "mean" : "median",
      unit: reference.name.unit.rawValue, formula: formula.formula, value: value ?? .nan,
      spread: Spread(of: band))
    self.init(
      path: reference.description, place: "", title: "metric", about: formula.about, inputs: [],
      results: terms + [result], sources: formula.sources, guide: formula.guide, parts: [])
  }

  /// The metrics of a scenario, as a list has them.
  package static func metrics(of scenario: Scenario) -> [ExplainablePath] {
    let hasMonths = MonthGrid(weeks: scenario.horizon.weeks).fullMonths > 0
    return MetricName.allCases.filter { name in
      (scenario.value != nil || !name.needsValue) && (hasMonths || name.indexing == .none)
    }.map { name in
      let index = name.indexing == .none || name == .costMonth ? "" : "(1)"
      return ExplainablePath(path: name.rawValue + index, title: "metric", about: "")
    }
  }
}
