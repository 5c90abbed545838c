import Scenarios

/// How one strategy places sessions on models in one trial.
struct OracleRouting {
  struct Tier {
    /// Models that answer one after another; the last answer is kept.
    let models: [Int]
    let share: Double
    let success: Double
  }

  /// Where one session belongs and where it is sent.
  struct Route {
    let belongs: Int
    let sent: Int
    /// Whether its answers are right, where that is drawn with the route.
    let isRight: Bool?
    /// Whether its routed calls go to the batch service.
    var isWaiting = false
  }

  let tiers: [Tier]
  let classifier: (model: Int, prompt: Double, output: Double)?
  let hardSentSmall: Double
  let easySentLarge: Double
  let cascade: OracleCascade?
  /// Answers turns in which a request has failed on every attempt.
  let fallback: Int?
  /// Probability that a session can wait for the batch service.
  let batchShare: Double

  /// - Parameters:
  ///   - errors: Factor on the rates of mistakes that has been learned.
  ///   - moved: Points of sessions that by then go to the first model instead of the last.
  init(
    _ strategy: Strategy, in trial: OracleTrial, names: OracleNames, errors: Double, moved: Double
  ) {
    fallback = strategy.fallback.map { names.model($0) }
    batchShare = strategy.batchShare.map { trial[$0] } ?? 0
    switch strategy.policy {
    case .single(let model, let success):
      tiers = [Tier(models: [names.model(model)], share: 1, success: trial[success])]
      classifier = nil
      cascade = nil
      (hardSentSmall, easySentLarge) = (0, 0)
    case .tiered(let tiered):
      var given = tiered.tiers.map { $0.share.map { trial[$0] } }
      var rest = max(1 - given.reduce(0.0) { $0 + ($1 ?? 0) }, 0)
      let taken = moved > 0 ? min(moved, rest) : max(moved, -given[0]!)
      given[0]! += taken
      rest -= taken
      tiers = zip(tiered.tiers, given).map {
        Tier(models: [names.model($0.model)], share: $1 ?? rest, success: trial[$0.success])
      }
      classifier = tiered.classifier.map {
        (names.model($0.model), trial[$0.prompt], trial[$0.output])
      }
      cascade = nil
      hardSentSmall = tiered.misroute.map { min(trial[$0.hardSentSmall] * errors, 1) } ?? 0
      easySentLarge = tiered.misroute.map { min(trial[$0.easySentLarge] * errors, 1) } ?? 0
    case .router(let router):
      let share = min(max(Self.share(of: router, in: trial) - moved, 0), 1)
      let (low, high) = (trial[router.small.success], trial[router.large.success])
      let success = low + (high - low) * Self.gapRecovered(router.curve.points, at: share)
      tiers = [
        Tier(models: [names.model(router.small.model)], share: 1 - share, success: success),
        Tier(models: [names.model(router.large.model)], share: share, success: success),
      ]
      classifier = router.classifier.map {
        (names.model($0.model), trial[$0.prompt], trial[$0.output])
      }
      cascade = nil
      (hardSentSmall, easySentLarge) = (0, 0)
    case .cascade(let policy):
      let cascade = OracleCascade(policy, in: trial, names: names, errors: errors)
      self.cascade = cascade
      let stages = [[cascade.small], [cascade.small, cascade.large]]
      tiers = stages.enumerated().map { tier, models in
        // How many come here is drawn, not known.
        Tier(
          models: models, share: .nan, success: cascade.rightShare(isEscalated: tier == 1))
      }
      classifier = nil
      (hardSentSmall, easySentLarge) = (0, 0)
    }
  }

  private static func gapRecovered(_ points: [RouterCurve.Point], at share: Double) -> Double {
    for index in 1..<points.count where share <= points[index].share {
      let (a, b) = (points[index - 1], points[index])
      let weight = (share - a.share) / (b.share - a.share)
      return (1 - weight) * a.recovered + weight * b.recovered
    }
    return 1
  }

  /// The share given, or the least that recovers the gap asked for, found by halving: the curves of
  /// the tests rise.
  private static func share(of router: Router, in trial: OracleTrial) -> Double {
    switch router.setting {
    case .shareToLarge(let share): return trial[share]
    case .gapRecovered(let gap):
      var (low, high) = (0.0, 1.0)
      while high - low > 1e-12 {
        let middle = (low + high) / 2
        if gapRecovered(router.curve.points, at: middle) < trial[gap] {
          low = middle
        } else {
          high = middle
        }
      }
      return high
    }
  }

  func draw(_ generator: inout OracleGenerator) -> Route {
    var route = drawModel(&generator)
    route.isWaiting = generator.bernoulli(batchShare)
    return route
  }

  private func drawModel(_ generator: inout OracleGenerator) -> Route {
    if let cascade {
      let (isEscalated, isRight) = cascade.draw(&generator)
      let tier = isEscalated ? 1 : 0
      return Route(belongs: tier, sent: tier, isRight: isRight)
    }
    let u = generator.uniform()
    var belongs = 0
    var below = tiers[0].share
    while u >= below, belongs < tiers.count - 1 {
      belongs += 1
      below += tiers[belongs].share
    }
    let sent =
      belongs == 0
      ? (generator.bernoulli(easySentLarge) ? tiers.count - 1 : 0)
      : (generator.bernoulli(hardSentSmall) ? 0 : belongs)
    return Route(belongs: belongs, sent: sent, isRight: nil)
  }

  /// Probability that a delivered answer succeeds, `growth` points being learned by then.
  func success(of route: Route, growth: Double) -> Double {
    if route.sent < route.belongs { return 0 }
    let rate = tiers[route.sent].success
    let learned = min(max(rate + growth, 0), 1)
    guard let isRight = route.isRight else { return learned }
    // What is learned rights wrong answers, and what is unlearned spoils right ones.
    if learned >= rate { return isRight ? 1 : (learned - rate) / (1 - rate) }
    return isRight ? learned / rate : 0
  }
}
