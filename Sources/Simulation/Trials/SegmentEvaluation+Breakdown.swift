import Scenarios

extension SegmentEvaluation {
  /// Adds the expected cost of the horizon by item and meter.
  func addBreakdown(
    index: Int, lambda: [Double], to breakdown: inout [BreakdownPlace: Double]
  ) {
    let tiers = evaluator.models[sessions.workflow].plan.tiers
    var sums = UsageTotals()
    for tier in tiers.indices {
      var costs = [ItemCosts](repeating: ItemCosts(), count: tiers[tier].items.count)
      for (epoch, routes) in self.routes.enumerated() where routes[tier].share > 0 {
        add(tier, epoch: epoch, share: routes[tier].share, lambda: lambda, to: &costs, &sums)
      }
      for (place, cost) in costs.enumerated() {
        let (label, model) = (tiers[tier].items[place].label, tiers[tier].items[place].model)
        func book(_ meter: CostMeter, _ cost: Double) {
          guard cost != 0 else { return }
          breakdown[
            BreakdownPlace(segment: index, call: label, model: model, meter: meter), default: 0] +=
            cost
        }
        book(.input, cost.tokens[0])
        book(.cacheRead, cost.tokens[1])
        book(.cacheWrite, cost.tokens[2])
        book(.output, cost.tokens[3])
        book(.fees, cost.fees)
      }
    }
    func book(_ name: String?, _ meter: CostMeter, _ cost: Double) {
      guard cost != 0 else { return }
      breakdown[BreakdownPlace(segment: index, call: name, model: nil, meter: meter), default: 0] +=
        cost
    }
    book(nil, .responseCache, sums.sessions * lookupsPerSession)
    for part in harness.parts {
      let amount: Double =
        switch part.basis {
        case .unit: sums.sessions * unitsPerSession
        case .session: sums.sessions
        case .turn: sums.turns
        case .request: sums.calls
        case .thousandTokens: sums.tokens / 1000
        case .month: 0
        }
      book(part.name, part.meter, amount * part.price)
    }
  }

  /// Adds the sessions of one epoch on one tier.
  ///
  /// - Parameter share: P(a session is sent to it).
  private func add(
    _ tier: Int, epoch: Int, share: Double, lambda: [Double], to costs: inout [ItemCosts],
    _ sums: inout UsageTotals
  ) {
    let plan = evaluator.models[sessions.workflow].plan.tiers[tier]
    let table = evaluator.sessionFlows(workflow: sessions.workflow, epoch: epoch, tier: tier)
    let cached = plan.calls.indices.filter { plan.calls[$0].timeToLive != nil }
    // Sessions, and sessions weighted with each cached call's hit rate.
    var weights = [Double](repeating: 0, count: 1 + plan.calls.count)
    for week in self.plan.weeksOfEpoch[epoch] {
      weights[0] += lambda[week] * share
      for call in cached {
        weights[1 + call] += lambda[week] * share * sessions.hits[week, tier, call]
      }
    }
    sums.sessions += weights[0]
    sums.turns += weights[0] * sessions.trial.ends[epoch][tier].turns
    var used = [Double](repeating: 0, count: table.meters)
    for (row, weight) in weights.enumerated() where weight > 0 {
      let place = table.place(trial: sessions.slot, row: row)
      sums.calls += weight * table.flows[place + FlowLayout.calls]
      sums.tokens += weight * FlowLayout.tokens(in: table.flows, from: place)
      table.addUsage(trial: sessions.slot, row: row, times: weight, to: &used)
    }
    let prices = self.plan.priceFactors(epoch, inputs)
    for place in costs.indices {
      let factor = prices.isEmpty ? 1 : prices[plan.items[place].model]
      let rates = sessions.isShadow ? plan.rates[place].listed : plan.rates[place].own
      let first = place * MeanUsage.metersPerItem
      var meters = SIMD8<Double>()
      for meter in meters.indices { meters[meter] = used[first + meter] }
      let cost = meters * rates * factor
      var tokens = cost.lowHalf + cost.highHalf
      // A model that does not meter writes bills written tokens as input.
      if !plan.items[place].metersWrites {
        tokens[0] += tokens[2]
        tokens[2] = 0
      }
      costs[place].tokens += tokens
      costs[place].fees += used[first + MeanUsage.fees] * factor
    }
  }
}

/// US dollars of one item.
private struct ItemCosts {
  /// Input, cache reads and writes, output.
  var tokens = SIMD4<Double>()
  var fees = 0.0
}

/// Of all sessions of a segment.
private struct UsageTotals {
  var sessions = 0.0
  var turns = 0.0
  var calls = 0.0
  var tokens = 0.0
}
