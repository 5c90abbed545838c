/// What sessions of a segment cost in one trial, week by week.
///
/// A class, so that a week takes a reference instead of copying the flows.
final class SegmentEvaluation {
  let sessions: WorkflowSessions
  /// Whether they go to the model and past everything around it.
  let isShadow: Bool
  private let evaluator: StrategyEvaluator
  private let inputs: Inputs
  let unitsPerSession: Double
  private let harness: HarnessRates
  /// US dollars of harness per session that do not depend on its turns.
  private let harnessPerSession: Double
  private let lookupsPerSession: Double
  let flows: SegmentFlows
  /// By epoch: conditional share of each flow in the noise of the total.
  let slopesByEpoch: [[Double]]

  private var layout: FlowLayout { evaluator.layout }
  private var plan: Plan { evaluator.plan }

  init(
    sessions: WorkflowSessions, unitsPerSession units: Double, isShadow: Bool,
    evaluator: StrategyEvaluator, inputs: Inputs, slopesNeeded: Bool
  ) {
    self.sessions = sessions
    self.isShadow = isShadow
    self.evaluator = evaluator
    self.inputs = inputs
    let harness = isShadow ? .none : HarnessRates(evaluator.plan.scenario.harness, inputs)
    let lookups = isShadow ? 0 : sessions.trial.lookupsPerSession
    let perSession = harness.perUnit * units + harness.perSession + lookups
    lookupsPerSession = lookups
    unitsPerSession = units
    self.harness = harness
    harnessPerSession = perSession
    flows = SegmentFlows(
      sessions, evaluator: evaluator, unitsPerSession: units, harness: harness,
      perSession: perSession,
      ofTurns: zip(sessions.routes, sessions.trial.ends).map { routes, ends in
        harness.perTurn * zip(routes, ends).reduce(0) { $0 + $1.0.share * $1.1.turns }
      })
    slopesByEpoch =
      slopesNeeded
      ? evaluator.plan.epochs.indices.map {
        Self.slopes(
          epoch: $0, sessions: sessions, evaluator: evaluator, units: units, harness: harness,
          perSession: perSession)
      } : []
  }

  /// Raw moments of a session's whole cost in a week.
  func cost(week: Int) -> SessionCost { sessions.costs[week].shifted(by: harnessPerSession) }

  /// Conditional share of each flow in the noise of the week's total.
  ///
  /// For a compound Poisson sum, E[G | C] is linear in C with slope E[g X] / E[X²] to second order; the
  /// shares of the cost components sum to one.
  func slopes(week: Int) -> LeadingFlows {
    let slopes = slopesByEpoch[plan.epochOfWeek[week]]
    return LeadingFlows(slopes[0], slopes[1], slopes[2], slopes[3])
  }

  /// E[g X] / E[X²] by flow g, with X the session's cost; cost components sum to one.
  private static func slopes(
    epoch: Int, sessions: WorkflowSessions, evaluator: StrategyEvaluator, units: Double,
    harness: HarnessRates, perSession a: Double
  ) -> [Double] {
    let layout = evaluator.layout
    var products = [Double](repeating: 0, count: layout.count)
    var meanCost = a
    var turns = 0.0
    for (tier, route) in sessions.routes[epoch].enumerated() where route.share > 0 {
      let mean = sessions.meanCost(epoch: epoch, tier: tier)
      meanCost += route.share * mean
      products[FlowLayout.successes] += route.share * route.success * units * (mean + a)
      let tierPlan = evaluator.models[sessions.workflow].plan.tiers[tier]
      products[FlowLayout.budgetEnds] +=
        route.share * sessions.trial.ends[epoch][tier].atBudget * (mean + a)
      if tierPlan.isEscalated { products[FlowLayout.escalations] += route.share * (mean + a) }
      let table = evaluator.sessionFlows(workflow: sessions.workflow, epoch: epoch, tier: tier)
      let base = table.place(trial: sessions.slot, row: 0)
      let columns = sessions.products(epoch: epoch, tier: tier)
      turns += route.share * (columns.last! + a * sessions.trial.ends[epoch][tier].turns)
      for (index, model) in tierPlan.models.enumerated() {
        let place = layout.firstPlace(ofModel: model.index)
        for component in 0..<CostMoments.componentsPerModel {
          // X = a + what depends on turns: E[g X] = a E[g] + E[g X'].
          let column = index * CostMoments.componentsPerModel
          let surcharge =
            component == FlowLayout.costOfModel
            ? columns[column..<column + 4].reduce(0, +) * harness.perToken : 0
          let product =
            route.share
            * (columns[column + component] - surcharge
              + a * table.flows[base + place + component])
          // A model that does not meter writes bills written tokens as input.
          let metered = component == 2 && !model.metersWrites ? 0 : component
          products[place + metered] += product
          let common =
            metered == FlowLayout.costOfModel
            ? FlowLayout.inference : FlowLayout.firstToken + metered
          products[common] += product
        }
      }
    }
    products[FlowLayout.sessions] = meanCost
    products[FlowLayout.units] = units * meanCost
    products[FlowLayout.harness] =
      a * meanCost + harness.perRequest * products[FlowLayout.calls]
      + harness.perToken * FlowLayout.tokens(in: products) + harness.perTurn * turns
    let square = products[FlowLayout.inference] + products[FlowLayout.harness]
    guard square > 0 else { return [Double](repeating: 0, count: layout.count) }
    return products.map { $0 / square }
  }

  /// What its workflow's sessions draw alike in every segment and epoch.
  func sampledWorkflow() -> SampledWorkflow {
    SampledWorkflow(plan.scenario.workflows[sessions.workflow], sessions.trial, inputs)
  }

  /// A simulator of the sessions of alike segments that start in one learning epoch.
  func sampler(epoch: Int, _ workflow: SampledWorkflow) -> SessionSampler {
    SessionSampler(
      model: evaluator.models[sessions.workflow], trial: sessions.trial,
      workflow: workflow, routes: sessions.routes[epoch],
      learningMonths: plan.epochs[epoch].learningMonths,
      prices: plan.priceFactors(epoch, inputs), isByToken: sessions.isShadow, layout: layout,
      unitsPerSession: unitsPerSession, harness: harness, harnessPerSession: harnessPerSession,
      inputs: inputs)
  }

  /// Adds the expected cost of the horizon by item and meter.
  func addBreakdown(
    index: Int, lambda: [Double], to breakdown: inout [BreakdownPlace: Double]
  ) {
    let tiers = evaluator.models[sessions.workflow].plan.tiers
    var calls = 0.0
    var tokens = 0.0
    var total = 0.0
    var turns = 0.0
    for tier in tiers.indices {
      var costs = [Double](repeating: 0, count: tiers[tier].items.count * Self.billedMeters.count)
      for (epoch, routes) in sessions.routes.enumerated() where routes[tier].share > 0 {
        let share = routes[tier].share
        // Sessions, and sessions weighted with each cached call's hit rate.
        var weights = [Double](repeating: 0, count: 1 + tiers[tier].calls.count)
        let cached = tiers[tier].calls.indices.filter { tiers[tier].calls[$0].timeToLive != nil }
        for week in plan.weeksOfEpoch[epoch] {
          weights[0] += lambda[week] * share
          for call in cached {
            weights[1 + call] += lambda[week] * share * sessions.hits[week, tier, call]
          }
        }
        let prices = plan.priceFactors(epoch, inputs)
        let table = evaluator.sessionFlows(workflow: sessions.workflow, epoch: epoch, tier: tier)
        for (row, weight) in weights.enumerated() where weight > 0 {
          let place = table.place(trial: sessions.slot, row: row)
          calls += weight * table.flows[place + FlowLayout.calls]
          tokens += weight * FlowLayout.tokens(in: table.flows, from: place)
          addTokens(
            table, row: row, weight: weight, tier: tiers[tier], prices: prices, to: &costs)
        }
        total += weights[0]
        turns += weights[0] * sessions.trial.ends[epoch][tier].turns
      }
      for (place, item) in tiers[tier].items.enumerated() {
        for (offset, meter) in Self.billedMeters.enumerated() {
          let cost = costs[place * Self.billedMeters.count + offset]
          guard cost != 0 else { continue }
          breakdown[
            BreakdownPlace(segment: index, call: item.label, model: item.model, meter: meter),
            default: 0] += cost
        }
      }
    }
    func book(_ name: String?, _ meter: CostMeter, _ cost: Double) {
      guard cost != 0 else { return }
      breakdown[BreakdownPlace(segment: index, call: name, model: nil, meter: meter), default: 0] +=
        cost
    }
    book(nil, .responseCache, total * lookupsPerSession)
    for part in harness.parts {
      let amount: Double =
        switch part.basis {
        case .unit: total * unitsPerSession
        case .session: total
        case .turn: turns
        case .request: calls
        case .thousandTokens: tokens / 1000
        case .month: 0
        }
      book(part.name, part.meter, amount * part.price)
    }
  }

  private static let billedMeters: [CostMeter] = [
    .input, .cacheRead, .cacheWrite, .output, .fees,
  ]

  /// Adds the cost of one row of a tier's usage: by item, then ``billedMeters``.
  private func addTokens(
    _ table: SessionFlows, row: Int, weight: Double, tier: TierPlan, prices: [Double],
    to costs: inout [Double]
  ) {
    let start = table.usagePlace(trial: sessions.slot, row: row)
    for (place, item) in tier.items.enumerated() {
      let factor = prices.isEmpty ? 1 : prices[item.model]
      let ttl = tier.ttl(ofItem: place)
      let rates = (sessions.isShadow ? item.listRates(ttl: ttl) : item.rates(ttl: ttl)) * factor
      let first = start + place * MeanUsage.metersPerItem
      let target = place * Self.billedMeters.count
      for meter in 0..<8 {
        // A model that does not meter writes bills written tokens as input.
        let kind = meter % 4 == 2 && !item.metersWrites ? 0 : meter % 4
        costs[target + kind] += weight * table.usage[first + meter] * rates[meter]
      }
      costs[target + 4] += weight * table.usage[first + MeanUsage.fees] * factor
    }
  }
}
