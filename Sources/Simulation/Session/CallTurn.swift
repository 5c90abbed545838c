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
    sums[start + FlowLayout.requestsOfModel] += requests
    sums[start + FlowLayout.costOfModel] += cost
  }
}

/// One call's turn in every state of the cache that can occur.
///
/// A class, so that one serves all turns of a panel, and nobody copies its two hundred numbers.
final class CallTurn {
  private(set) var own = RoundMomentsByState()
  private(set) var shared = RoundMomentsByState()
  private(set) var miss = RoundMomentsByState()
  private(set) var full = RoundMomentsByState()

  /// Moves to a turn, of which the first has no state of its own.
  func move(
    to turn: Int, _ walker: borrowing CallWalker, _ lengths: borrowing PanelLengths,
    _ call: CallInputs, _ retry: borrowing RetryMoments, _ rates: borrowing ItemRates,
    pricePerRequest price: Double
  ) {
    let later = LaterRequests(walker, lengths, call, retry, rates, turn: turn, price)
    let share = walker.sent * call.share
    var children: RoundMomentsByState?
    if call.descendants.moments.mean > 0 {
      let run = walker.delegated()
      children = LaterRequests(run, lengths, call, retry, rates, turn: turn, price)
        .round(run, call, retry, rates, run.delegatedState, price)
        .repeated(call.descendants.moments)
    }
    func round(_ state: CacheState) -> RoundMomentsByState {
      let own = later.round(walker, call, retry, rates, state, price)
      return (children.map(own.joined) ?? own).played(in: share)
    }
    miss = round(.miss)
    guard call.cache != nil else {
      full = miss
      (shared, own) = (RoundMomentsByState(), RoundMomentsByState())
      return
    }
    shared = round(.shared)
    own = turn > 0 ? round(.own) : RoundMomentsByState()
    full = call.checker != nil ? round(.full) : RoundMomentsByState()
  }
}

/// The requests of a turn after its first: the same whatever state the first finds the cache in.
private struct LaterRequests {
  /// Raw moments and products over the turns with at least one step, each weighted with its
  /// probability.
  private var sums = RoundMomentsByState()
  private let stepOutput: Lanes

  init(
    _ walker: borrowing CallWalker, _ lengths: borrowing PanelLengths, _ call: CallInputs,
    _ retry: borrowing RetryMoments, _ rates: borrowing ItemRates, turn: Int, _ price: Double
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
      input = walker.grown(input, by: step.output + step.result)
      var tokens = walker.later(input: input, before: previous)
      let cost = rates.cost(of: tokens, input: input)
      if call.steps[k] > 0 {
        var whole = before
        tokens.output = walker.output
        whole.add(tokens, cost: cost.input + walker.output * cost.outputRate, retry, price)
        sums.add(whole, probability: call.steps[k])
      }
      guard k + 1 < call.steps.count, call.stepsAtLeast[k + 1] > 0 else { break }
      tokens.output = lengths.step(k + 1, turn: turn).output
      before.add(tokens, cost: cost.input + tokens.output * cost.outputRate, retry, price)
    }
  }

  /// Adds the first request, which is independent of the later ones given the lengths.
  func round(
    _ walker: borrowing CallWalker, _ call: CallInputs, _ retry: borrowing RetryMoments,
    _ rates: borrowing ItemRates, _ state: CacheState, _ price: Double
  ) -> RoundMomentsByState {
    var tokens = walker.first(state)
    let cost = rates.cost(of: tokens, input: walker.base)
    var round = RoundMomentsByState()
    if call.steps[0] > 0 {
      var only = RequestSums()
      tokens.output = walker.output
      only.add(tokens, cost: cost.input + walker.output * cost.outputRate, retry, price)
      round.add(only, probability: call.steps[0])
    }
    guard call.hasLoop else { return round }
    var first = RequestSums()
    tokens.output = stepOutput
    first.add(tokens, cost: cost.input + stepOutput * cost.outputRate, retry, price)
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
    let linear: Double = 3 * price * price * retry.thirdBilledAttemptsAttempts
    let constant: Double = price * price * price * retry.thirdAttempts
    third += x * (x * cubic + linear) + constant
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
  /// The sum of as many independent copies as a count says.
  func repeated(_ count: CountMoments) -> RoundMomentsByState {
    let m = first
    let v = second - m * m
    let k = third - 3 * m * second + 2 * m * m * m
    let mean = m * count.mean
    let variance = v * count.mean + m * m * count.variance
    let cubic = k * count.mean + m * v * (3 * count.variance) + m * m * m * count.third
    var sum = RoundMomentsByState()
    sum.first = mean
    sum.second = variance + mean * mean
    sum.third = cubic + 3 * mean * variance + mean * mean * mean
    sum.mean.add(self.mean, times: Lanes(repeating: count.mean))
    // E[g X] of the sums: the covariance of one copy, that of the count, and the product of the means.
    sum.product.add(product, times: Lanes(repeating: count.mean))
    sum.product.add(self.mean, times: m * (count.variance - count.mean) + mean * count.mean)
    return sum
  }

  /// The sum with an independent part.
  func joined(_ other: RoundMomentsByState) -> RoundMomentsByState {
    var sum = self
    sum.first += other.first
    sum.second += 2 * first * other.first + other.second
    sum.third += 3 * second * other.first + 3 * first * other.second
    sum.third += other.third
    sum.mean.add(other.mean, times: Lanes(repeating: 1))
    sum.product.add(mean, times: other.first)
    sum.product.add(other.mean, times: first)
    sum.product.add(other.product, times: Lanes(repeating: 1))
    return sum
  }

  /// The same where it is played in a share of the turns and costs nothing in the others: raw moments
  /// and products are means, so each is multiplied.
  func played(in share: Lanes) -> RoundMomentsByState {
    guard share != Lanes(repeating: 1) else { return self }
    var round = RoundMomentsByState()
    round.first = first * share
    round.second = second * share
    round.third = third * share
    round.mean.add(mean, times: share)
    round.product.add(product, times: share)
    return round
  }

  @inline(__always)
  mutating func add(_ requests: RequestSums, probability: Double) {
    let m = requests.mean
    let v = requests.variance
    let squares = m * m + v
    first += m * probability
    second += squares * probability
    let cubes = m * squares + 2 * m * v + requests.third
    third += cubes * probability
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
    var sums = ComponentSums()
    sums.add(self.own, own)
    sums.add(shared, (1 - own) * hit)
    sums.add(miss, (1 - own) * (1 - hit))
    return (sums.mean, sums.covariance)
  }
}

/// Components of a mixture of states, and their products with the cost.
private struct ComponentSums {
  private(set) var mean = SixLanes()
  private var product = SixLanes()
  private var cost = Lanes.zero

  @inline(__always)
  mutating func add(_ state: RoundMomentsByState, _ probability: Double) {
    guard probability > 0 else { return }
    let factor = Lanes(repeating: probability)
    mean.add(state.mean, times: factor)
    product.add(state.product, times: factor)
    cost += state.first * probability
  }

  var covariance: SixLanes {
    var covariance = product
    covariance.add(mean, times: -cost)
    return covariance
  }
}
