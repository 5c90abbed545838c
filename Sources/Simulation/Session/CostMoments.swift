/// Raw moments of the cost of a session given its number of model turns, and the products of its
/// components with the cost, integrated over the panel.
///
/// Given lengths and tier, turns are independent: retries, rounds, steps and cache states are
/// summed by probability, so only lengths are integrated on points. Cost here is what depends on
/// turns (tokens, and what the harness charges per request).
///
/// Moments are polynomials of degree up to three in the probability h that another session has
/// kept the shared prefix: they are evaluated at ``nodes`` and interpolated. Component products,
/// which only share out the noise of the total, are evaluated at h = 0 and 1.
struct CostMoments {
  /// Values of h at which moments are evaluated.
  static let nodes = [0, 1.0 / 3, 2.0 / 3, 1]
  /// Components of one model: input, read, write, output tokens, requests, token cost.
  static let componentsPerModel = 6

  /// Models of the tier in the order of its items, each once.
  let models: [Int]
  let columns: Int
  let turns: Int
  /// Row n: moments given n model turns. Columns: for each node E[X], E[X²], E[X³]; then for each
  /// model and component E[g X] at h = 0, and again at h = 1.
  private(set) var rows: [Double]

  static func models(of items: [BilledItem]) -> [Int] {
    var models: [Int] = []
    for item in items where !models.contains(item.model) { models.append(item.model) }
    return models
  }

  static func columnCount(models: Int) -> Int {
    nodes.count * 3 + 2 * models * componentsPerModel
  }

  init(
    items: [BilledItem], calls: [CallInputs], requests: [RoutingRequestInputs], turns: Int,
    points: Int, pricePerRequest: Double
  ) {
    models = Self.models(of: items)
    columns = Self.columnCount(models: models.count)
    self.turns = turns
    rows = [Double](repeating: 0, count: (turns + 1) * columns)
    let mode = LaneMode.points(points)
    let places = items.map { models.firstIndex(of: $0.model)! * Self.componentsPerModel }
    let rates = calls.map {
      ItemRates(items[$0.item], ttl: $0.cache?.ttl, webSearches: $0.webSearches)
    }
    let checkers = calls.map { call in call.checker.map { ItemRates(items[$0.item], ttl: nil) } }
    let requestRates = requests.map { ItemRates(items[$0.item], ttl: nil) }
    let usesCache = calls.contains { $0.cache != nil }
    let componentCount = models.count * Self.componentsPerModel
    for group in 0..<mode.groups {
      let lengths = calls.map {
        PanelLengths(
          $0.lengths, turns: turns, steps: $0.steps.count - 1, mode: mode, group: group)
      }
      var walkers = calls.map { CallWalker($0) }
      var session = SessionSums(components: componentCount)
      for turn in 0..<turns {
        for index in calls.indices {
          lengths[index].advance(&walkers[index], to: turn)
          session.add(
            CallTurn(
              walkers[index], lengths[index], calls[index], rates[index], turn: turn,
              pricePerRequest: pricePerRequest),
            calls[index], checkers[index], user: walkers[index].user,
            output: walkers[index].output, pricePerRequest: pricePerRequest, turn: turn,
            place: places[calls[index].item],
            checkerPlace: calls[index].checker.map { places[$0.item] })
        }
        for (request, rates) in zip(requests, requestRates) {
          let read = walkers[request.readsCall]
          session.addPlain(
            request.input(user: read.user, output: read.output), request.output, rates,
            place: places[request.item], pricePerRequest: pricePerRequest)
        }
        store(session, row: turn + 1, weight: mode.weight, usesCache: usesCache)
      }
    }
  }

  /// The columns given a law of the number of model turns.
  func weighted(_ probabilities: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: columns)
    for (n, probability) in probabilities.enumerated() where n > 0 && probability > 0 {
      for column in 0..<columns { sums[column] += probability * rows[n * columns + column] }
    }
    return sums
  }

  private mutating func store(
    _ session: SessionSums, row: Int, weight: Lanes, usesCache: Bool
  ) {
    let start = row * columns
    for node in Self.nodes.indices {
      let source = usesCache ? node : 0
      let m = session.mean[source]
      let v = session.variance[source]
      let squares = m * m + v
      rows[start + node * 3] += (m * weight).total
      rows[start + node * 3 + 1] += (squares * weight).total
      rows[start + node * 3 + 2] +=
        ((m * squares + 2 * m * v + session.third[source]) * weight).total
    }
    let count = session.components
    let products = start + Self.nodes.count * 3
    for end in 0..<2 {
      let node = usesCache && end == 1 ? Self.nodes.count - 1 : 0
      let m = session.mean[node]
      for component in 0..<count {
        let place = end * count + component
        rows[products + place] +=
          ((session.componentMean[place] * m + session.componentCovariance[place]) * weight).total
      }
    }
  }
}

/// Moments of one call's requests in one round of one turn, given the state of the cache.
struct RoundMomentsByState {
  var first = Lanes.zero
  var second = Lanes.zero
  var third = Lanes.zero
  /// Input, read, write, output, requests, token cost: mean, and product with the cost.
  var mean = SixLanes()
  var product = SixLanes()
}

/// Six vectors, one per component of a model.
struct SixLanes {
  var input = Lanes.zero
  var read = Lanes.zero
  var write = Lanes.zero
  var output = Lanes.zero
  var requests = Lanes.zero
  var cost = Lanes.zero

  @inline(__always)
  mutating func add(_ other: SixLanes, times factor: Lanes) {
    input += other.input * factor
    read += other.read * factor
    write += other.write * factor
    output += other.output * factor
    requests += other.requests * factor
    cost += other.cost * factor
  }

  @inline(__always)
  func add(to sums: inout [Lanes], at start: Int) {
    sums[start] += input
    sums[start + 1] += read
    sums[start + 2] += write
    sums[start + 3] += output
    sums[start + 4] += requests
    sums[start + 5] += cost
  }
}

/// One call's turn in every state of the cache that can occur.
struct CallTurn {
  private(set) var own = RoundMomentsByState()
  private(set) var shared = RoundMomentsByState()
  private(set) var miss = RoundMomentsByState()
  private(set) var full = RoundMomentsByState()

  init(
    _ walker: CallWalker, _ lengths: PanelLengths, _ call: CallInputs, _ rates: ItemRates,
    turn: Int, pricePerRequest price: Double
  ) {
    let later = LaterRequests(walker, lengths, call, rates, turn: turn, price)
    miss = later.round(walker, call, rates, .miss, price).played(in: call.share)
    guard call.cache != nil else {
      full = miss
      return
    }
    shared = later.round(walker, call, rates, .shared, price)
    if turn > 0 { own = later.round(walker, call, rates, .own, price) }
    if call.checker != nil { full = later.round(walker, call, rates, .full, price) }
  }
}

/// The requests of a turn after its first: the same whatever state the first finds the cache in.
private struct LaterRequests {
  /// Raw moments and products over the turns with at least one step, each weighted with its
  /// probability.
  private var sums = RoundMomentsByState()
  private let stepOutput: Lanes

  init(
    _ walker: CallWalker, _ lengths: PanelLengths, _ call: CallInputs, _ rates: ItemRates,
    turn: Int, _ price: Double
  ) {
    guard call.hasLoop else {
      stepOutput = .zero
      return
    }
    stepOutput = lengths.step(1, turn: turn).output
    var before = RequestSums()
    var input = walker.base
    for k in 1..<call.steps.count where call.stepsAtLeast[k] > 0 {
      let step = lengths.step(k, turn: turn)
      let previous = input
      input += step.output + step.result
      var tokens = walker.later(input: input, before: previous)
      let cost = rates.cost(of: tokens, input: input)
      if call.steps[k] > 0 {
        var whole = before
        tokens.output = walker.output
        whole.add(tokens, cost: cost.input + walker.output * cost.outputRate, call.retry, price)
        sums.add(whole, probability: call.steps[k])
      }
      guard k + 1 < call.steps.count, call.stepsAtLeast[k + 1] > 0 else { break }
      tokens.output = lengths.step(k + 1, turn: turn).output
      before.add(tokens, cost: cost.input + tokens.output * cost.outputRate, call.retry, price)
    }
  }

  /// Adds the first request, which is independent of the later ones given the lengths.
  func round(
    _ walker: CallWalker, _ call: CallInputs, _ rates: ItemRates, _ state: CacheState,
    _ price: Double
  ) -> RoundMomentsByState {
    var tokens = walker.first(state)
    let cost = rates.cost(of: tokens, input: walker.base)
    var round = RoundMomentsByState()
    if call.steps[0] > 0 {
      var only = RequestSums()
      tokens.output = walker.output
      only.add(tokens, cost: cost.input + walker.output * cost.outputRate, call.retry, price)
      round.add(only, probability: call.steps[0])
    }
    guard call.hasLoop else { return round }
    var first = RequestSums()
    tokens.output = stepOutput
    first.add(tokens, cost: cost.input + stepOutput * cost.outputRate, call.retry, price)
    round.add(first, probability: call.stepsAtLeast[1])
    // Raw moments of a sum of two independent parts.
    let m = first.mean
    let squares = m * m + first.variance
    round.first += sums.first
    round.second += 2 * m * sums.first + sums.second
    round.third += 3 * squares * sums.first
    round.third += 3 * m * sums.second + sums.third
    round.mean.add(sums.mean, times: Lanes(repeating: 1))
    round.product.add(first.components, times: sums.first)
    round.product.add(sums.mean, times: m)
    round.product.add(sums.product, times: Lanes(repeating: 1))
    return round
  }
}

/// Independent requests added up: cumulants of their cost, and their components.
struct RequestSums {
  var mean = Lanes.zero
  var variance = Lanes.zero
  var third = Lanes.zero
  var components = SixLanes()
  /// Covariance of each component with the cost.
  var covariance = SixLanes()

  @inline(__always)
  mutating func add(
    _ tokens: RequestTokens, cost x: Lanes, _ retry: RetryMoments, _ price: Double
  ) {
    mean += x * retry.billed + price * retry.attempts
    let covBilled = x * retry.varBilled + price * retry.covBilledAttempts
    let covAttempts = x * retry.covBilledAttempts + price * retry.varAttempts
    variance += x * covBilled + price * covAttempts
    let cubic = x * retry.thirdBilled + 3 * price * retry.thirdBilledBilledAttempts
    let linear = 3 * price * price * retry.thirdBilledAttemptsAttempts
    third += x * (x * cubic + linear) + price * price * price * retry.thirdAttempts
    components.input += tokens.input * retry.billed
    components.read += tokens.read * retry.billed
    components.write += tokens.write * retry.billed
    components.output += tokens.output * retry.billed
    components.requests += retry.attempts
    components.cost += x * retry.billed
    covariance.input += tokens.input * covBilled
    covariance.read += tokens.read * covBilled
    covariance.write += tokens.write * covBilled
    covariance.output += tokens.output * covBilled
    covariance.requests += covAttempts
    covariance.cost += x * covBilled
  }
}

extension RoundMomentsByState {
  /// The same where it is played in a share of the turns and costs nothing in the others: raw moments
  /// and products are means, so each is multiplied.
  func played(in share: Double) -> RoundMomentsByState {
    guard share < 1 else { return self }
    var round = RoundMomentsByState()
    round.first = first * share
    round.second = second * share
    round.third = third * share
    round.mean.add(mean, times: Lanes(repeating: share))
    round.product.add(product, times: Lanes(repeating: share))
    return round
  }

  @inline(__always)
  mutating func add(_ requests: RequestSums, probability: Double) {
    let m = requests.mean
    let v = requests.variance
    let squares = m * m + v
    first += m * probability
    second += squares * probability
    third += (m * squares + 2 * m * v + requests.third) * probability
    mean.add(requests.components, times: Lanes(repeating: probability))
    let c = requests.components
    let cov = requests.covariance
    product.input += (c.input * m + cov.input) * probability
    product.read += (c.read * m + cov.read) * probability
    product.write += (c.write * m + cov.write) * probability
    product.output += (c.output * m + cov.output) * probability
    product.requests += (c.requests * m + cov.requests) * probability
    product.cost += (c.cost * m + cov.cost) * probability
  }
}

extension CallTurn {
  /// Raw moments of the first round when the shared prefix is found with probability `hit`.
  @inline(__always)
  func mixed(own: Double, hit: Double) -> (first: Lanes, second: Lanes, third: Lanes) {
    let a = (1 - own) * hit
    let b = (1 - own) * (1 - hit)
    return (
      self.own.first * own + shared.first * a + miss.first * b,
      self.own.second * own + shared.second * a + miss.second * b,
      self.own.third * own + shared.third * a + miss.third * b
    )
  }

  /// Means of the components of the first round, and their covariances with its cost.
  @inline(__always)
  func components(own: Double, hit: Double) -> (mean: SixLanes, covariance: SixLanes) {
    var mean = SixLanes()
    var product = SixLanes()
    var cost = Lanes.zero
    for (state, weight) in [
      (self.own, own), (shared, (1 - own) * hit), (miss, (1 - own) * (1 - hit)),
    ]
    where weight > 0 {
      let factor = Lanes(repeating: weight)
      mean.add(state.mean, times: factor)
      product.add(state.product, times: factor)
      cost += state.first * weight
    }
    product.add(mean, times: -cost)
    return (mean, product)
  }
}

/// The cost of checking one answer.
private struct Check {
  var input = Lanes.zero
  var tokenCost = Lanes.zero
  /// With what the harness charges per request.
  var cost = Lanes.zero

  init(
    _ checker: CallInputs.Checker?, _ rates: ItemRates?, user: Lanes, output: Lanes,
    pricePerRequest: Double
  ) {
    guard let checker, let rates else { return }
    input = checker.input(user: user, output: output)
    let long = rates.isLong(input)
    tokenCost =
      input * rates.rate(0, long: long) + checker.output * rates.rate(3, long: long) + rates.fee
    cost = tokenCost + pricePerRequest
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
    _ states: CallTurn, _ call: CallInputs, _ checkerRates: ItemRates?, user: Lanes,
    output: Lanes, pricePerRequest price: Double, turn: Int, place: Int, checkerPlace: Int?
  ) {
    let check = Check(
      call.checker, checkerRates, user: user, output: output, pricePerRequest: price)
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
    componentMean[start + 3] += output * times
    componentCovariance[start + 3] += output * spread
    componentMean[start + 4] += times
    componentCovariance[start + 4] += spread
    componentMean[start + 5] += check.tokenCost * times
    componentCovariance[start + 5] += check.tokenCost * spread
  }

  /// Adds a request without cache, retry or loop.
  mutating func addPlain(
    _ input: Lanes, _ output: Double, _ rates: ItemRates, place: Int, pricePerRequest: Double
  ) {
    let long = rates.isLong(input)
    let cost =
      input * rates.rate(0, long: long) + output * rates.rate(3, long: long) + rates.fee
    for node in mean.indices { mean[node] += cost + pricePerRequest }
    for end in 0..<2 {
      let start = end * components + place
      componentMean[start] += input
      componentMean[start + 3] += output
      componentMean[start + 4] += 1
      componentMean[start + 5] += cost
    }
  }
}
