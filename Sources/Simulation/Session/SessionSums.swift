/// The cost of checking one answer.
private struct Check {
  /// 1 where the turn is checked.
  var count = Lanes.zero
  var input = Lanes.zero
  var tokenCost = Lanes.zero
  /// With what the harness charges per request.
  var cost = Lanes.zero

  init(
    _ checker: CallInputs.Checker?, _ rates: ItemRates?, _ walker: CallWalker,
    pricePerRequest: Double
  ) {
    guard let checker, let rates else { return }
    count = walker.sent
    let prompt = checker.input(user: walker.user, output: walker.output)
    let long = rates.isLong(prompt)
    input = prompt * count
    let tokens =
      prompt * rates.rate(0, long: long) + checker.output * rates.rate(3, long: long) + rates.fee
    tokenCost = tokens * count
    cost = tokenCost + pricePerRequest * count
  }
}

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

  /// Adds one call's turn.
  mutating func add(
    _ states: CallTurn, _ call: CallInputs, _ checkerRates: ItemRates?, _ walker: CallWalker,
    pricePerRequest price: Double, turn: Int, place: Int, checkerPlace: Int?
  ) {
    let check = Check(call.checker, checkerRates, walker, pricePerRequest: price)
    let rounds = call.checker?.rounds ?? .single
    let later = states.full
    let laterMean = later.first + check.cost
    let laterVariance = later.second - later.first * later.first
    let laterThird =
      later.third - 3 * later.first * later.second + 2 * later.first * later.first * later.first
    let own = turn == 0 ? 0 : call.cache?.ownHit ?? 0
    for node in CostMoments.nodes.indices {
      if call.cache == nil, node > 0 {
        mean[node] += mean[0] - before.mean
        variance[node] += variance[0] - before.variance
        third[node] += third[0] - before.third
        continue
      }
      if node == 0 { before = (mean[0], variance[0], third[0]) }
      let round = states.mixed(own: own, hit: call.cache == nil ? 0 : CostMoments.nodes[node])
      let m = round.first
      let v = round.second - m * m
      let k = round.third - 3 * m * round.second + 2 * m * m * m
      mean[node] += m + check.cost + laterMean * rounds.mean
      variance[node] +=
        v + laterVariance * rounds.mean + laterMean * laterMean * rounds.variance
      let spread = laterMean * laterVariance * (3 * rounds.variance)
      let cubic = laterMean * laterMean * laterMean * rounds.third
      third[node] += k + laterThird * rounds.mean + spread + cubic
    }
    for end in 0..<2 {
      let components = states.components(own: own, hit: call.cache == nil ? 0 : Double(end))
      addComponents(
        components, of: later, laterMean: laterMean, rounds, start: end * self.components + place)
    }
    if let checker = call.checker, let checkerPlace {
      for end in 0..<2 {
        addCheck(
          check, output: checker.output, rounds, spread: laterMean * rounds.variance,
          start: end * components + checkerPlace)
      }
    }
  }

  private mutating func addComponents(
    _ first: (mean: SixLanes, covariance: SixLanes), of later: RoundMomentsByState,
    laterMean: Lanes, _ rounds: RoundMoments, start: Int
  ) {
    guard rounds.mean > 0 else {
      first.mean.add(to: &componentMean, at: start)
      first.covariance.add(to: &componentCovariance, at: start)
      return
    }
    var mean = first.mean
    mean.add(later.mean, times: Lanes(repeating: rounds.mean))
    mean.add(to: &componentMean, at: start)
    var covariance = first.covariance
    covariance.add(later.product, times: Lanes(repeating: rounds.mean))
    covariance.add(
      later.mean, times: laterMean * rounds.variance - later.first * rounds.mean)
    covariance.add(to: &componentCovariance, at: start)
  }

  private mutating func addCheck(
    _ check: Check, output: Double, _ rounds: RoundMoments, spread: Lanes, start: Int
  ) {
    let times = 1 + rounds.mean
    componentMean[start] += check.input * times
    componentCovariance[start] += check.input * spread
    componentMean[start + 3] += check.count * (output * times)
    componentCovariance[start + 3] += check.count * output * spread
    componentMean[start + 4] += check.count * times
    componentCovariance[start + 4] += check.count * spread
    componentMean[start + 5] += check.tokenCost * times
    componentCovariance[start + 5] += check.tokenCost * spread
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
      componentMean[start + 4] += count
      componentMean[start + 5] += cost
    }
  }
}
