import Foundation

/// Questions asked in proportion to i^-α, i = 1...N, in groups of nearly equal popularity.
///
/// The first ranks stand alone; later ones are joined while they differ by less than 5 %, so that a
/// million questions are some three hundred terms. A sum over a group is Euler and Maclaurin's:
/// integral, ends and first derivatives.
struct ZipfPopularity {
  private static let singleRanks = 100
  private static let widestGroup = 1.05

  /// How many questions a group has, and the probability of each.
  let groups: [(count: Double, probability: Double)]

  /// - Precondition: α is not negative, N is positive.
  init(questions: Int, exponent: Double) {
    precondition(questions > 0 && exponent >= 0, "\(questions) questions, exponent \(exponent)")
    var groups: [(count: Double, weight: Double)] = []
    var first = 1
    while first <= questions {
      let isSingle = first <= Self.singleRanks
      let last =
        isSingle ? first : min(questions, max(first, Int(Double(first) * Self.widestGroup)))
      let count = Double(last - first + 1)
      groups.append((count, Self.sum(first, last, exponent) / count))
      first = last + 1
    }
    let total = groups.reduce(0) { $0 + $1.count * $1.weight }
    self.groups = groups.map { ($0.count, $0.weight / total) }
  }

  private static func sum(_ first: Int, _ last: Int, _ exponent: Double) -> Double {
    func value(_ rank: Double) -> Double { pow(rank, -exponent) }
    guard last > first else { return value(Double(first)) }
    let (a, b) = (Double(first), Double(last))
    let integral =
      abs(exponent - 1) < 1e-9
      ? log(b / a) : (pow(b, 1 - exponent) - pow(a, 1 - exponent)) / (1 - exponent)
    let slopes = exponent * (value(a) / a - value(b) / b) / 12
    return integral + (value(a) + value(b)) / 2 + slopes
  }

  /// Σ p_i (1 - e^(-p_i t)): how often a question was asked within the last t questions.
  func hitRate(within time: Double) -> Double {
    guard time.isFinite else { return 1 }
    var rate = 0.0
    for group in groups {
      rate -= group.count * group.probability * expm1(-group.probability * time)
    }
    return rate
  }

  /// The time in which as many different questions are asked as a cache holds: the root of
  /// Σ (1 - e^(-p_i t)) = C by Newton's method from the left. The sum is concave in t, so that no step
  /// overshoots. `.infinity` where everything fits.
  func characteristicTime(capacity: Int) -> Double {
    let wanted = Double(capacity)
    guard wanted < groups.reduce(0, { $0 + $1.count }) else { return .infinity }
    var time = wanted
    for _ in 0..<200 {
      var held = 0.0
      var slope = 0.0
      for group in groups {
        let asked = -expm1(-group.probability * time)
        held += group.count * asked
        slope += group.count * group.probability * (1 - asked)
      }
      let step = (wanted - held) / slope
      time += step
      if step <= 1e-12 * time { break }
    }
    return time
  }
}
