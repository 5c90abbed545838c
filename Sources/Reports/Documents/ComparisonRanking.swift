import Summaries

/// Who is the cheapest, and by what.
extension ForecastComparison {
  /// The cost that sides are ranked by: per successful unit, or where units differ that of a month, or
  /// of a shared horizon; `nil` where they have none in common.
  var rankingMetric: MetricName? {
    if sharedUnit != nil, sides.contains(where: { mean(.costPerSuccessfulUnit, of: $0) != nil }) {
      return .costPerSuccessfulUnit
    }
    if sharedUnit != nil { return nil }
    if sides.allSatisfy({ $0.metrics[.costMonth] != nil }) { return .costMonth }
    return sharedWeeks == nil ? nil : .costTotal
  }

  /// Cheapest first; those without the metric last.
  func ranked(by metric: MetricName) -> [Side] {
    sides.sorted { (mean(metric, of: $0) ?? .infinity) < (mean(metric, of: $1) ?? .infinity) }
  }

  func mean(_ metric: MetricName, of side: Side) -> Double? { side.metrics[metric]?.mean?.value }

  /// Whether the mean costs of two sides differ by no more than noise: the 99 % interval of the
  /// difference holds zero.
  func isNoise(between first: Side, and second: Side, by metric: MetricName) -> Bool {
    let labels = Set([first.label, second.label])
    let pair = pairs.first { Set([$0.first, $0.second]) == labels }
    return pair?[metric]?.band.mean.map {
      $0.interval(level: Chance.level, randomisations: run.randomisations).contains(0)
    } ?? false
  }

  /// Probability that one side costs less than another.
  func chance(that first: Side, isCheaperThan second: Side, by metric: MetricName) -> Chance? {
    for pair in pairs {
      if (pair.first, pair.second) == (first.label, second.label) {
        return pair[metric]?.firstCheaper
      }
      if (pair.first, pair.second) == (second.label, first.label) {
        return pair[metric]?.secondCheaper
      }
    }
    return nil
  }
}
