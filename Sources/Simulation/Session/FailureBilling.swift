import Scenarios

/// The share of a failed attempt's cost that is billed, over the kinds of failure.
struct FailureBilling {
  let mean: Double
  let variance: Double
  /// Third central moment.
  let third: Double

  static let free = FailureBilling([(share: 1, fraction: 0)])

  init(_ retry: Retry, inputs: Inputs) {
    self.init(Self.kinds(retry, inputs: inputs))
  }

  /// - Parameter kinds: Shares sum to 1.
  init(_ kinds: [(share: Double, fraction: Double)]) {
    if kinds.count == 1 {
      mean = kinds[0].fraction
      variance = 0
      third = 0
      return
    }
    let mean = kinds.reduce(0) { $0 + $1.share * $1.fraction }
    self.mean = mean
    var second = 0.0
    var third = 0.0
    for kind in kinds {
      let deviation = kind.fraction - mean
      second += kind.share * deviation * deviation
      third += kind.share * deviation * deviation * deviation
    }
    variance = second
    self.third = third
  }

  /// The named kinds, then all other failures.
  static func kinds(
    _ retry: Retry, inputs: Inputs
  ) -> [(share: Double, fraction: Double)] {
    let named = retry.kinds.map { (share: inputs($0.share), fraction: inputs($0.billedFraction)) }
    let rest = max(1 - named.reduce(0) { $0 + $1.share }, 0)
    return named + [(share: rest, fraction: inputs(retry.billedFraction))]
  }
}
