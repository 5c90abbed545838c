/// The cost of checking one answer.
struct Check {
  /// 1 where the turn is checked.
  var count = Lanes.zero
  var input = Lanes.zero
  var tokenCost = Lanes.zero
  /// With what the harness charges per request.
  var cost = Lanes.zero

  init(
    _ checker: CallInputs.Checker?, _ rates: ItemRates?, _ walker: borrowing CallWalker,
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

/// The moments of one call's turn, all its rounds, in one state of the provider.
struct PlayedTurn {
  private let states: CallTurn
  private let check: Check
  private let rounds: RoundMoments
  private let own: Double
  private let laterMean: Lanes
  private let laterVariance: Lanes
  private let laterThird: Lanes

  init(_ states: CallTurn, _ check: Check, _ call: CallInputs, own: Double) {
    self.states = states
    self.check = check
    self.own = own
    rounds = call.checker?.rounds ?? .single
    let later = states.full
    laterMean = later.first + check.cost
    laterVariance = later.second - later.first * later.first
    laterThird =
      later.third - 3 * later.first * later.second + 2 * later.first * later.first * later.first
  }

  /// Covariance of the number of rounds with the cost.
  var spread: Lanes { laterMean * rounds.variance }

  /// Cumulants of the cost where the shared prefix is found with probability `hit`.
  func cost(hit: Double) -> TurnCost {
    let round = states.mixed(own: own, hit: hit)
    let m = round.first
    let v = round.second - m * m
    let k = round.third - 3 * m * round.second + 2 * m * m * m
    let spread = laterMean * laterVariance * (3 * rounds.variance)
    let cubic = laterMean * laterMean * laterMean * rounds.third
    return TurnCost(
      mean: m + check.cost + laterMean * rounds.mean,
      variance: v + laterVariance * rounds.mean + laterMean * laterMean * rounds.variance,
      third: k + laterThird * rounds.mean + spread + cubic)
  }

  /// Means of the components, checks apart, and their covariances with the cost.
  func components(hit: Double) -> TurnComponents {
    let first = states.components(own: own, hit: hit)
    var parts = TurnComponents(
      mean: first.mean, covariance: first.covariance,
      cost: cost(hit: hit).mean)
    guard rounds.mean > 0 else { return parts }
    let later = states.full
    parts.mean.add(later.mean, times: Lanes(repeating: rounds.mean))
    parts.covariance.add(later.product, times: Lanes(repeating: rounds.mean))
    parts.covariance.add(
      later.mean, times: laterMean * rounds.variance - later.first * rounds.mean)
    return parts
  }
}

/// Cumulants of the cost of one call's turn.
struct TurnCost {
  var mean: Lanes
  var variance: Lanes
  var third: Lanes

  /// Mixes in another law: raw moments of a mixture are the means of those of its parts.
  mutating func mix(with other: TurnCost, share: Double) {
    let common = mean * (1 - share) + other.mean * share
    func central(_ part: TurnCost) -> (Lanes, Lanes) {
      let d = part.mean - common
      return (part.variance + d * d, part.third + 3 * d * part.variance + d * d * d)
    }
    let (here, there) = (central(self), central(other))
    self = TurnCost(
      mean: common, variance: here.0 * (1 - share) + there.0 * share,
      third: here.1 * (1 - share) + there.1 * share)
  }
}

/// Means of the components of one call's turn, and their covariances with its cost.
struct TurnComponents {
  var mean: SixLanes
  var covariance: SixLanes
  /// Mean of the cost.
  var cost: Lanes

  mutating func mix(with other: TurnComponents, share: Double) {
    let common = cost * (1 - share) + other.cost * share
    var mixed = TurnComponents(mean: SixLanes(), covariance: SixLanes(), cost: common)
    for (part, weight) in [(self, 1 - share), (other, share)] {
      let factor = Lanes(repeating: weight)
      mixed.mean.add(part.mean, times: factor)
      mixed.covariance.add(part.covariance, times: factor)
      mixed.covariance.add(part.mean, times: factor * (part.cost - common))
    }
    self = mixed
  }
}
