import Scenarios

/// Puts the randomisations of one strategy together, in their order.
struct StrategyMerge {
  let plan: Plan
  let strategy: Int
  let columns: [ColumnKey]
  let merged: MergedColumns
  let outputs: [StrategyOutput]

  /// - Parameter bridge: `nil` leaves the bridge out.
  func result(bridge: BridgeEvaluator?, seed: UInt64) -> StrategyResult {
    var series: [ColumnKey: TrialSeries] = [:]
    for (place, key) in columns.enumerated() {
      series[key] = merged[place]
    }
    let trialCount = outputs[0].total.count
    func means(_ flow: Flow, _ scope: Scope = .all, first: Int? = nil) -> [Double] {
      let values = series[ColumnKey(flow, scope: scope)]!.expected
      let count = first ?? trialCount
      return outputs.indices.map { randomisation in
        let start = randomisation * trialCount
        return values[start..<(start + count)].reduce(0, +) / Double(count)
      }
    }
    let segments = plan.scenario.segments
    func inference(_ isIncluded: (Segment) -> Bool, first: Int? = nil) -> [Double] {
      segments.indices.filter { isIncluded(segments[$0]) }
        .reduce(outputs.map { _ in 0 }) { sums, segment in
          zip(sums, means(.inferenceCost, .segment(segment), first: first)).map(+)
        }
    }
    let background = inference(\.isBackground)
    let shadow = inference(\.isShadow)
    // Capacity belongs to no segment, and is among what the others leave.
    let tracked = zip(means(.inferenceCost), zip(background, shadow)).map { $0 - $1.0 - $1.1 }
    let firstTrials = RandomisationRun.firstTrials(of: trialCount)
    // A ratio estimate: what the first trials cost at a rung, moved as their tracked cost is from all trials'.
    let firstTracked = zip(
      means(.inferenceCost, first: firstTrials),
      inference({ $0.isBackground || $0.isShadow }, first: firstTrials)
    ).map { $0 - $1 }
    let scales = zip(tracked, firstTracked).map { $1 > 0 ? $0 / $1 : 1 }
    let trials = Double(trialCount)
    return StrategyResult(
      name: plan.strategies[strategy].name, columns: series, breakdown: breakdown(trials: trials),
      variance: variance(),
      bridge: bridge.map {
        $0.rungs(
          strategy: strategy, spreadsheet: $0.spreadsheet(strategy: strategy, seed: seed),
          ladders: zip(outputs, scales).map { output, scale in
            output.ladder.map { $0 / Double(firstTrials) * scale }
          },
          inference: tracked, harness: means(.harnessCost), background: background,
          shadow: shadow,
          fixed: means(.fixedCost),
          commitments: plan.scenario.commitments.isEmpty ? nil : means(.commitmentCost))
      } ?? [], sessionCosts: outputs.flatMap(\.sessionCosts), lines: lines())
  }

  private func lines() -> CostLines? {
    let count = outputs[0].positions.count
    guard count > 0 else { return nil }
    let keys = RandomisationRun.lineColumns(columns)
    return CostLines(
      lines: count, positions: outputs.flatMap(\.positions),
      columns: Dictionary(
        uniqueKeysWithValues: keys.enumerated().map { place, key in
          (key, outputs.flatMap { $0.lines[place] })
        }))
  }

  private func breakdown(trials: Double) -> [BreakdownEntry] {
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
        meter: place.meter, means: outputs.map { ($0.breakdown[place] ?? 0) / trials },
        trials: outputs.flatMap { $0.trialCosts.map { $0[place] ?? 0 } })
    }
  }

  /// The parts of the variance of the total cost.
  ///
  /// With two independent demand paths under the same parameters, half the mean squared difference
  /// of the two expected costs is the mean variance over demand.
  private func variance() -> VarianceShares {
    let totals = outputs.flatMap(\.total)
    let count = Double(totals.count)
    let mean = totals.reduce(0, +) / count
    let squares = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let whole = count > 1 ? squares / (count - 1) : 0
    var demand = (squares: 0.0, pairs: 0)
    for output in outputs {
      for (first, second) in zip(output.total, output.otherTotal) {
        demand.squares += (first - second) * (first - second)
        demand.pairs += 1
      }
    }
    let ofDemand = demand.pairs > 0 ? min(demand.squares / Double(2 * demand.pairs), whole) : 0
    let request = outputs.reduce(0) { $0 + $1.requestVariance } / count
    return VarianceShares(uncertainty: whole - ofDemand, demand: ofDemand, request: request)
  }
}
