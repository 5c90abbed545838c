import Economics
import Scenarios
import Simulation
import Summaries

extension Gate {
  /// Probability that a verdict other than `inconclusive` rests on an interval that misses.
  private static let errorBudget = 0.01

  /// A forecast, and the gate's metric as its scenario has it.
  ///
  /// The base of a change may keep the same segment in another place.
  package struct Side {
    package let evaluator: MetricEvaluator
    package let metric: MetricReference

    package init(evaluator: MetricEvaluator, metric: MetricReference) {
      self.evaluator = evaluator
      self.metric = metric
    }
  }

  /// Holds the gate against a forecast.
  ///
  /// A gate over every month divides the error budget among them (Bonferroni): one month that fails
  /// fails it, else one that is inconclusive leaves it so. So do the looks of a run that takes more
  /// trials where a gate is inconclusive.
  ///
  /// - Parameters:
  ///   - base: What a change is a change from: trials of the same random numbers.
  ///   - looks: How often the gate may be judged before a verdict is final.
  /// - Precondition: A change has a base.
  package func report(
    on evaluator: MetricEvaluator, against base: Side? = nil, level: RuleLevel = .error,
    at location: SourceLocation? = nil, looks: Int = 1
  ) -> GateReport {
    precondition(change == nil || base != nil, "a change needs a base")
    let head = Side(evaluator: evaluator, metric: metric)
    let budget = Self.errorBudget / Double(looks)
    func report(_ measurement: Measurement, _ confidence: Double, month: Int?) -> GateReport {
      let sentence = GateSentence(
        gate: self, measurement: measurement, confidence: confidence, month: month)
      return GateReport(
        gate: self, level: level, location: location, outcome: measurement.verdict,
        measured: measurement.value, interval: measurement.interval, confidence: confidence,
        month: month, selection: selection(in: evaluator.result.scenario),
        sentence: sentence.text)
    }
    guard let months = months(on: evaluator, base) else {
      let confidence = 1 - budget
      return report(measure(head, base, confidence), confidence, month: nil)
    }
    let confidence = 1 - budget / Double(months.count)
    let measurements = months.map { measure(head.month($0), base?.month($0), confidence) }
    let worst = measurements.indices.dropFirst().reduce(0) { worst, month in
      isWorse(measurements[month], than: measurements[worst]) ? month : worst
    }
    return report(measurements[worst], confidence, month: worst + 1)
  }

  /// Full months that the gate covers; of a change, those that the base has too.
  private func months(on evaluator: MetricEvaluator, _ base: Side?) -> ClosedRange<Int>? {
    guard let months = months(in: evaluator.result.months) else { return nil }
    guard change != nil, let base else { return months }
    return months.clamped(to: 1...base.evaluator.result.months.fullMonths)
  }

  private func isWorse(_ first: Measurement, than second: Measurement) -> Bool {
    let severity: [Verdict: Int] = [.pass: 0, .inconclusive: 1, .fail: 2]
    let ranks = (severity[first.verdict] ?? 0, severity[second.verdict] ?? 0)
    guard ranks.0 == ranks.1, let a = first.value?.value, let b = second.value?.value else {
      return ranks.0 > ranks.1
    }
    return comparison.isUpperLimit ? a > b : a < b
  }

  private func measure(_ head: Side, _ base: Side?, _ confidence: Double) -> Measurement {
    if let change, let base {
      return measure(change, head, base, confidence)
    }
    let evaluator = head.evaluator
    let randomisations = evaluator.result.randomisations
    switch aggregation {
    case .mean:
      return judged(
        evaluator.band(for: head.metric).mean, confidence, randomisations: randomisations)
    case .quantile(let probability):
      let estimate = quantile(probability, of: head)
      guard let estimate, !estimate.value.isFinite || !estimate.error.isFinite else {
        return judged(estimate, confidence, randomisations: randomisations)
      }
      return judgedByProbability(probability, estimate, head, confidence)
    case .tailMean(let probability):
      return judged(
        evaluator.tailMean(probability, of: head.metric)?.estimate, confidence,
        randomisations: randomisations)
    case .probability(let inner, let bound):
      let estimate = evaluator.probability(of: head.metric, splitAt: bound) {
        inner.holds($0, bound)
      }
      guard let estimate else { return .undefined }
      let interval = estimate.interval(level: confidence)
      return Measurement(
        value: estimate.estimate, interval: interval,
        verdict: comparison.verdict(
          estimate.estimate.value, in: interval, limit: limit))
    }
  }

  private func quantile(_ probability: Double, of side: Side) -> Estimate? {
    let standard = Band.standardProbabilities
    let probabilities = standard.contains(probability) ? standard : [probability]
    return side.evaluator.band(for: side.metric, probabilities: probabilities)[probability]
  }

  private func judged(
    _ estimate: Estimate?, _ confidence: Double, randomisations: Int
  ) -> Measurement {
    guard let estimate else { return .undefined }
    let interval = estimate.interval(level: confidence, randomisations: randomisations)
    return Measurement(
      value: estimate, interval: interval,
      verdict: comparison.verdict(estimate.value, in: interval, limit: limit))
  }

  /// Judges a quantile whose own error cannot be told, because trials lie beyond every bound.
  ///
  /// A p-quantile is at most x exactly when the probability of at most x is p or more, and that
  /// probability has an error whatever the values are.
  private func judgedByProbability(
    _ probability: Double, _ estimate: Estimate, _ side: Side, _ confidence: Double
  ) -> Measurement {
    let needed = comparison.isUpperLimit ? probability : 1 - probability
    let within = side.evaluator.probability(of: side.metric, splitAt: limit) {
      comparison.holds($0, limit)
    }
    guard let within else { return .undefined }
    return Measurement(
      value: estimate, interval: nil,
      verdict: Comparison.greaterOrEqual.verdict(
        within.estimate.value, in: within.interval(level: confidence), limit: needed))
  }
}

extension Gate {
  /// Judges the change from a base, randomisation by randomisation: both see the same draws, so
  /// that noise which they have in common cancels.
  private func measure(
    _ change: Change, _ head: Side, _ base: Side, _ confidence: Double
  ) -> Measurement {
    let sides: (head: Replicated, base: Replicated)
    if let after = integrated(head), let before = integrated(base) {
      sides = (after, before)
    } else if let after = replicated(head), let before = replicated(base) {
      sides = (after, before)
    } else {
      return .undefined
    }
    let estimate = sides.head.against(sides.base) { change.of($0, from: $1) }.estimate
    return judged(estimate, confidence, randomisations: sides.head.replicates.count)
  }

  /// A quantile along lines, where both sides of a change have one: only alike do they share noise.
  private func integrated(_ side: Side) -> Replicated? {
    guard case .quantile(let probability) = aggregation, probability > 0, probability < 1,
      case .success(let lines)? = side.evaluator.lineQuantiles(for: side.metric)
    else { return nil }
    return lines.quantile(probability)
  }

  /// What the gate measures, with the same in every randomisation.
  private func replicated(_ side: Side) -> Replicated? {
    aggregation.replicated(
      side.evaluator.series(for: side.metric),
      randomisations: side.evaluator.result.randomisations)
  }
}

extension Gate.Aggregation {
  /// The aggregation over all trials, and over those of every randomisation.
  func replicated(_ series: TrialSeries, randomisations: Int) -> Replicated? {
    switch self {
    case .mean:
      return Replicated(
        series.expected, randomisations: randomisations, statistic: SortedStatistic.mean)
    case .quantile(let probability):
      return Replicated(
        quantile: probability, of: series.sampled, randomisations: randomisations)
    case .tailMean(let probability):
      return Replicated(series.sampled, randomisations: randomisations) {
        SortedStatistic.tailMean(probability, $0)
      }
    case .probability(let inner, let bound):
      return Replicated(series.sampled, randomisations: randomisations) {
        SortedStatistic.share($0) { inner.holds($0, bound) }
      }
    }
  }
}

extension Gate.Side {
  fileprivate func month(_ month: Int) -> Gate.Side {
    Gate.Side(evaluator: evaluator, metric: metric.month(month))
  }
}

extension Gate.Change {
  /// Part of the base below which two numbers are the same but for rounding.
  private static let rounding = 1e-12

  /// - Returns: Of nothing, a relative change to something is infinite.
  func of(_ head: Double, from base: Double) -> Double {
    let difference = head - base
    if difference.magnitude <= Self.rounding * base.magnitude { return 0 }
    switch self {
    case .absolute: return difference
    case .relative: return difference / base.magnitude
    }
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
