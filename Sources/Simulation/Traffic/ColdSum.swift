import Kernels
import Scenarios

/// P(cold) by the sessions of users in a mean hour, for the hours in which a session may begin.
struct ColdCurve {
  private let sum: ColdSum
  /// Of the hours, their share of the sessions.
  private let whole: Double

  init(_ sum: ColdSum) {
    self.sum = sum
    whole = sum.values([0])[0]
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
  private let shape: Double
  /// Variance of T.
  private let varianceOfWeek: Double
  private let isUser: Bool
  private let isSteady: Bool
  private var terms: [Term] = []

  /// No probability is negative, however far from one a week of a few stormy hours may be.
  private static let leastFactor = 1e-3

  private struct Term {
    let weight: Double
    let own: Double
    let before: Double
    let hoursBefore: Double
    /// Of the week's sessions, in the hour and in those before it.
    let share: Double
    let shareBefore: Double
  }

  init(variance: Double, ofWeek varianceOfWeek: Double, isUser: Bool) {
    isSteady = variance == 0
    shape = isSteady ? 0 : 1 / variance
    self.varianceOfWeek = varianceOfWeek
    self.isUser = isUser
  }

  mutating func add(
    weight: Double, own: Double, before: Double, hoursBefore: Double, share: Double
  ) {
    let hours = max(hoursBefore, 1)
    terms.append(
      Term(
        weight: weight, own: own, before: before, hoursBefore: hours, share: share,
        shareBefore: before > 0
          ? before / hoursBefore * hours / Double(HourProfile.hoursPerWeek) : 0))
  }

  /// At each rate: all logarithms and exponentials in one pass each.
  func values(_ rates: [Double]) -> [Double] {
    isSteady ? steady(rates) : inBursts(rates)
  }

  private func steady(_ rates: [Double]) -> [Double] {
    var factors = [Double](repeating: 0, count: rates.count * terms.count)
    for (row, rate) in rates.enumerated() {
      for (place, term) in terms.enumerated() {
        factors[row * terms.count + place] = -rate * (term.own + term.before)
      }
    }
    exponentiate(&factors)
    return rates.indices.map { row in
      var sum = 0.0
      for (place, term) in terms.enumerated() {
        sum += term.weight * factors[row * terms.count + place]
      }
      return sum
    }
  }

  /// E[h(T)] ≈ E[h(1) + h'(1) (T - 1) + h"(1) (T - 1)² / 2] for h(T) = e^(-l/T), over T for a user's own
  /// session, with l = A G₀ + B G₁. What stands beside e^-l is a mean over gammas that it has thinned.
  private func inBursts(_ rates: [Double]) -> [Double] {
    let ownShape = isUser ? shape + 1 : shape
    // The loads over the rates of their gammas, those of the hour itself first.
    var loads = [Double](repeating: 0, count: rates.count * terms.count * 2)
    let half = rates.count * terms.count
    for (row, rate) in rates.enumerated() {
      for (place, term) in terms.enumerated() {
        loads[row * terms.count + place] = rate * term.own / shape
        loads[half + row * terms.count + place] =
          rate * term.before / (shape * term.hoursBefore)
      }
    }
    let logarithms = logarithmsOfOne(plus: loads)
    var factors = [Double](repeating: 0, count: half)
    for row in rates.indices {
      for (place, term) in terms.enumerated() {
        let cell = row * terms.count + place
        factors[cell] =
          -ownShape * logarithms[cell] - shape * term.hoursBefore * logarithms[half + cell]
      }
    }
    exponentiate(&factors)
    return rates.enumerated().map { row, rate in
      var sum = 0.0
      for (place, term) in terms.enumerated() {
        sum +=
          term.weight * factors[row * terms.count + place] * factorOfWeek(term, rate: rate)
      }
      return sum
    }
  }

  /// What T changes, over e^-l.
  private func factorOfWeek(_ term: Term, rate: Double) -> Double {
    let own = ThinnedBurst(shape: isUser ? shape + 1 : shape, rate: shape, load: rate * term.own)
    let many = shape * term.hoursBefore
    let before = ThinnedBurst(shape: many, rate: many, load: rate * term.before)
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

  private func exponentiate(_ values: inout [Double]) {
    var powers = [Double](repeating: 0, count: values.count)
    var output = powers.mutableSpan
    BlockKernels.widest.exponentials(of: values.span, into: &output)
    values = powers
  }

  /// ln(1 + x), x not negative: what the rounding of 1 + x takes from its logarithm is put back.
  ///
  /// - Source: Higham, "Accuracy and Stability of Numerical Algorithms" (2002), §1.14.1, after Kahan.
  private func logarithmsOfOne(plus values: [Double]) -> [Double] {
    let sums = values.map { 1 + $0 }
    var logarithms = [Double](repeating: 0, count: values.count)
    var output = logarithms.mutableSpan
    BlockKernels.widest.logarithms(of: sums.span, into: &output)
    for place in values.indices {
      let rounded = sums[place] - 1
      logarithms[place] =
        rounded == 0 ? values[place] : logarithms[place] * (values[place] / rounded)
    }
    return logarithms
  }
}

/// A gamma burst G that e^(-a G) has thinned: a gamma law of the same shape, at a rate higher by a.
private struct ThinnedBurst {
  /// E[a G] and E[(a G)²].
  let load: Double
  let squareLoad: Double
  /// E[G - 1] and E[a G (G - 1)].
  let gain: Double
  let loadGain: Double

  init(shape: Double, rate: Double, load a: Double) {
    let mean = shape / (rate + a)
    let square = mean * (shape + 1) / (rate + a)
    load = a * mean
    squareLoad = a * a * square
    gain = mean - 1
    loadGain = a * (square - mean)
  }
}
