import Kernels

/// A quantity along several lines, each a rising polynomial between the bounds of the nodes and straight
/// beyond. Four curves are worked on at a time.
struct LineCurves {
  private typealias Lanes = SIMD4<Double>

  /// Places between the bounds at which a polynomial must rise.
  private static let places = 40
  /// Steps of Newton's method, halvings included: 60 of those reach the last digit.
  private static let mostSteps = 100
  /// So short a step is the last: what is left is of the order of its square.
  private static let lastStep = 1e-8

  /// Four curves; of the last block, those beyond the number of lines repeat the last one.
  private struct Block {
    /// Of ascending powers of the place in units of the bound.
    let coefficients: [Lanes]
    let low: (value: Lanes, slope: Lanes)
    let high: (value: Lanes, slope: Lanes)
    /// Where the last value asked for was found.
    var place = Lanes.zero

    init(_ curves: ArraySlice<[Double]>) {
      coefficients = curves[curves.startIndex].indices.map { power in
        Lanes(
          (0..<Lanes.scalarCount).map { lane in
            curves[min(curves.startIndex + lane, curves.endIndex - 1)][power]
          })
      }
      low = LineCurves.value(coefficients, -Lanes.one)
      high = LineCurves.value(coefficients, Lanes.one)
    }
  }

  private let bound: Double
  private let count: Int
  private var blocks: [Block]
  /// Lowest and highest value between the bounds of the nodes.
  let range: ClosedRange<Double>

  /// - Parameter coefficients: Of each line, as ``ChebyshevInterpolation/coefficients(_:)`` gives them; of
  ///   at least one.
  init(_ coefficients: [[Double]], bound: Double) {
    self.bound = bound
    count = coefficients.count
    blocks = stride(from: 0, to: count, by: Lanes.scalarCount).map { start in
      Block(coefficients[start..<min(start + Lanes.scalarCount, coefficients.count)])
    }
    let lowest = blocks.reduce(Double.infinity) { min($0, $1.low.value.min()) }
    range = lowest...blocks.reduce(lowest) { max($0, $1.high.value.max()) }
  }

  /// Whether every curve rises throughout.
  var areRising: Bool {
    blocks.allSatisfy { block in
      (0...Self.places).allSatisfy { place in
        let t = 2 * Double(place) / Double(Self.places) - 1
        return Self.value(block.coefficients, Lanes(repeating: t)).slope.min() > 0
      }
    }
  }

  /// Where each curve has a value of its own, in standard deviations.
  func places(of values: [Double]) -> [Double] {
    var found: [Double] = []
    for (index, block) in blocks.enumerated() {
      let own = values[(index * Lanes.scalarCount)..<min((index + 1) * Lanes.scalarCount, count)]
      var lanes = Lanes(repeating: own[own.startIndex])
      for (lane, value) in own.enumerated() { lanes[lane] = value }
      var searched = block
      let t = Self.place(of: lanes, in: &searched).t
      for lane in own.indices { found.append(t[lane - own.startIndex] * bound) }
    }
    return found
  }

  /// The mean over the lines of the normal probability below a value, and its derivative.
  ///
  /// Places are kept: the next value of a search, which is near, is looked for from there.
  mutating func distribution(_ value: Double) -> (probability: Double, density: Double) {
    var probabilities: [Double] = []
    var densities: [Double] = []
    probabilities.reserveCapacity(count)
    densities.reserveCapacity(count)
    for index in blocks.indices {
      let (t, slope) = Self.place(of: Lanes(repeating: value), in: &blocks[index])
      for lane in 0..<min(Lanes.scalarCount, count - index * Lanes.scalarCount) {
        let place = t[lane] * bound
        probabilities.append(StandardNormal.cdf(place))
        densities.append(StandardNormal.density(place) * bound / slope[lane])
      }
    }
    let lines = Double(count)
    return (fixedOrderSum(probabilities) / lines, fixedOrderSum(densities) / lines)
  }

  /// In units of the bound, by Newton's steps of all lanes together, halving where one leaves its bracket.
  private static func place(of value: Lanes, in block: inout Block) -> (t: Lanes, slope: Lanes) {
    let isBelow = value .<= block.low.value
    let isAbove = value .>= block.high.value
    let isOutside = isBelow .| isAbove
    var (low, high) = (-Lanes.one, Lanes.one)
    var t = block.place
    var slope = Lanes.one
    if !all(isOutside) {
      for _ in 0..<mostSteps {
        let here = self.value(block.coefficients, t)
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
        if max(step.max(), -step.min()) < lastStep { break }
      }
      block.place = t
    }
    t.replace(with: -1 + (value - block.low.value) / block.low.slope, where: isBelow)
    slope.replace(with: block.low.slope, where: isBelow)
    t.replace(with: 1 + (value - block.high.value) / block.high.slope, where: isAbove)
    slope.replace(with: block.high.slope, where: isAbove)
    return (t, slope)
  }

  /// Horner's rule for the polynomials and their derivatives.
  private static func value(
    _ coefficients: [Lanes], _ t: Lanes
  ) -> (value: Lanes, slope: Lanes) {
    var value = Lanes.zero
    var slope = Lanes.zero
    for power in stride(from: coefficients.count - 1, through: 0, by: -1) {
      slope = slope * t + value
      value = value * t + coefficients[power]
    }
    return (value, slope)
  }
}
