import Kernels
import Scenarios

/// P(cold) by the sessions of users in a mean hour, for the hours in which a session may begin.
struct ColdCurve {
  private let sum: ColdSum
  /// Of the hours, their share of the sessions.
  private let whole: Double

  init(_ sum: ColdSum) {
    self.sum = sum
    whole = sum.whole
  }

  /// - Parameter rates: Above 0.
  func values(_ rates: [Double]) -> [Double] {
    var values = sum.values(rates)
    for place in values.indices { values[place] = min(values[place] / whole, 1) }
    return values
  }
}

/// A sum of the probabilities of ``HourlyArrivals`` over hours and points in them.
struct ColdSum {
  /// k = 1/b², and that of the burst of the hour of the session itself.
  private let shape: Double
  private let ownShape: Double
  /// Variance of T.
  private let varianceOfWeek: Double
  private let isUser: Bool
  private let isSteady: Bool
  private var terms: [Term] = []

  /// No probability is negative, however far from one a week of a few stormy hours may be.
  private static let leastFactor = 1e-3

  private struct Term {
    let weight: Double
    /// A and B of one session in a mean hour; in bursts, over the rate of their gamma.
    let own: Double
    let before: Double
    /// k n of the hours before.
    let shapeBefore: Double
    /// Of the week's sessions, in the hour and in those before it.
    let share: Double
    let shareBefore: Double
  }

  init(variance: Double, ofWeek varianceOfWeek: Double, isUser: Bool) {
    isSteady = variance == 0
    shape = isSteady ? 0 : 1 / variance
    ownShape = isUser ? shape + 1 : shape
    self.varianceOfWeek = varianceOfWeek
    self.isUser = isUser
  }

  mutating func add(
    weight: Double, own: Double, before: Double, hoursBefore: Double, share: Double
  ) {
    let hours = max(hoursBefore, 1)
    let shapeBefore = shape * hours
    terms.append(
      Term(
        weight: weight, own: isSteady ? own : own / shape,
        before: isSteady ? before : before / shapeBefore, shapeBefore: shapeBefore, share: share,
        shareBefore: before > 0
          ? before / hoursBefore * hours / Double(HourProfile.hoursPerWeek) : 0))
  }

  /// At rate 0.
  var whole: Double {
    isSteady ? terms.reduce(0) { $0 + $1.weight } : values([0])[0]
  }

  /// At each rate: all logarithms, and all exponentials, in one pass.
  func values(_ rates: [Double]) -> [Double] {
    let count = terms.count
    var exponents = [Double](repeating: 0, count: rates.count * count)
    var weights: [Double] = []
    if isSteady {
      for row in rates.indices {
        for place in 0..<count {
          exponents[row * count + place] = -rates[row] * (terms[place].own + terms[place].before)
        }
      }
    } else {
      weights = exponents
      setInBursts(rates, &weights, &exponents)
    }
    let powers = passed(exponents) { BlockKernels.widest.exponentials(of: $0, into: &$1) }
    return rates.indices.map { row in
      var sum = 0.0
      for place in 0..<count {
        let weight = isSteady ? terms[place].weight : weights[row * count + place]
        sum += weight * powers[row * count + place]
      }
      return sum
    }
  }

  /// E[h(T)] ≈ E[h(1) + h'(1) (T - 1) + h"(1) (T - 1)² / 2] for h(T) = e^(-l/T), over T for a user's own
  /// session, with l = A G₀ + B G₁. What stands beside e^-l is a mean over gammas that it has thinned.
  private func setInBursts(
    _ rates: [Double], _ weights: inout [Double], _ exponents: inout [Double]
  ) {
    let count = terms.count
    let half = weights.count
    // 1 + A/k of every rate and term, then 1 + B/(k n).
    var sums = [Double](repeating: 0, count: 2 * half)
    for row in rates.indices {
      for place in 0..<count {
        sums[row * count + place] = 1 + rates[row] * terms[place].own
        sums[half + row * count + place] = 1 + rates[row] * terms[place].before
      }
    }
    let logarithms = passed(sums) { BlockKernels.widest.logarithms(of: $0, into: &$1) }
    for row in rates.indices {
      for place in 0..<count {
        let term = terms[place]
        let (cell, other) = (row * count + place, half + row * count + place)
        let own = ThinnedBurst(
          shape: ownShape, over: shape, load: rates[row] * term.own, sum: sums[cell],
          logarithm: logarithms[cell])
        let before = ThinnedBurst(
          shape: term.shapeBefore, over: term.shapeBefore, load: rates[row] * term.before,
          sum: sums[other], logarithm: logarithms[other])
        exponents[cell] = -own.exponent - before.exponent
        weights[cell] = term.weight * factorOfWeek(term, own, before)
      }
    }
  }

  private func factorOfWeek(_ term: Term, _ own: ThinnedBurst, _ before: ThinnedBurst) -> Double {
    let load = own.load + before.load
    let square = own.squareLoad + 2 * own.load * before.load + before.squareLoad
    // E[(l - e) (G - 1)] by hour, with e = 1 where h is over T.
    let e = isUser ? 1.0 : 0.0
    let first =
      term.share * (own.loadGain + (before.load - e) * own.gain)
      + term.shareBefore * (before.loadGain + (own.load - e) * before.gain)
    let second = isUser ? square - 4 * load + 2 : square - 2 * load
    return max(1 + first + varianceOfWeek / 2 * second, Self.leastFactor)
  }

  private func passed(
    _ values: [Double], _ kernel: (Span<Double>, inout MutableSpan<Double>) -> Void
  ) -> [Double] {
    var results = [Double](repeating: 0, count: values.count)
    var output = results.mutableSpan
    kernel(values.span, &output)
    return results
  }
}

/// A gamma burst G that e^(-a G) has thinned: a gamma law of the same shape, at a rate higher by a.
private struct ThinnedBurst {
  /// -ln E[e^(-a G)].
  let exponent: Double
  /// E[a G] and E[(a G)²].
  let load: Double
  let squareLoad: Double
  /// E[G - 1] and E[a G (G - 1)].
  let gain: Double
  let loadGain: Double

  /// - Parameters:
  ///   - x: a over the rate.
  ///   - sum: 1 + x, rounded; what that takes from its logarithm is put back.
  init(shape: Double, over rate: Double, load x: Double, sum: Double, logarithm: Double) {
    let thinning = 1 / sum
    exponent = shape * (logarithm + (x - (sum - 1)) * thinning)
    let mean = shape / rate * thinning
    // E[G²] over E[G].
    let further = (shape + 1) / rate * thinning
    load = shape * x * thinning
    squareLoad = load * (rate * x) * further
    gain = mean - 1
    loadGain = load * (further - 1)
  }
}
