import Scenarios

/// One segment in one trial: what its sessions cost, week by week.
struct SegmentEvaluation {
  let sessions: WorkflowSessions
  private let evaluator: StrategyEvaluator
  private let inputs: Inputs
  private let unitsPerSession: Double
  /// US dollars of harness per session that do not depend on its requests.
  private let harnessPerSession: Double
  private let pricePerRequest: Double
  private let lookupsPerSession: Double
  private let hasHarness: Bool
  /// By epoch: conditional share of each flow in the noise of the total.
  private let slopesByEpoch: [[Double]]

  private var layout: FlowLayout { evaluator.layout }
  private var plan: Plan { evaluator.plan }

  init(
    segment: Segment, sessions: WorkflowSessions, evaluator: StrategyEvaluator, inputs: Inputs,
    slopesNeeded: Bool = true
  ) {
    self.sessions = sessions
    self.evaluator = evaluator
    self.inputs = inputs
    let units = inputs(segment.unitsPerSession)
    let harness = evaluator.plan.scenario.harness
    // Untracked use goes to the model and past everything around it.
    hasHarness = !segment.isShadow
    let lookups = segment.isShadow ? 0 : sessions.trial.lookupsPerSession
    let perSession = inputs(harness.perUnit) * units + lookups
    let perRequest = segment.isShadow ? 0 : harness.pricePerRequest(inputs)
    lookupsPerSession = lookups
    unitsPerSession = units
    harnessPerSession = perSession
    pricePerRequest = perRequest
    slopesByEpoch =
      slopesNeeded
      ? evaluator.plan.learningMonths.indices.map {
        Self.slopes(
          epoch: $0, sessions: sessions, evaluator: evaluator, units: units, harness: perSession,
          pricePerRequest: perRequest)
      } : []
  }

  /// Expected flows of a week with `lambda` expected sessions.
  func expectedFlows(week: Int, lambda: Double, into flows: inout [Double]) {
    for place in flows.indices { flows[place] = 0 }
    let epoch = plan.epochOfWeek[week]
    let routes = sessions.routes[epoch]
    let tiers = evaluator.models[sessions.workflow].plan.tiers
    var successes = 0.0
    var escalations = 0.0
    var budgetEnds = 0.0
    for (tier, route) in routes.enumerated() where route.share > 0 {
      let weight = lambda * route.share
      if tiers[tier].isEscalated { escalations += weight }
      successes += weight * route.success
      budgetEnds += weight * sessions.trial.ends[epoch][tier].atBudget
      let table = evaluator.sessionFlows(workflow: sessions.workflow, epoch: epoch, tier: tier)
      add(table, row: 0, weight: weight, to: &flows)
      for (call, hit) in sessions.hits[week][tier].enumerated() where hit > 0 {
        add(table, row: 1 + call, weight: weight * hit, to: &flows)
      }
    }
    flows[FlowLayout.sessions] = lambda
    flows[FlowLayout.units] = lambda * unitsPerSession
    flows[FlowLayout.successes] = successes * unitsPerSession
    flows[FlowLayout.escalations] = escalations
    flows[FlowLayout.budgetEnds] = budgetEnds
    flows[FlowLayout.harness] =
      lambda * harnessPerSession + flows[FlowLayout.calls] * pricePerRequest
  }

  @inline(__always)
  private func add(_ table: SessionFlows, row: Int, weight: Double, to flows: inout [Double]) {
    let place = table.place(trial: sessions.slot, row: row)
    for flow in flows.indices { flows[flow] += weight * table.flows[place + flow] }
  }

  /// Expected cost of one session of a week.
  func expectedCost(week: Int) -> Double {
    let epoch = plan.epochOfWeek[week]
    var cost = harnessPerSession
    for (tier, route) in sessions.routes[epoch].enumerated() where route.share > 0 {
      let table = evaluator.sessionFlows(workflow: sessions.workflow, epoch: epoch, tier: tier)
      func part(_ row: Int) -> Double {
        let place = table.place(trial: sessions.slot, row: row)
        return table.flows[place + FlowLayout.inference]
          + table.flows[place + FlowLayout.calls] * pricePerRequest
      }
      var sum = part(0)
      for (call, hit) in sessions.hits[week][tier].enumerated() where hit > 0 {
        sum += hit * part(1 + call)
      }
      cost += route.share * sum
    }
    return cost
  }

  /// Raw moments of a session's whole cost in a week.
  func moments(week: Int) -> (first: Double, second: Double, third: Double) {
    let epoch = plan.epochOfWeek[week]
    var sums = (first: 0.0, second: 0.0, third: 0.0)
    for (tier, route) in sessions.routes[epoch].enumerated() where route.share > 0 {
      let moments = sessions.moments(week: week, tier: tier)
      sums.first += route.share * moments.first
      sums.second += route.share * moments.second
      sums.third += route.share * moments.third
    }
    let a = harnessPerSession
    return (
      sums.first + a, sums.second + 2 * a * sums.first + a * a,
      sums.third + 3 * a * sums.second + 3 * a * a * sums.first + a * a * a
    )
  }

  /// Conditional share of each flow in the noise of the week's total.
  func slopes(week: Int) -> [Double] { slopesByEpoch[plan.epochOfWeek[week]] }

  /// E[g X] / E[X²] by flow g, with X the session's cost; cost components sum to one.
  private static func slopes(
    epoch: Int, sessions: WorkflowSessions, evaluator: StrategyEvaluator, units: Double,
    harness a: Double, pricePerRequest: Double
  ) -> [Double] {
    let layout = evaluator.layout
    var products = [Double](repeating: 0, count: layout.count)
    var meanCost = a
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
      for (index, model) in CostMoments.models(of: tierPlan.items).enumerated() {
        let place = layout.firstPlace(ofModel: model)
        let metersWrites = tierPlan.items.first { $0.model == model }!.metersWrites
        for component in 0..<CostMoments.componentsPerModel {
          // X = a + what depends on turns: E[g X] = a E[g] + E[g X'].
          let product =
            route.share
            * (columns[index * CostMoments.componentsPerModel + component]
              + a * table.flows[base + place + component])
          // A model that does not meter writes bills written tokens as input.
          let metered = component == 2 && !metersWrites ? 0 : component
          products[place + metered] += product
          let common =
            metered == 5 ? FlowLayout.inference : FlowLayout.firstToken + metered
          products[common] += product
        }
      }
    }
    products[FlowLayout.sessions] = meanCost
    products[FlowLayout.units] = units * meanCost
    products[FlowLayout.harness] = a * meanCost + pricePerRequest * products[FlowLayout.calls]
    let square = products[FlowLayout.inference] + products[FlowLayout.harness]
    guard square > 0 else { return [Double](repeating: 0, count: layout.count) }
    return products.map { $0 / square }
  }

  /// A simulator of this segment's sessions that start in one learning epoch.
  func sampler(epoch: Int) -> SessionSampler {
    SessionSampler(
      model: evaluator.models[sessions.workflow], trial: sessions.trial,
      routes: sessions.routes[epoch], learningMonths: plan.learningMonths[epoch], layout: layout,
      unitsPerSession: unitsPerSession, harnessPerSession: harnessPerSession,
      pricePerRequest: pricePerRequest, inputs: inputs)
  }

  /// Adds the expected cost of the horizon by item and meter.
  func addBreakdown(
    index: Int, lambda: [Double], to breakdown: inout [BreakdownPlace: Double]
  ) {
    let tiers = evaluator.models[sessions.workflow].plan.tiers
    var calls = 0.0
    var total = 0.0
    for (epoch, routes) in sessions.routes.enumerated() {
      for (tier, route) in routes.enumerated() where route.share > 0 {
        // Sessions, and sessions weighted with each call's hit rate.
        var weights = [Double](repeating: 0, count: 1 + tiers[tier].calls.count)
        for week in lambda.indices where plan.epochOfWeek[week] == epoch {
          weights[0] += lambda[week] * route.share
          for (call, hit) in sessions.hits[week][tier].enumerated() {
            weights[1 + call] += lambda[week] * route.share * hit
          }
        }
        let table = evaluator.sessionFlows(workflow: sessions.workflow, epoch: epoch, tier: tier)
        for (row, weight) in weights.enumerated() where weight > 0 {
          let place = table.place(trial: sessions.slot, row: row)
          calls += weight * table.flows[place + FlowLayout.calls]
          addTokens(table, row: row, weight: weight, tier: tiers[tier], index: index, &breakdown)
        }
        total += weights[0]
      }
    }
    let harness = plan.scenario.harness
    if !hasHarness { calls = 0 }
    let parts: [(CostMeter, Double)] = [
      (.harnessPerUnit, total * (harnessPerSession - lookupsPerSession)),
      (.responseCache, total * lookupsPerSession),
      (
        .vectorQueries,
        calls * inputs(harness.vectorQueriesPerCall) * inputs(harness.vectorQueryPrice)
      ),
      (
        .egress,
        calls * inputs(harness.egressMegabytesPerCall) / 1000
          * inputs(harness.egressPricePerGigabyte)
      ),
    ]
    for (meter, cost) in parts where cost != 0 {
      breakdown[BreakdownPlace(segment: index, call: nil, model: nil, meter: meter), default: 0] +=
        cost
    }
  }

  private func addTokens(
    _ table: SessionFlows, row: Int, weight: Double, tier: TierPlan, index: Int,
    _ breakdown: inout [BreakdownPlace: Double]
  ) {
    let meters: [CostMeter] = [.input, .cacheRead, .cacheWrite, .output]
    let start = table.usagePlace(trial: sessions.slot, row: row)
    for (place, item) in tier.items.enumerated() {
      let rates = item.rates(ttl: tier.ttl(ofItem: place))
      let first = start + place * MeanUsage.metersPerItem
      func add(_ cost: Double, _ meter: CostMeter) {
        guard cost != 0 else { return }
        breakdown[
          BreakdownPlace(segment: index, call: item.label, model: item.model, meter: meter),
          default: 0] += weight * cost
      }
      for meter in 0..<8 {
        let kind = meter % 4 == 2 && !item.metersWrites ? CostMeter.input : meters[meter % 4]
        add(table.usage[first + meter] * rates[meter], kind)
      }
      add(table.usage[first + MeanUsage.fees], .fees)
    }
  }
}
