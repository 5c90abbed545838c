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
///
/// Terms are worked on in vectors, the last one filled up with terms that weigh nothing.
struct ColdSum {
  /// k = 1/b², and that of the burst of the hour of the session itself.
  private let shape: Double
  private let ownShape: Double
  /// Variance of T.
  private let varianceOfWeek: Double
  private let isUser: Bool
  private let isSteady: Bool
  private var terms: [Terms] = []
  private var count = 0

  /// No probability is negative, however far from one a week of a few stormy hours may be.
  private static let leastFactor = 1e-3

  private struct Terms {
    var weight = Lanes.zero
    /// A and B of one session in a mean hour; in bursts, over the rate of their gamma.
    var own = Lanes.zero
    var before = Lanes.zero
    /// k n of the hours before.
    var shapeBefore = Lanes(repeating: 1)
    /// Of the week's sessions, in the hour and in those before it.
    var share = Lanes.zero
    var shareBefore = Lanes.zero
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
    let lane = count % Lanes.scalarCount
    if lane == 0 { terms.append(Terms()) }
    let last = terms.count - 1
    terms[last].weight[lane] = weight
    terms[last].own[lane] = isSteady ? own : own / shape
    terms[last].before[lane] = isSteady ? before : before / shapeBefore
    if !isSteady { terms[last].shapeBefore[lane] = shapeBefore }
    terms[last].share[lane] = share
    terms[last].shareBefore[lane] =
      before > 0 ? before / hoursBefore * hours / Double(HourProfile.hoursPerWeek) : 0
    count += 1
  }

  /// At rate 0.
  var whole: Double {
    isSteady ? terms.reduce(Lanes.zero) { $0 + $1.weight }.total : values([0])[0]
  }

  /// At each rate: all logarithms, and all exponentials, in one pass.
  func values(_ rates: [Double]) -> [Double] {
    var exponents = LaneColumn(count: rates.count * terms.count)
    var weights: [Lanes] = []
    if isSteady {
      for (row, rate) in rates.enumerated() {
        for (place, term) in terms.enumerated() {
          exponents[row * terms.count + place] = -rate * (term.own + term.before)
        }
      }
    } else {
      weights = [Lanes](repeating: .zero, count: rates.count * terms.count)
      setInBursts(rates, &weights, &exponents)
    }
    let powers = exponents.passed { BlockKernels.widest.exponentials(of: $0, into: &$1) }
    return rates.indices.map { row in
      var sum = Lanes.zero
      for (place, term) in terms.enumerated() {
        let cell = row * terms.count + place
        sum += (isSteady ? term.weight : weights[cell]) * powers[cell]
      }
      return sum.total
    }
  }

  /// E[h(T)] ≈ E[h(1) + h'(1) (T - 1) + h"(1) (T - 1)² / 2] for h(T) = e^(-l/T), over T for a user's own
  /// session, with l = A G₀ + B G₁. What stands beside e^-l is a mean over gammas that it has thinned.
  private func setInBursts(
    _ rates: [Double], _ weights: inout [Lanes], _ exponents: inout LaneColumn
  ) {
    let half = weights.count
    // 1 + A/k of every rate and term, then 1 + B/(k n).
    var sums = LaneColumn(count: 2 * half)
    for (row, rate) in rates.enumerated() {
      for (place, term) in terms.enumerated() {
        sums[row * terms.count + place] = 1 + rate * term.own
        sums[half + row * terms.count + place] = 1 + rate * term.before
      }
    }
    let logarithms = sums.passed { BlockKernels.widest.logarithms(of: $0, into: &$1) }
    let own = BurstRules(
      shape: Lanes(repeating: ownShape), over: Lanes(repeating: shape))
    for (place, term) in terms.enumerated() {
      let before = BurstRules(shape: term.shapeBefore, over: term.shapeBefore)
      for (row, rate) in rates.enumerated() {
        let cell = row * terms.count + place
        let ownBurst = ThinnedBurst(
          own, load: rate * term.own, sum: sums[cell], logarithm: logarithms[cell])
        let burstBefore = ThinnedBurst(
          before, load: rate * term.before, sum: sums[half + cell],
          logarithm: logarithms[half + cell])
        exponents[cell] = -ownBurst.exponent - burstBefore.exponent
        weights[cell] = term.weight * factorOfWeek(term, ownBurst, burstBefore)
      }
    }
  }

  @inline(__always)
  private func factorOfWeek(_ term: Terms, _ own: ThinnedBurst, _ before: ThinnedBurst) -> Lanes {
    let load = own.load + before.load
    let square = own.squareLoad + 2 * own.load * before.load + before.squareLoad
    // E[(l - e) (G - 1)] by hour, with e = 1 where h is over T.
    let e = isUser ? 1.0 : 0.0
    let first =
      term.share * (own.loadGain + (before.load - e) * own.gain)
      + term.shareBefore * (before.loadGain + (own.load - e) * before.gain)
    let second = isUser ? square - 4 * load + 2 : square - 2 * load
    let factor = 1 + first + varianceOfWeek / 2 * second
    return factor.replacing(
      with: Self.leastFactor, where: factor .< Lanes(repeating: Self.leastFactor))
  }
}

/// A column that is worked on in vectors, and passed over number by number.
private struct LaneColumn {
  private var values: [Double]

  init(count: Int) { values = [Double](repeating: 0, count: count * Lanes.scalarCount) }

  subscript(_ place: Int) -> Lanes {
    get {
      let first = place * Lanes.scalarCount
      return Lanes(values[first], values[first + 1], values[first + 2], values[first + 3])
    }
    set {
      let first = place * Lanes.scalarCount
      for lane in newValue.indices { values[first + lane] = newValue[lane] }
    }
  }

  func passed(_ kernel: (Span<Double>, inout MutableSpan<Double>) -> Void) -> LaneColumn {
    var results = self
    var output = results.values.mutableSpan
    kernel(values.span, &output)
    return results
  }
}

/// What all loads of a gamma burst G have in common.
private struct BurstRules {
  let shape: Lanes
  let rate: Lanes
  /// E[G] and E[G²] over E[G], not thinned.
  let mean: Lanes
  let further: Lanes

  init(shape: Lanes, over rate: Lanes) {
    self.shape = shape
    self.rate = rate
    mean = shape / rate
    further = (shape + 1) / rate
  }
}

/// A gamma burst G that e^(-a G) has thinned: a gamma law of the same shape, at a rate higher by a.
private struct ThinnedBurst {
  /// -ln E[e^(-a G)].
  let exponent: Lanes
  /// E[a G] and E[(a G)²].
  let load: Lanes
  let squareLoad: Lanes
  /// E[G - 1] and E[a G (G - 1)].
  let gain: Lanes
  let loadGain: Lanes

  /// - Parameters:
  ///   - x: a over the rate.
  ///   - sum: 1 + x, rounded; what that takes from its logarithm is put back.
  @inline(__always)
  init(
    _ rules: BurstRules, load x: Lanes, sum: Lanes, logarithm: Lanes
  ) {
    let thinning = 1 / sum
    exponent = rules.shape * (logarithm + (x - (sum - 1)) * thinning)
    let further = rules.further * thinning
    load = rules.shape * x * thinning
    squareLoad = load * (rules.rate * x) * further
    gain = rules.mean * thinning - 1
    loadGain = load * (further - 1)
  }
}
