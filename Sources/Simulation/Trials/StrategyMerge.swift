import Kernels
import Scenarios

/// Puts the randomisations of one strategy together, in their order.
struct StrategyMerge {
  let plan: Plan
  let strategy: Int
  let columns: [ColumnKey]
  /// In the columns of each randomisation.
  let trials: Int
  let outputs: [StrategyOutput]

  /// - Parameter bridge: `nil` leaves the bridge out.
  func result(bridge: BridgeEvaluator?, seed: UInt64) -> StrategyResult {
    var series: [ColumnKey: TrialSeries] = [:]
    for (place, key) in columns.enumerated() { series[key] = self.series(place) }
    func means(_ flow: Flow, _ scope: Scope = .all, ofFirst: Bool = false) -> [Double] {
      outputs.map { output in
        let sums = output.sums[ColumnKey(flow, scope: scope)]!
        return ofFirst
          ? sums.first / Double(output.firstTrials) : sums.all / Double(output.total.count)
      }
    }
    let segments = plan.scenario.segments
    func inference(_ isIncluded: (Segment) -> Bool, ofFirst: Bool = false) -> [Double] {
      segments.indices.filter { isIncluded(segments[$0]) }
        .reduce(outputs.map { _ in 0 }) { sums, segment in
          zip(sums, means(.inferenceCost, .segment(segment), ofFirst: ofFirst)).map(+)
        }
    }
    let background = inference(\.isBackground)
    let shadow = inference(\.isShadow)
    // Capacity belongs to no segment, and is among what the others leave.
    let tracked = zip(means(.inferenceCost), zip(background, shadow)).map { $0 - $1.0 - $1.1 }
    // A ratio estimate: what the first trials cost at a rung, moved as their tracked cost is from all trials'.
    let firstTracked = zip(
      means(.inferenceCost, ofFirst: true),
      inference({ $0.isBackground || $0.isShadow }, ofFirst: true)
    ).map { $0 - $1 }
    let scales = zip(tracked, firstTracked).map { $1 > 0 ? $0 / $1 : 1 }
    return StrategyResult(
      name: plan.strategies[strategy].name, columns: series, breakdown: breakdown(),
      fixedMeans: means(.fixedCost), variance: variance(),
      bridge: bridge.map {
        $0.rungs(
          strategy: strategy, spreadsheet: $0.spreadsheet(strategy: strategy, seed: seed),
          ladders: zip(outputs, scales).map { output, scale in
            output.ladder.map { $0 / Double(output.firstTrials) * scale }
          },
          inference: tracked, harness: means(.harnessCost), background: background,
          shadow: shadow,
          fixed: means(.fixedCost),
          commitments: plan.scenario.commitments.isEmpty ? nil : means(.commitmentCost))
      } ?? [], sessionCosts: outputs.flatMap(\.sessionCosts), lines: lines())
  }

  private func series(_ column: Int) -> TrialSeries {
    func values(_ part: (TrialColumns) -> ArraySlice<Double>) -> TrialValues {
      .parts(outputs.map { part($0.columns) }, ofEach: trials)
    }
    return TrialSeries(
      values { $0.expected(column) },
      samples: outputs[0].columns.hasNoise[column] ? values { $0.sampled(column) } : nil)
  }

  private func lines() -> CostLines? {
    let count = outputs[0].positions.count
    guard count > 0 else { return nil }
    let keys = RandomisationRun.lineColumns(columns)
    return CostLines(
      lines: count, positions: outputs.flatMap(\.positions),
      columns: Dictionary(
        uniqueKeysWithValues: keys.enumerated().map { place, key in
          (
            key,
            .parts(outputs.map { $0.lines[place] }, ofEach: count * CostLines.nodes.count)
          )
        }))
  }

  private func breakdown() -> [BreakdownEntry] {
    var places = Set<BreakdownPlace>()
    for output in outputs { places.formUnion(output.breakdown.keys) }
    let harness = plan.scenario.harness
    let calls =
      plan.strategies[strategy].workflows.flatMap { $0.tiers.flatMap(\.items) }.map(\.label)
      + (harness.services.map(\.name) + harness.transfers.map(\.name)).map { "harness.\($0)" }
      + plan.strategies[strategy].capacities.map(\.label)
      + plan.scenario.commitments.map(\.label)
    func rank(_ place: BreakdownPlace) -> (Int, Int, Int, Int) {
      (
        place.segment ?? plan.scenario.segments.count,
        place.call.flatMap { calls.firstIndex(of: $0) } ?? calls.count,
        place.model ?? plan.models.count, CostMeter.allCases.firstIndex(of: place.meter)!
      )
    }
    return places.sorted { rank($0) < rank($1) }.map { place in
      BreakdownEntry(
        segment: place.segment, call: place.call, model: place.model.map { plan.models[$0] },
        meter: place.meter,
        means: outputs.map { ($0.breakdown[place] ?? 0) / Double($0.total.count) },
        trials: outputs.flatMap { $0.trialCosts.map { $0[place] ?? 0 } })
    }
  }

  /// The parts of the variance of the total cost.
  ///
  /// With two independent demand paths under the same parameters, half the mean squared difference
  /// of the two expected costs is the mean variance over demand.
  private func variance() -> VarianceShares {
    var total = RunningVariance()
    var demand = (squares: 0.0, pairs: 0)
    for output in outputs {
      total.add(output.total)
      demand.squares += output.demand.squares
      demand.pairs += output.demand.pairs
    }
    let whole = total.variance
    let ofDemand = demand.pairs > 0 ? min(demand.squares / Double(2 * demand.pairs), whole) : 0
    let request = outputs.reduce(0) { $0 + $1.requestVariance } / Double(total.count)
    return VarianceShares(uncertainty: whole - ofDemand, demand: ofDemand, request: request)
  }
}
