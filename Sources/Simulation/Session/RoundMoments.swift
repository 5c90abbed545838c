import Scenarios

/// Cumulants of the rounds that follow the first when a checker rejects answers.
struct RoundMoments {
  /// Of J = rounds - 1.
  let mean: Double
  let variance: Double
  let third: Double
  /// P(the last round is accepted).
  let accepted: Double

  static let single = RoundMoments(failureRate: 0, maxRounds: 1)

  init(_ validation: Validation?, inputs: Inputs) {
    if let validation {
      self.init(failureRate: inputs(validation.failureRate), maxRounds: validation.maxRounds)
    } else {
      self = .single
    }
  }

  init(failureRate v: Double, maxRounds: Int) {
    var masses: [Double] = []
    var reached = 1.0
    for _ in 1..<maxRounds {
      masses.append(reached * (1 - v))
      reached *= v
    }
    masses.append(reached)
    let moments = CountMoments(masses)
    mean = moments.mean
    variance = moments.variance
    third = moments.third
    accepted = 1 - reached * v
  }
}
