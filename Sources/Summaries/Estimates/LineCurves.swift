import Kernels

/// A quantity along several lines, each a rising polynomial between the bounds of the nodes and straight
/// beyond. Eight curves are worked on at a time, since one alone waits for each of its sums.
struct LineCurves {
  fileprivate typealias Lanes = SIMD8<Double>

  /// Places between the bounds at which a polynomial must rise.
  private static let places = 40
  /// Steps of Newton's method, halvings included: 60 of those reach the last digit.
  private static let mostSteps = 100
  /// So short a step is the last: what is left is of the order of its square.
  private static let lastStep = 3e-6

  /// One end of the curves of a block.
  private struct End {
    let value: Lanes
    let slope: Lanes
  }

  /// Where each curve last had a value that was asked for, in units of the bound: a search for the next
  /// value, which is near, begins there.
  struct Places {
    fileprivate var blocks: [Lanes]
  }

  private let bound: Double
  private let count: Int
  /// Coefficients of a curve.
  private let powers: Int
  /// Of ascending powers of the place in units of the bound, by block of curves; of the last block,
  /// those beyond the number of lines repeat the last one.
  private let coefficients: [Lanes]
  /// By block.
  private let low: [End]
  private let high: [End]
  /// Lowest and highest value between the bounds of the nodes.
  let range: ClosedRange<Double>

  /// - Parameter curves: Coefficients of each line, as ``ChebyshevInterpolation/coefficients(_:)`` gives
  ///   them; of at least one.
  init(_ curves: [[Double]], bound: Double) {
    self.bound = bound
    count = curves.count
    powers = curves[0].count
    var coefficients: [Lanes] = []
    coefficients.reserveCapacity((count + Lanes.scalarCount - 1) / Lanes.scalarCount * powers)
    for first in stride(from: 0, to: count, by: Lanes.scalarCount) {
      for power in 0..<powers {
        var lanes = Lanes.zero
        for lane in lanes.indices { lanes[lane] = curves[min(first + lane, count - 1)][power] }
        coefficients.append(lanes)
      }
    }
    self.coefficients = coefficients
    let powers = powers
    let blocks = 0..<coefficients.count / powers
    low = blocks.map { Self.value(coefficients.span, $0 * powers, powers, -Lanes.one) }
    high = blocks.map { Self.value(coefficients.span, $0 * powers, powers, Lanes.one) }
    let lowest = low.reduce(Double.infinity) { min($0, $1.value.min()) }
    range = lowest...high.reduce(lowest) { max($0, $1.value.max()) }
  }

  /// Whether every curve rises throughout.
  var areRising: Bool {
    let coefficients = coefficients.span
    return low.indices.allSatisfy { block in
      (0...Self.places).allSatisfy { place in
        let t = 2 * Double(place) / Double(Self.places) - 1
        return Self.value(coefficients, block * powers, powers, Lanes(repeating: t)).slope.min() > 0
      }
    }
  }

  /// The mean over the curves of their values at a place in standard deviations, which is taken to the
  /// bounds of the nodes.
  func meanValue(at place: Double) -> Double {
    let t = Lanes(repeating: unit(place))
    var sum = 0.0
    for block in low.indices {
      let here = Self.value(coefficients.span, block * powers, powers, t).value
      for lane in 0..<lanes(of: block) { sum += here[lane] }
    }
    return sum / Double(count)
  }

  /// All curves at one place in standard deviations.
  func places(at place: Double) -> Places {
    Places(blocks: [Lanes](repeating: Lanes(repeating: unit(place)), count: low.count))
  }

  /// Where each curve has a value of its own, in standard deviations.
  func places(of values: ArraySlice<Double>) -> [Double] {
    var found: [Double] = []
    var places = places(at: 0)
    for block in low.indices {
      let first = values.startIndex + block * Lanes.scalarCount
      var own = Lanes.zero
      for lane in own.indices { own[lane] = values[min(first + lane, values.endIndex - 1)] }
      let t = place(of: own, block, from: &places.blocks[block]).t
      for lane in 0..<lanes(of: block) { found.append(t[lane] * bound) }
    }
    return found
  }

  /// The mean over the lines of the normal probability below a value, and its derivative.
  func distribution(
    _ value: Double, from places: inout Places
  ) -> (probability: Double, density: Double) {
    var found = [Double](repeating: 0, count: count)
    var slopes = found
    for block in low.indices {
      let (t, slope) = place(of: Lanes(repeating: value), block, from: &places.blocks[block])
      for lane in 0..<lanes(of: block) {
        let curve = block * Lanes.scalarCount + lane
        found[curve] = t[lane] * bound
        slopes[curve] = slope[lane]
      }
    }
    var chances = [Double](repeating: 0, count: count)
    var column = chances.mutableSpan
    BlockKernels.widest.normalProbabilities(of: found.span, into: &column)
    let probability = fixedOrderSum(chances) / Double(count)
    column = chances.mutableSpan
    BlockKernels.widest.normalDensities(of: found.span, into: &column)
    for curve in 0..<count { column[curve] *= bound / slopes[curve] }
    return (probability, fixedOrderSum(chances) / Double(count))
  }

  /// Curves of a block.
  private func lanes(of block: Int) -> Int {
    min(Lanes.scalarCount, count - block * Lanes.scalarCount)
  }

  private func unit(_ place: Double) -> Double { min(max(place / bound, -1), 1) }

  /// In units of the bound, by Newton's steps of all lanes together, halving where one leaves its bracket.
  private func place(
    of value: Lanes, _ block: Int, from start: inout Lanes
  ) -> (t: Lanes, slope: Lanes) {
    let (first, last) = (self.low[block], self.high[block])
    let isBelow = value .<= first.value
    let isAbove = value .>= last.value
    let isOutside = isBelow .| isAbove
    var (low, high) = (-Lanes.one, Lanes.one)
    var t = start
    var slope = Lanes.one
    if !all(isOutside) {
      for _ in 0..<Self.mostSteps {
        let here = Self.value(coefficients.span, block * powers, powers, t)
        let isShort = here.value .< value
        low.replace(with: t, where: isShort)
        high.replace(with: t, where: .!isShort)
        var next = t - (here.value - value) / here.slope
        let isInside = (next .>= low) .& (next .<= high)
        next.replace(with: (low + high) / 2, where: .!isInside)
        next.replace(with: t, where: isOutside)
        let step = next - t
        t = next
        slope = here.slope
        if max(step.max(), -step.min()) < Self.lastStep { break }
      }
      start = t
    }
    t.replace(with: -1 + (value - first.value) / first.slope, where: isBelow)
    slope.replace(with: first.slope, where: isBelow)
    t.replace(with: 1 + (value - last.value) / last.slope, where: isAbove)
    slope.replace(with: last.slope, where: isAbove)
    return (t, slope)
  }

  /// Horner's rule for the polynomials of a block and their derivatives.
  @inline(__always)
  private static func value(
    _ coefficients: Span<Lanes>, _ first: Int, _ powers: Int, _ t: Lanes
  ) -> End {
    var value = Lanes.zero
    var slope = Lanes.zero
    for power in stride(from: powers - 1, through: 0, by: -1) {
      slope = slope * t + value
      value = value * t + coefficients[first + power]
    }
    return End(value: value, slope: slope)
  }
}
