import Economics
import Scenarios
import Simulation
import Summaries

extension Gate {
  /// Probability that a verdict other than `inconclusive` rests on an interval that misses.
  private static let errorBudget = 0.01

  /// Differences below this part of either number are rounding, not results.
  private static let relativeSlack = 1e-9

  /// Holds the gate against a forecast.
  ///
  /// A gate over every month divides the error budget among them (Bonferroni): one month that fails
  /// fails it, else one that is inconclusive leaves it so.
  package func report(
    on evaluator: MetricEvaluator, at location: SourceLocation? = nil
  ) -> GateReport {
    guard let months = months(in: evaluator.result.months) else {
      let level = 1 - Self.errorBudget
      return report(measure(metric, on: evaluator, level: level), level, month: nil, location)
    }
    let level = 1 - Self.errorBudget / Double(months.count)
    let measurements = months.map { measure(metric.month($0), on: evaluator, level: level) }
    let worst = measurements.indices.dropFirst().reduce(0) { worst, month in
      isWorse(measurements[month], than: measurements[worst]) ? month : worst
    }
    return report(measurements[worst], level, month: worst + 1, location)
  }

  private func report(
    _ measurement: Measurement, _ level: Double, month: Int?, _ location: SourceLocation?
  ) -> GateReport {
    let sentence = GateSentence(gate: self, measurement: measurement, level: level, month: month)
    return GateReport(
      gate: self, location: location, verdict: measurement.verdict,
      measured: measurement.value, interval: measurement.interval, level: level, month: month,
      sentence: sentence.text)
  }

  private func isWorse(_ first: Measurement, than second: Measurement) -> Bool {
    let severity: [Verdict: Int] = [.pass: 0, .inconclusive: 1, .fail: 2]
    let ranks = (severity[first.verdict] ?? 0, severity[second.verdict] ?? 0)
    guard ranks.0 == ranks.1, let a = first.value?.value, let b = second.value?.value else {
      return ranks.0 > ranks.1
    }
    return comparison.isUpperLimit ? a > b : a < b
  }

  private func measure(
    _ reference: MetricReference, on evaluator: MetricEvaluator, level: Double
  ) -> Measurement {
    let randomisations = evaluator.result.randomisations
    switch aggregation {
    case .mean:
      return judged(
        evaluator.band(for: reference).mean, level: level, randomisations: randomisations)
    case .quantile(let probability):
      let estimate = quantile(probability, of: reference, on: evaluator)
      guard let estimate, !estimate.value.isFinite || !estimate.error.isFinite else {
        return judged(estimate, level: level, randomisations: randomisations)
      }
      return judgedByProbability(
        probability, estimate, series: evaluator.series(for: reference), level: level,
        randomisations: randomisations)
    case .probability(let inner, let bound):
      let estimate = ProbabilityEstimate(
        evaluator.series(for: reference), randomisations: randomisations
      ) { inner.holds($0, bound) }
      guard let estimate else { return .undefined }
      let interval = estimate.interval(level: level)
      return Measurement(
        value: estimate.estimate, interval: interval,
        verdict: verdict(estimate.estimate.value, interval, comparison, limit))
    }
  }

  private func quantile(
    _ probability: Double, of reference: MetricReference, on evaluator: MetricEvaluator
  ) -> Estimate? {
    let standard = Band.standardProbabilities
    let probabilities = standard.contains(probability) ? standard : [probability]
    return evaluator.band(for: reference, probabilities: probabilities)[probability]
  }

  private func judged(
    _ estimate: Estimate?, level: Double, randomisations: Int
  ) -> Measurement {
    guard let estimate else { return .undefined }
    let interval = estimate.interval(level: level, randomisations: randomisations)
    return Measurement(
      value: estimate, interval: interval,
      verdict: verdict(estimate.value, interval, comparison, limit))
  }

  /// Judges a quantile whose own error cannot be told, because trials lie beyond every bound.
  ///
  /// A p-quantile is at most x exactly when the probability of at most x is p or more, and that
  /// probability has an error whatever the values are.
  private func judgedByProbability(
    _ probability: Double, _ estimate: Estimate, series: TrialSeries, level: Double,
    randomisations: Int
  ) -> Measurement {
    let needed = comparison.isUpperLimit ? probability : 1 - probability
    let within = ProbabilityEstimate(series, randomisations: randomisations) {
      comparison.holds($0, limit)
    }
    guard let within else { return .undefined }
    return Measurement(
      value: estimate, interval: nil,
      verdict: verdict(
        within.estimate.value, within.interval(level: level), .greaterOrEqual, needed))
  }

  /// Inconclusive where the limit lies inside the interval; without error, numbers compare with
  /// relative slack.
  private func verdict(
    _ value: Double, _ interval: ClosedRange<Double>, _ comparison: Comparison, _ limit: Double
  ) -> Verdict {
    let slack = Self.relativeSlack * max(value.magnitude, limit.magnitude)
    if interval.upperBound - interval.lowerBound <= 2 * slack {
      if (value - limit).magnitude <= slack { return comparison.allowsEqual ? .pass : .fail }
      return comparison.holds(value, limit) ? .pass : .fail
    }
    let ends = (
      comparison.holds(interval.lowerBound, limit), comparison.holds(interval.upperBound, limit)
    )
    return ends.0 == ends.1 ? (ends.0 ? .pass : .fail) : .inconclusive
  }
}

/// What a gate found in one month, or in the whole.
struct Measurement {
  /// `nil` where no trial defines the metric.
  let value: Estimate?
  /// `nil` where the value has none of its own.
  let interval: ClosedRange<Double>?
  let verdict: Verdict

  /// A gate must be shown to hold: one about nothing does not.
  static let undefined = Measurement(value: nil, interval: nil, verdict: .fail)
}
