/// What sessions of a segment cost in one trial, week by week.
///
/// A class, so that a week takes a reference instead of copying the flows.
final class SegmentEvaluation {
  let sessions: WorkflowSessions
  /// By epoch and tier.
  let routes: [[DeliveredRoute]]
  /// Whether they go to the model and past everything around it.
  let isShadow: Bool
  let evaluator: StrategyEvaluator
  let inputs: Inputs
  let unitsPerSession: Double
  let harness: HarnessRates
  /// US dollars of harness per session that do not depend on its turns.
  private let harnessPerSession: Double
  let lookupsPerSession: Double
  let flows: SegmentFlows
  /// By epoch: conditional share of each flow in the noise of the total.
  let slopesByEpoch: [[Double]]

  private var layout: FlowLayout { evaluator.layout }
  var plan: Plan { evaluator.plan }

  /// - Parameters:
  ///   - routes: `nil` for those of the sessions.
  ///   - harness: Of the trial; shadow use has none of it.
  init(
    sessions: WorkflowSessions, routes: [[DeliveredRoute]]? = nil, unitsPerSession units: Double,
    isShadow: Bool, evaluator: StrategyEvaluator, inputs: Inputs, harness: HarnessRates,
    slopesNeeded: Bool
  ) {
    self.sessions = sessions
    let routes = routes ?? sessions.routes
    self.routes = routes
    self.isShadow = isShadow
    self.evaluator = evaluator
    self.inputs = inputs
    let harness = isShadow ? .none : harness
    let lookups = isShadow ? 0 : sessions.trial.lookupsPerSession
    let perSession = harness.perUnit * units + harness.perSession + lookups
    lookupsPerSession = lookups
    unitsPerSession = units
    self.harness = harness
    harnessPerSession = perSession
    flows = SegmentFlows(
      sessions, routes: routes, evaluator: evaluator, unitsPerSession: units, harness: harness,
      perSession: perSession,
      ofTurns: zip(routes, sessions.trial.ends).map { routes, ends in
        harness.perTurn * zip(routes, ends).reduce(0) { $0 + $1.0.share * $1.1.turns }
      })
    slopesByEpoch =
      slopesNeeded
      ? evaluator.plan.epochs.indices.map {
        Self.slopes(
          epoch: $0, sessions: sessions, routes: routes[$0], evaluator: evaluator, units: units,
          harness: harness, perSession: perSession)
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
    epoch: Int, sessions: WorkflowSessions, routes: [DeliveredRoute],
    evaluator: StrategyEvaluator, units: Double, harness: HarnessRates, perSession a: Double
  ) -> [Double] {
    let layout = evaluator.layout
    var products = [Double](repeating: 0, count: layout.count)
    var meanCost = a
    var turns = 0.0
    for (tier, route) in routes.enumerated() where route.share > 0 {
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
      workflow: workflow, routes: routes[epoch],
      learningMonths: plan.epochs[epoch].learningMonths,
      prices: plan.priceFactors(epoch, inputs), isByToken: sessions.isShadow, layout: layout,
      unitsPerSession: unitsPerSession, harness: harness, harnessPerSession: harnessPerSession,
      inputs: inputs)
  }
}
