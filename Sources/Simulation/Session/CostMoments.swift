/// Raw moments of the cost of a session given its number of model turns, and the products of its
/// components with the cost, integrated over the panel.
///
/// Given lengths and tier, turns are independent: retries, rounds, steps and cache states are
/// summed by probability, so only lengths are integrated on points. Cost here is what depends on
/// turns: tokens, and what the harness charges per request, token and turn.
///
/// Under a token budget a session of n turns is one of as many as the budget leaves of them: raw moments
/// of the sums up to each turn, weighted with the probability that it is the last one sent.
///
/// Moments are polynomials of degree up to three in the probability h that another session has
/// kept the shared prefix: they are evaluated at ``nodes`` and interpolated. Component products,
/// which only share out the noise of the total, are evaluated at h = 0 and 1.
struct CostMoments {
  /// Values of h at which moments are evaluated.
  static let nodes = [0, 1.0 / 3, 2.0 / 3, 1]
  /// Components of one model: input, read, write, output tokens, requests, token cost.
  static let componentsPerModel = 6

  let columns: Int
  let turns: Int
  /// Row n: moments given n model turns. Columns: for each node E[X], E[X²], E[X³]; then for each
  /// model and component E[g X], then E[n X], at h = 0, and again at h = 1. The cost component of a
  /// model has what the harness charges per token in it.
  private(set) var rows: [Double]

  static func columnCount(models: Int) -> Int {
    firstProduct(end: 2, components: models * componentsPerModel)
  }

  /// Column of E[g X] of the first component, at h = 0 (end 0) and 1.
  static func firstProduct(end: Int, components: Int) -> Int {
    nodes.count * 3 + end * (components + 1)
  }

  init(
    items: [BilledItem], calls: [CallInputs], requests: [SideRequestInputs], turns: Int,
    points: Int, harness: HarnessRates, budget: TurnsWithinBudget? = nil
  ) {
    let models = items.models
    columns = Self.columnCount(models: models.count)
    self.turns = turns
    rows = [Double](repeating: 0, count: (turns + 1) * columns)
    let mode = LaneMode.points(points)
    let places = items.map { item in
      models.firstIndex { $0.index == item.model }! * Self.componentsPerModel
    }
    let pricePerRequest = harness.perRequest
    let rates = calls.map {
      ItemRates(
        items[$0.item], ttl: $0.cache?.ttl, webSearches: $0.webSearches,
        surcharge: harness.perToken)
    }
    func plain(_ item: Int) -> ItemRates {
      ItemRates(items[item], ttl: nil, surcharge: harness.perToken)
    }
    let checkers = calls.map { call in call.checker.map { plain($0.item) } }
    let requestRates = requests.map { plain($0.item) }
    let usesCache = calls.contains { $0.cache != nil }
    let componentCount = models.count * Self.componentsPerModel
    let (normal, outage) = (CallTurn(), CallTurn())
    var session = SessionSums(components: componentCount)
    var sums = LaneMoments(
      components: componentCount, columns: columns, hasBudget: budget != nil)
    var walkers = calls.map { CallWalker($0) }
    for group in 0..<mode.groups {
      session.clear()
      sums.clear()
      let lengths = calls.map {
        PanelLengths(
          $0.lengths, turns: turns, mode: mode, group: group, hasBudget: budget != nil)
      }
      for index in walkers.indices { walkers[index].restart() }
      for turn in 0..<turns {
        let state = budget?.turn(turn, group: group)
        let isSent = state.map { $0.probability.max() > 0 } ?? true
        for index in calls.indices where isSent {
          lengths[index].advance(&walkers[index], to: turn)
          if calls[index].isFallback { walkers[index].send(where: walkers[index - 1].sent) }
          func play(_ retry: RetryMoments, on states: CallTurn) {
            states.move(
              to: turn, walkers[index], lengths[index], calls[index], retry, rates[index],
              pricePerRequest: pricePerRequest)
          }
          let retry = calls[index].retry
          play(retry.normal, on: normal)
          if let bad = retry.outage { play(bad, on: outage) }
          session.add(
            normal, inOutage: retry.outage == nil ? nil : outage,
            calls[index],
            Check(
              calls[index].checker, checkers[index], walkers[index],
              pricePerRequest: pricePerRequest),
            turn: turn,
            place: places[calls[index].item],
            checkerPlace: calls[index].checker.map { places[$0.item] })
        }
        for (request, rates) in zip(requests, requestRates) where isSent {
          session.addPlain(
            request.input(walkers[request.readsCall]), request.output, rates,
            count: request.count(walkers[request.readsCall]),
            place: places[request.item], pricePerRequest: pricePerRequest)
        }
        if isSent {
          sums.update(
            session, turns: turn + 1, pricePerTurn: harness.perTurn, usesCache: usesCache,
            under: state)
        }
        for column in 0..<columns {
          rows[(turn + 1) * columns + column] += (sums[column] * mode.weight).total
        }
      }
    }
  }

  /// What the values at the nodes weigh in the cubic through them: Lagrange weights at 0, 1/3, 2/3, 1.
  static func weights(at hit: Double) -> SIMD4<Double> {
    let a = 3 * hit - 1
    let b = 3 * hit - 2
    let c = hit - 1
    return SIMD4(-a * b * c / 2, 4.5 * hit * b * c, -4.5 * hit * a * c, hit * a * b / 2)
  }

  /// The columns given a law of the number of model turns.
  func weighted(_ probabilities: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: columns)
    for (n, probability) in probabilities.enumerated() where n > 0 && probability > 0 {
      for column in 0..<columns { sums[column] += probability * rows[n * columns + column] }
    }
    return sums
  }
}
