import Distributions
import Pricing
import Scenarios
import Simulation

/// Scenarios and results with numbers that a test chooses, without parser or engine.
package enum HandMade {
  package static func scenario(
    weeks: Int = 52, segments: [String] = ["all"], models: [String] = ["small", "large"],
    strategies: [String] = [], use: Int = 0, workflows: [Workflow] = [], harness: Harness? = nil,
    assumptions: [Assumption] = [],
    fixed: FixedCosts? = nil, value: ValueMethod? = nil, gates: [String] = []
  ) -> Scenario {
    Scenario(
      name: "Hand made", unit: "session",
      attribution: Attribution(
        feature: "support-assistant",
        fields: [
          .init(name: "feature", value: "support-assistant"), .init(name: "team", value: "cx"),
        ]),
      horizon: Horizon(start: nil, weeks: weeks),
      prices: PriceSelection(
        book: "builtin", sha256: "0", asOf: CalendarDate(daysSinceEpoch: 20_000)),
      models: Dictionary(uniqueKeysWithValues: models.map { ($0, price($0)) }),
      assumptions: assumptions, segments: segments.map(segment),
      demand: Demand(weeklyNoise: known(0), autocorrelation: known(0)),
      workflows: workflows,
      routing: strategies.isEmpty
        ? nil
        : Routing(
          use: use,
          strategies: strategies.map {
            Strategy(name: $0, policy: .single(model: models[0], success: known(1)))
          }),
      capacities: [],
      harness: harness
        ?? Harness(
          perUnit: known(0), vectorQueriesPerCall: known(0), vectorQueryPrice: known(0),
          egressMegabytesPerCall: known(0), egressPricePerGigabyte: known(0)),
      fixed: fixed ?? FixedCosts(oneOff: known(0), monthly: known(0)), value: value,
      learning: nil, correlations: [], planned: [:],
      gates: gates.enumerated().map { index, expression in
        GateSource(
          expression: expression,
          location: SourceLocation(line: 40 + index, column: 5, pointer: "/gates/\(index)"))
      },
      warnings: [])
  }

  package static func known(_ value: Double) -> Quantity { .known(value, path: "test") }

  package static func unknown(_ assumption: Int) -> Quantity {
    Quantity(.unknown(assumption), path: "test")
  }

  /// An assumption that is uniform from 0; the results carry its draws.
  package static func assumption(
    _ path: String, upTo upper: Double = 1, source: String? = nil
  ) -> Assumption {
    guard let law = try? Uniform(lower: 0, upper: upper) else {
      preconditionFailure("no uniform law up to \(upper)")
    }
    return Assumption(path: path, usedBy: [path], law: law, source: source)
  }

  private static func segment(_ name: String) -> Segment {
    Segment(
      name: name, users: known(1000), workflow: 0, adoption: .constant(known(1)),
      sessionsPerUserPerWeek: known(1), userHeterogeneity: known(0), churnPerMonth: known(0),
      unitsPerSession: known(1))
  }

  private static func price(_ name: String) -> ModelPrice {
    ModelPrice(
      name: name, provider: "test",
      rates: TokenRates(
        input: 3, cacheRead: 0.3, cacheWrite5m: nil, cacheWrite1h: nil, output: 15),
      longContext: nil, batchFactor: nil, minimumCacheTokens: 0, cacheBlockTokens: 1,
      checked: CalendarDate(daysSinceEpoch: 20_000), source: "test")
  }
}

extension HandMade {
  /// What one week of one trial adds to a flow.
  package typealias WeeklyFlow = (_ flow: Flow, _ scope: Scope, _ week: Int, _ trial: Int) -> Double

  /// A result whose columns integrate weekly flows over months and horizon.
  ///
  /// - Parameters:
  ///   - strategies: Name and flows of each; the scenario need not have them.
  ///   - noise: Factor from the expectation to the sample of a trial.
  package static func result(
    _ scenario: Scenario, trials: Int = 32, randomisations: Int = 4,
    strategies: [(name: String?, flow: WeeklyFlow)], assumptionValues: [[Double]] = [],
    breakdown: [BreakdownEntry] = [],
    variance: VarianceShares = VarianceShares(uncertainty: 0, demand: 0, request: 0),
    noise: (Int) -> Double = { _ in 1 }
  ) -> SimulationResult {
    SimulationResult(
      scenario: scenario,
      options: SimulationOptions(trials: trials, randomisations: randomisations),
      trials: trials, randomisations: randomisations,
      months: MonthGrid(weeks: scenario.horizon.weeks),
      strategies: strategies.map { name, flow in
        let columns = columns(scenario, trials: trials, flow: flow, noise: noise)
        let fixed = columns[ColumnKey(.fixedCost)]!.expected
        let size = trials / randomisations
        return StrategyResult(
          name: name, columns: columns, breakdown: breakdown,
          fixedMeans: (0..<randomisations).map { randomisation in
            fixed[(randomisation * size)..<((randomisation + 1) * size)].reduce(0, +)
              / Double(size)
          }, variance: variance)
      },
      assumptionValues: assumptionValues, notes: [])
  }

  private static func columns(
    _ scenario: Scenario, trials: Int, flow: WeeklyFlow, noise: (Int) -> Double
  ) -> [ColumnKey: TrialSeries] {
    let grid = MonthGrid(weeks: scenario.horizon.weeks)
    let scopes: [Scope] =
      [.all] + scenario.segments.indices.map(Scope.segment)
      + scenario.models.keys.sorted().map(Scope.model)
    var columns: [ColumnKey: TrialSeries] = [:]
    for scope in scopes {
      for kind in Flow.allCases {
        let weeks = (0..<grid.weeks).map { week in
          (0..<trials).map { flow(kind, scope, week, $0) }
        }
        func series(_ weight: (Int) -> Double) -> TrialSeries {
          let expected = (0..<trials).map { trial in
            (0..<grid.weeks).reduce(0) { $0 + weight($1) * weeks[$1][trial] }
          }
          return TrialSeries(
            expected: expected, sampled: expected.enumerated().map { $1 * noise($0) })
        }
        columns[ColumnKey(kind, scope: scope)] = series { _ in 1 }
        for month in 0..<grid.count {
          columns[ColumnKey(kind, scope: scope, period: .month(month))] =
            series { grid.share(ofWeek: $0, inMonth: month) }
        }
        for week in 0..<grid.weeks where scope == .all {
          columns[ColumnKey(kind, scope: scope, period: .week(week))] = series {
            $0 == week ? 1 : 0
          }
        }
      }
    }
    return columns
  }
}
