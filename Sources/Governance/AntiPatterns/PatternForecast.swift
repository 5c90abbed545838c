import Economics
import Scenarios
import Simulation
import Summaries

/// A forecast in which patterns are looked for, with the same feature without some of its parts.
package struct PatternForecast {
  let metrics: Metrics
  let valuation: Valuation?
  let sessions: SessionTail?
  private let without: [PatternVariant: Metrics]

  /// - Parameters:
  ///   - base: Of the strategy in use.
  ///   - without: On the same random numbers, as many trials of each.
  package init(_ base: MetricEvaluator, without: [PatternVariant: MetricEvaluator]) {
    let strategy = base.strategy(of: MetricReference(.costTotal))
    metrics = Metrics(base.result, strategy: strategy)
    valuation = Valuation(metrics)
    let costs = base.result.strategies[strategy].sessionCosts
    sessions =
      costs.isEmpty ? nil : SessionTail(costs, randomisations: base.result.randomisations)
    self.without = without.mapValues { other in
      Metrics(other.result, strategy: other.strategy(of: MetricReference(.costTotal)))
    }
  }

  package var findings: [PatternFinding] {
    AntiPattern.allCases.map { pattern in
      switch pattern {
      case .zombie: ZombieDetector.finding(in: self)
      case .churnDebt: ChurnDebtDetector.finding(in: self)
      case .agenticLoop: LoopDetector.finding(in: self)
      case .dataEgress: EgressDetector.finding(in: self)
      case .negativeUnits: NegativeUnitsDetector.finding(in: self)
      }
    }
  }

  var scenario: Scenario { metrics.result.scenario }
  var weeks: Int { scenario.horizon.weeks }
  var trials: Int { metrics.result.trials }
  var randomisations: Int { metrics.result.randomisations }
  /// Length of a window in a horizon that may be shorter.
  func window(_ length: Int) -> Int { min(length, weeks) }

  func has(_ variant: PatternVariant) -> Bool { without[variant] != nil }

  func windows(_ flows: [Flow]) -> WeeklyWindows {
    WeeklyWindows(Self.weekly(metrics, flows))
  }

  /// What the forecast pays for, week by week, for the part that a variant lacks.
  func windows(_ flows: [Flow], lackedBy variant: PatternVariant) -> WeeklyWindows? {
    without[variant].map { other in
      let (all, rest) = (Self.weekly(metrics, flows), Self.weekly(other, flows))
      return WeeklyWindows(
        zip(all, rest).map { week, less in zip(week, less).map { max($0 - $1, 0) } })
    }
  }

  /// A flow over the horizon of the forecast, and of the feature without something.
  func totals(_ flows: [Flow], without variant: PatternVariant) -> (all: [Double], rest: [Double])?
  {
    without[variant].map { other in
      func sum(_ metrics: Metrics) -> [Double] {
        flows.dropFirst().reduce(metrics.column(flows[0])) { $0 + metrics.column($1) }.expected
      }
      return (sum(metrics), sum(other))
    }
  }

  private static func weekly(_ metrics: Metrics, _ flows: [Flow]) -> [[Double]] {
    (0..<metrics.result.scenario.horizon.weeks).map { week in
      flows.dropFirst().reduce(metrics.column(flows[0], .all, .week(week))) {
        $0 + metrics.column($1, .all, .week(week))
      }.expected
    }
  }

  /// What units earn, week by week; `nil` where the scenario does not say.
  var value: WeeklyWindows? {
    valuation.map { valuation in
      WeeklyWindows((0..<weeks).map { valuation.value(.all, .week($0)).expected })
    }
  }

  func appearance(
    from week: Int, _ holds: (_ week: Int) -> [Bool]
  ) -> PatternAppearance {
    PatternAppearance(
      weeks: min(week, weeks)..<weeks, trials: trials, randomisations: randomisations,
      holds: holds)
  }
}

extension Flow {
  /// What a feature is paid for by its use.
  static let variableCosts = [Flow.inferenceCost, .harnessCost]
  static let costs = [Flow.inferenceCost, .harnessCost, .fixedCost, .commitmentCost]
  static let tokens = [Flow.inputTokens, .cacheReadTokens, .cacheWriteTokens, .outputTokens]
}
