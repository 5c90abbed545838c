import Economics
import Reports
import Simulation
import Summaries

extension ForecastComparison {
  /// Sets the first `sides` strategies of a simulation side by side; the others are there for
  /// gates.
  init(_ run: CompletedRun, sides count: Int) {
    let (evaluator, result) = (run.evaluator, run.result)
    let used = result.scenario.routing.map { $0.strategies[$0.use].name }
    let names = result.strategies.prefix(count).map { $0.name ?? "" }
    let references = MetricReference.all(in: result.scenario)
      .filter { $0.name != .costMonth || result.months.fullMonths > 0 }
    self.init(
      run: run.record,
      sides: names.map { name in
        Side(
          strategy: name, isInUse: name == used,
          metrics: references.map {
            MetricBand(
              $0.name, evaluator.band(for: MetricReference($0.name, strategy: name)))
          })
      },
      pairs: StrategyComparison(result).pairs.filter { max($0.first, $0.second) < count }.map {
        Pair(
          first: names[$0.first], second: names[$0.second],
          differences: [
            MetricBand(.costTotal, $0.difference),
            MetricBand(.costPerSuccessfulUnit, $0.differencePerSuccessfulUnit),
          ],
          cheaper: $0.firstCheaper?.estimate,
          cheaperPerSuccessfulUnit: $0.firstCheaperPerSuccessfulUnit?.estimate)
      }, gates: run.gates, warnings: run.warnings, notes: run.notes)
  }
}
