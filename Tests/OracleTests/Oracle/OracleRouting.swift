import Scenarios

/// How one strategy places sessions on models in one trial.
struct OracleRouting {
  struct Tier {
    let model: Int
    let share: Double
    let success: Double
  }

  let tiers: [Tier]
  let classifier: (model: Int, prompt: Double, output: Double)?
  let hardSentSmall: Double
  let easySentLarge: Double

  init(_ policy: Strategy.Policy, in trial: OracleTrial, names: OracleNames) {
    switch policy {
    case .single(let model, let success):
      tiers = [Tier(model: names.model(model), share: 1, success: trial[success])]
      classifier = nil
      (hardSentSmall, easySentLarge) = (0, 0)
    case .tiered(let tiered):
      let given = tiered.tiers.map { $0.share.map { trial[$0] } }
      let rest = 1 - given.reduce(0.0) { $0 + ($1 ?? 0) }
      tiers = zip(tiered.tiers, given).map {
        Tier(model: names.model($0.model), share: $1 ?? rest, success: trial[$0.success])
      }
      classifier = tiered.classifier.map {
        (names.model($0.model), trial[$0.prompt], trial[$0.output])
      }
      hardSentSmall = tiered.misroute.map { trial[$0.hardSentSmall] } ?? 0
      easySentLarge = tiered.misroute.map { trial[$0.easySentLarge] } ?? 0
    }
  }

  /// The tier that a session belongs to and the tier it is sent to.
  func draw(_ generator: inout OracleGenerator) -> (belongs: Int, sent: Int) {
    let u = generator.uniform()
    var belongs = 0
    var below = tiers[0].share
    while u >= below, belongs < tiers.count - 1 {
      belongs += 1
      below += tiers[belongs].share
    }
    if belongs == 0 {
      return (0, generator.bernoulli(easySentLarge) ? tiers.count - 1 : 0)
    }
    return (belongs, generator.bernoulli(hardSentSmall) ? 0 : belongs)
  }

  /// Probability that a delivered answer succeeds, `growth` points being learned by then.
  func success(belongs: Int, sent: Int, growth: Double) -> Double {
    if sent < belongs { return 0 }
    return min(max(tiers[sent].success + growth, 0), 1)
  }
}
