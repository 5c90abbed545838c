import Distributions
import Kernels
import Scenarios

/// The points on which the lengths of a session are integrated: one set per randomisation and
/// workflow, shared by all its trials.
///
/// A point is a whole session: a coordinate for every length of every turn. The first coordinates
/// are scrambled Sobol points; the rest are Latin hypercube columns with hashed permutations.
/// Every coordinate alone is stratified over the points.
///
/// - Source: Owen, "Monte Carlo theory, methods and examples", ch. 10 (Latin hypercube) and
///   §17.6 (padding a quasi-Monte Carlo rule by Latin hypercube sampling).
struct SessionPanel {
  static let pointCount = 64

  /// Coordinates that are Sobol points. Pairs beyond are too poorly spread at 64 points to matter.
  static let sobolDimensions = 96

  let key: UInt64
  private let sobol: ScrambledSobol

  /// - Parameter key: Identifies seed, randomisation and workflow.
  init(key: UInt64) {
    self.key = key
    sobol = ScrambledSobol(dimensions: Self.sobolDimensions, key: key)
  }

  /// The values of one coordinate at all points, in the open unit interval.
  func coordinate(_ index: Int) -> [Double] {
    var values = [Double](repeating: 0, count: Self.pointCount)
    if index < Self.sobolDimensions {
      var span = values.mutableSpan
      sobol.fill(dimension: index, from: 0, into: &span)
      return values
    }
    var stream = RandomStream(seed: key, UInt64(index), 1)
    // For the places that each stratum is swapped to, then for the place within each.
    var uniforms = [Double](repeating: 0, count: 2 * Self.pointCount - 1)
    var numbers = uniforms.mutableSpan
    stream.uniforms(into: &numbers)
    for point in values.indices { values[point] = Double(point) }
    for last in stride(from: Self.pointCount - 1, to: 0, by: -1) {
      values.swapAt(last, Int(numbers[Self.pointCount - 1 - last] * Double(last + 1)))
    }
    for point in values.indices {
      values[point] += numbers[Self.pointCount - 1 + point]
      values[point] /= Double(Self.pointCount)
    }
    return values
  }
}

/// One length of a call at the points of a panel: values of a table, which trials share, in other units,
/// and a constant with each.
struct LengthColumn {
  /// Exact mean of the law, caps included.
  let mean: Double
  /// Row by row (turns or steps) the values at the panel's points; empty for a constant.
  private let table: [Double]
  private let factor: Double
  private let constant: Double
  /// `largestSums[t]`: the largest sum of the table's rows 0...t over the points; empty for a constant.
  private let largestSums: [Double]
  private let largestValue: Double

  init(constant: Double) {
    mean = constant
    table = []
    factor = 1
    self.constant = 0
    largestSums = []
    largestValue = constant
  }

  private init(_ column: LengthColumn, mean: Double, factor: Double, constant: Double) {
    self.mean = mean
    table = column.table
    self.factor = factor
    self.constant = constant
    largestSums = column.largestSums
    largestValue = column.largestValue
  }

  /// The same lengths in other units, and a constant with each.
  ///
  /// - Parameter factor: Positive.
  func scaled(by factor: Double, plus constant: Double = 0) -> LengthColumn {
    let mean = mean * factor + constant
    if isConstant { return LengthColumn(constant: mean) }
    return LengthColumn(
      self, mean: mean, factor: self.factor * factor, constant: self.constant * factor + constant)
  }

  /// Each length as a rule changes it.
  func mapped(mean: Double, _ rule: (Double) -> Double) -> LengthColumn {
    LengthColumn(mean: mean, points: table.map { rule($0 * factor + constant) })
  }

  /// With more rows after those of the table.
  ///
  /// - Precondition: The lengths are those of the table.
  func extended(by points: [Double]) -> LengthColumn {
    precondition(factor == 1 && constant == 0, "rows of other units")
    return LengthColumn(mean: mean, points: table + points)
  }

  /// Rows of the table.
  var rows: Int { table.count / SessionPanel.pointCount }

  /// The lengths at four points one after the other.
  @inline(__always)
  func lanes(row: Int, from point: Int) -> Lanes {
    if isConstant { return Lanes(repeating: mean) }
    let start = row * SessionPanel.pointCount + point
    return Lanes(table[start], table[start + 1], table[start + 2], table[start + 3]) * factor
      + constant
  }

  /// The lengths at four points.
  @inline(__always)
  func lanes(row: Int, at points: SIMD4<Int>) -> Lanes {
    if isConstant { return Lanes(repeating: mean) }
    let places = points &+ row * SessionPanel.pointCount
    return Lanes(table[places[0]], table[places[1]], table[places[2]], table[places[3]]) * factor
      + constant
  }

  init(mean: Double, points: [Double]) {
    self.mean = mean
    table = points
    factor = 1
    constant = 0
    var sums = [Double](repeating: 0, count: SessionPanel.pointCount)
    var largest: [Double] = []
    for row in 0..<(points.count / SessionPanel.pointCount) {
      for point in sums.indices { sums[point] += points[row * SessionPanel.pointCount + point] }
      largest.append(sums.max()!)
    }
    largestSums = largest
    largestValue = points.max() ?? 0
  }

  /// The largest single value.
  var largest: Double { isConstant ? mean : largestValue * factor + constant }

  /// The largest sum of the first rows over the points of the panel.
  func largestSum(rows: Int) -> Double {
    if rows == 0 { return 0 }
    return isConstant
      ? mean * Double(rows) : largestSums[rows - 1] * factor + Double(rows) * constant
  }

  var isConstant: Bool { table.isEmpty }
}

/// The lengths of one call: what varies from turn to turn and from step to step.
///
/// A class, so that a turn takes a reference instead of copying the columns.
final class CallLengths {
  /// By turn.
  let retrieved: LengthColumn
  let user: LengthColumn
  /// One row: beside the user's first message.
  let opening: LengthColumn
  let output: LengthColumn
  /// By loop step.
  let stepOutput: LengthColumn
  let stepResult: LengthColumn

  init(
    retrieved: LengthColumn, user: LengthColumn, opening: LengthColumn, output: LengthColumn,
    stepOutput: LengthColumn, stepResult: LengthColumn
  ) {
    self.retrieved = retrieved
    self.user = user
    self.opening = opening
    self.output = output
    self.stepOutput = stepOutput
    self.stepResult = stepResult
  }
}

/// How the choice of tokens and `maxTokens` change an output length.
struct OutputRule {
  let factor: Double
  let cap: Double
  /// False where the factor is another in every trial.
  let isKnown: Bool

  /// - Parameter tokenScale: Tokens of the model for each token of the scenario; the cap is in those
  ///   of the model.
  init(_ call: Call, tokenScale: Double, _ inputs: Inputs) {
    factor = inputs(call.tokenChoice.length) * tokenScale
    isKnown = call.tokenChoice.length.isKnown
    cap = call.maxTokens.map(Double.init) ?? .infinity
  }

  private init(factor: Double, cap: Double, isKnown: Bool) {
    self.factor = factor
    self.cap = cap
    self.isKnown = isKnown
  }

  static let plain = OutputRule(factor: 1, cap: .infinity, isKnown: true)

  /// The rule for lengths in units that are another number of tokens in every trial.
  func scaled(by scale: Double) -> OutputRule {
    OutputRule(factor: factor * scale, cap: cap, isKnown: false)
  }

  func apply(_ length: Double) -> Double { min(max(length, 0) * factor, cap) }

  /// E[min(f X, cap)].
  func mean(of law: any Law) -> Double {
    factor * (cap.isFinite ? law.limitedMean(cap / factor) : law.mean)
  }

  /// P(f X ≤ cap): the answer is not cut off.
  func completeness(of law: any Law) -> Double { cap.isFinite ? law.cdf(cap / factor) : 1 }
}
