import Scenarios

/// A cascade with the numbers of one trial: outcomes are drawn for a session, then judged.
struct OracleCascade {
  /// What the two models would do with a session, in the order of the draw.
  private enum Outcome: CaseIterable {
    case both, onlyLarge, onlySmall, neither

    var isSmallRight: Bool { self == .both || self == .onlySmall }
    var isLargeRight: Bool { self == .both || self == .onlyLarge }
  }

  let small: Int
  let large: Int
  let judge: (model: Int, prompt: Double, output: Double)?
  private let shares: [Double]
  private let truePositive: Double
  private let falsePositive: Double

  /// - Parameter errors: Factor on false alarms that has been learned.
  init(_ cascade: Cascade, in trial: OracleTrial, names: OracleNames, errors: Double) {
    small = names.model(cascade.small)
    large = names.model(cascade.large)
    judge = cascade.judge.map { (names.model($0.model), trial[$0.prompt], trial[$0.output]) }
    let quality = cascade.quality
    let given = [trial[quality.both], trial[quality.onlyLarge], trial[quality.onlySmall]]
    shares = given + [1 - given.reduce(0, +)]
    truePositive = trial[cascade.escalation.truePositive]
    falsePositive = min(trial[cascade.escalation.falsePositive] * errors, 1)
  }

  /// Whether the judge escalates a session, and whether the answers that are then kept are right.
  func draw(_ generator: inout OracleGenerator) -> (isEscalated: Bool, isRight: Bool) {
    let u = generator.uniform()
    var outcome = Outcome.neither
    var below = 0.0
    for (candidate, share) in zip(Outcome.allCases, shares) {
      below += share
      if u < below {
        outcome = candidate
        break
      }
    }
    let isEscalated = generator.bernoulli(outcome.isSmallRight ? falsePositive : truePositive)
    return (isEscalated, isEscalated ? outcome.isLargeRight : outcome.isSmallRight)
  }

  /// How often sessions that are escalated, or not, have right answers: counted over the outcomes.
  func rightShare(isEscalated: Bool) -> Double {
    var all = 0.0
    var right = 0.0
    for (outcome, share) in zip(Outcome.allCases, shares) {
      let escalated = outcome.isSmallRight ? falsePositive : truePositive
      let weight = share * (isEscalated ? escalated : 1 - escalated)
      all += weight
      if isEscalated ? outcome.isLargeRight : outcome.isSmallRight { right += weight }
    }
    return right / all
  }
}
