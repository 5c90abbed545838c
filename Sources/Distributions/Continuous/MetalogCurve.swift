import Glibc

/// M(t) = A(v) + t B(v) with v = 1/(1 + e^-t) - ½: the unbounded metalog in the log-odds t.
struct MetalogCurve: Sendable {
  /// Coefficients of A and B by rising power of v.
  let level: [Double]
  let spread: [Double]

  /// The curve with as many terms as points, through all of them.
  ///
  /// - Parameter points: Probabilities in (0, 1), all different, with their values.
  init(through points: [(p: Double, z: Double)]) {
    let rows = points.map { Self.basis($0.p, count: points.count) }
    let values = points.map(\.z)
    var coefficients = SmallSystem.solution(rows, values)
    // A term that is rounding noise would give a law without it an endless tail.
    let size = (values.max() ?? 0) - (values.min() ?? 0)
    for index in coefficients.indices.dropFirst() {
      let reach = rows.reduce(0) { max($0, abs($1[index])) }
      if abs(coefficients[index]) * reach <= 1e-12 * size { coefficients[index] = 0 }
    }
    self.init(coefficients: coefficients)
  }

  /// Keelin's order: 1, t, t v, v, v², t v², v³, t v³, …
  private init(coefficients: [Double]) {
    var (level, spread): ([Double], [Double]) = ([], [])
    for (index, coefficient) in coefficients.enumerated() {
      if Self.isSpread(index) { spread.append(coefficient) } else { level.append(coefficient) }
    }
    self.level = level
    self.spread = spread
  }

  private static func isSpread(_ index: Int) -> Bool {
    index == 2 || index % 2 == 1 && index != 3
  }

  private static func basis(_ p: Double, count: Int) -> [Double] {
    let v = p - 0.5
    let t = log(p / (1 - p))
    var (levelPower, spreadPower) = (1.0, 1.0)
    return (0..<count).map { index in
      if isSpread(index) {
        defer { spreadPower *= v }
        return t * spreadPower
      }
      defer { levelPower *= v }
      return levelPower
    }
  }

  /// 1/(1 + e^-t) - ½ and y (1 - y), without cancellation far out.
  private static func centered(_ t: Double) -> (v: Double, product: Double) {
    let decay = exp(-abs(t))
    let v = 0.5 * (1 - decay) / (1 + decay)
    return (t < 0 ? -v : v, decay / ((1 + decay) * (1 + decay)))
  }

  private static func polynomial(_ coefficients: [Double], _ v: Double) -> Double {
    evaluate(coefficients, v).value
  }

  /// A polynomial and its derivative by Horner's rule.
  private static func evaluate(
    _ coefficients: [Double], _ v: Double
  ) -> (value: Double, derivative: Double) {
    var (value, derivative) = (0.0, 0.0)
    for coefficient in coefficients.reversed() {
      derivative = derivative * v + value
      value = value * v + coefficient
    }
    return (value, derivative)
  }

  /// M at t.
  func value(_ t: Double) -> Double { valueAndSlope(t).value }

  /// dM/dt.
  func slope(_ t: Double) -> Double { valueAndSlope(t).slope }

  private func valueAndSlope(_ t: Double) -> (value: Double, slope: Double) {
    let (v, product) = Self.centered(t)
    let level = Self.evaluate(level, v)
    let spread = Self.evaluate(spread, v)
    return (
      level.value + (spread.value == 0 ? 0 : t * spread.value),
      spread.value + product * (level.derivative + t * spread.derivative)
    )
  }

  /// dM/dy, positive everywhere in a law.
  func rise(_ t: Double) -> Double { slope(t) / Self.centered(t).product }

  /// Slope of M in t at the ends: the scale of the two tails; 0 where a tail ends.
  var lowerSlope: Double { Self.polynomial(spread, -0.5) }
  var upperSlope: Double { Self.polynomial(spread, 0.5) }

  var lowerEnd: Double { lowerSlope == 0 ? Self.polynomial(level, -0.5) : -.infinity }
  var upperEnd: Double { upperSlope == 0 ? Self.polynomial(level, 0.5) : .infinity }

  /// Log-odds beyond which nothing can be told from 0 or 1 in a Double.
  static let reach = 745.0

  /// The t with M(t) = z, by Newton steps inside a bracket.
  func logOdds(reaching z: Double) -> Double {
    guard z > value(-Self.reach) else { return -.infinity }
    guard z < value(Self.reach) else { return .infinity }
    var (low, high) = (-Self.reach, Self.reach)
    var t = 0.0
    for _ in 0..<200 {
      let (value, slope) = valueAndSlope(t)
      if value < z { low = t } else { high = t }
      let newton = t - (value - z) / slope
      let next = newton > low && newton < high ? newton : (low + high) / 2
      if abs(next - t) <= 0x1p-52 * max(abs(t), 1) { return next }
      t = next
    }
    return t
  }
}
