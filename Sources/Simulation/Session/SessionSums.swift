/// Cumulants of a session's cost over the turns so far, at every node, and its components.
struct SessionSums {
  let components: Int
  private(set) var mean = [Lanes](repeating: .zero, count: CostMoments.nodes.count)
  private(set) var variance = [Lanes](repeating: .zero, count: CostMoments.nodes.count)
  private(set) var third = [Lanes](repeating: .zero, count: CostMoments.nodes.count)
  /// At h = 0, then at h = 1.
  private(set) var componentMean: [Lanes]
  private(set) var componentCovariance: [Lanes]
  /// The sums before the call that is being added.
  private var before = (mean: Lanes.zero, variance: Lanes.zero, third: Lanes.zero)

  init(components: Int) {
    self.components = components
    componentMean = [Lanes](repeating: .zero, count: 2 * components)
    componentCovariance = componentMean
  }

  /// Goes back to no turns.
  mutating func clear() {
    for node in mean.indices {
      mean[node] = .zero
      variance[node] = .zero
      third[node] = .zero
    }
    for place in componentMean.indices {
      componentMean[place] = .zero
      componentCovariance[place] = .zero
    }
  }

  /// Adds one call's turn, a mixture where the provider may be in an outage.
  mutating func add(
    _ normal: CallTurn, inOutage outage: CallTurn?, _ call: CallInputs, _ check: Check,
    turn: Int, place: Int, checkerPlace: Int?
  ) {
    let own = turn == 0 ? 0 : call.cache?.ownHit ?? 0
    let usual = PlayedTurn(normal, check, call, own: own)
    let bad = outage.map { PlayedTurn($0, check, call, own: own) }
    let share = call.retry.outageShare
    for node in CostMoments.nodes.indices {
      if call.cache == nil, node > 0 {
        mean[node] += mean[0] - before.mean
        variance[node] += variance[0] - before.variance
        third[node] += third[0] - before.third
        continue
      }
      if node == 0 { before = (mean[0], variance[0], third[0]) }
      let hit = call.cache == nil ? 0 : CostMoments.nodes[node]
      var cost = usual.cost(hit: hit)
      if let bad { cost.mix(with: bad.cost(hit: hit), share: share) }
      mean[node] += cost.mean
      variance[node] += cost.variance
      third[node] += cost.third
    }
    for end in 0..<2 {
      let hit = call.cache == nil ? 0 : Double(end)
      var parts = usual.components(hit: hit)
      if let bad {
        parts.mix(with: bad.components(hit: hit), share: share)
      }
      parts.mean.add(to: &componentMean, at: end * components + place)
      parts.covariance.add(to: &componentCovariance, at: end * components + place)
    }
    if let checker = call.checker, let checkerPlace {
      // The checker's means are those of either state, so that its covariances mix as they are.
      let spread = usual.spread * (1 - share) + (bad?.spread ?? .zero) * share
      for end in 0..<2 {
        addCheck(
          check, output: checker.output, checker.rounds, spread: spread,
          start: end * components + checkerPlace)
      }
    }
  }

  private mutating func addCheck(
    _ check: Check, output: Double, _ rounds: RoundMoments, spread: Lanes, start: Int
  ) {
    let times = 1 + rounds.mean
    componentMean[start] += check.input * times
    componentCovariance[start] += check.input * spread
    componentMean[start + 3] += check.count * (output * times)
    componentCovariance[start + 3] += check.count * output * spread
    componentMean[start + FlowLayout.requestsOfModel] += check.count * times
    componentCovariance[start + FlowLayout.requestsOfModel] += check.count * spread
    componentMean[start + FlowLayout.costOfModel] += check.tokenCost * times
    componentCovariance[start + FlowLayout.costOfModel] += check.tokenCost * spread
  }

  /// Adds a request without cache, retry or loop, where `count` is 1.
  mutating func addPlain(
    _ input: Lanes, _ output: Double, _ rates: ItemRates, count: Lanes, place: Int,
    pricePerRequest: Double
  ) {
    let long = rates.isLong(input)
    let tokens =
      input * rates.rate(0, long: long) + output * rates.rate(3, long: long) + rates.fee
    let cost = tokens * count
    for node in mean.indices { mean[node] += cost + pricePerRequest * count }
    for end in 0..<2 {
      let start = end * components + place
      componentMean[start] += input * count
      componentMean[start + 3] += output * count
      componentMean[start + FlowLayout.requestsOfModel] += count
      componentMean[start + FlowLayout.costOfModel] += cost
    }
  }
}
