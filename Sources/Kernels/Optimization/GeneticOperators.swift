import Glibc

/// How NSGA-II makes a point of two others.
///
/// - Source: crossover: Deb & Agrawal, "Simulated binary crossover for continuous search space",
///   Complex Systems 9 (1995), with the bounds of Deb & Goyal, "A combined genetic adaptive search
///   (GeneAS) for engineering design" (1996), from which the mutation is; the numbers: Deb et al.
///   (2002), section V.
struct GeneticOperators: Sendable {
  private static let crossoverProbability = 0.9
  /// Probability that a variable crosses where its point does.
  private static let exchangeProbability = 0.5
  private static let crossoverIndex = 20.0
  private static let mutationIndex = 20.0

  private let variables: [DesignVariable]
  private let mutationProbability: Double

  init(_ variables: [DesignVariable]) {
    self.variables = variables
    mutationProbability = 1 / Double(max(variables.count, 1))
  }

  func child(
    of first: DesignPoint, _ second: DesignPoint, from stream: inout RandomStream
  ) -> DesignPoint {
    let crosses = stream.uniform() < Self.crossoverProbability
    return variables.indices.map { index in
      let variable = variables[index]
      var value = first[index]
      if crosses, stream.uniform() < Self.exchangeProbability {
        value = crossed(first[index], second[index], variable, &stream)
      }
      if stream.uniform() < mutationProbability { value = mutated(value, variable, &stream) }
      return value
    }
  }

  private func crossed(
    _ first: Double, _ second: Double, _ variable: DesignVariable, _ stream: inout RandomStream
  ) -> Double {
    let side = stream.uniform()
    let uniform = stream.uniform()
    switch variable {
    case .categorical: return side < 0.5 ? first : second
    case .ordered(let count):
      let range = Self.cells(count)
      return Self.index(Self.spread(first, second, in: range, side, uniform), of: count)
    case .real(let range): return Self.spread(first, second, in: range, side, uniform)
    }
  }

  private func mutated(
    _ value: Double, _ variable: DesignVariable, _ stream: inout RandomStream
  ) -> Double {
    let uniform = stream.uniform()
    switch variable {
    case .categorical(let count):
      // Any other value.
      let other = min((uniform * Double(count - 1)).rounded(.down), Double(count - 2))
      return other >= value ? other + 1 : other
    case .ordered(let count):
      let moved = Self.moved(value, in: Self.cells(count), uniform)
      let index = Self.index(moved, of: count)
      // A step at least: a mutation that is rounded away is none.
      guard index == value else { return index }
      return min(max(value + (uniform < 0.5 ? -1 : 1), 0), Double(count - 1))
    case .real(let range): return Self.moved(value, in: range, uniform)
    }
  }

  /// The range whose numbers round to an index.
  private static func cells(_ count: Int) -> ClosedRange<Double> { -0.5...(Double(count) - 0.5) }

  private static func index(_ value: Double, of count: Int) -> Double {
    min(max(value.rounded(), 0), Double(count - 1))
  }

  /// One of the two children of simulated binary crossover.
  private static func spread(
    _ first: Double, _ second: Double, in range: ClosedRange<Double>, _ side: Double,
    _ uniform: Double
  ) -> Double {
    let (low, high) = (min(first, second), max(first, second))
    guard high - low > 1e-14 * max(abs(low), abs(high)) else { return first }
    let isLower = side < 0.5
    let room = isLower ? low - range.lowerBound : range.upperBound - high
    let beta = 1 + 2 * room / (high - low)
    let alpha = 2 - pow(beta, -(crossoverIndex + 1))
    let power = 1 / (crossoverIndex + 1)
    let factor =
      uniform <= 1 / alpha
      ? pow(uniform * alpha, power) : pow(1 / (2 - uniform * alpha), power)
    let middle = 0.5 * (low + high)
    let value = middle + (isLower ? -0.5 : 0.5) * factor * (high - low)
    return min(max(value, range.lowerBound), range.upperBound)
  }

  /// Polynomial mutation, which keeps to the range.
  private static func moved(
    _ value: Double, in range: ClosedRange<Double>, _ uniform: Double
  ) -> Double {
    let width = range.upperBound - range.lowerBound
    let power = mutationIndex + 1
    let shift: Double
    if uniform < 0.5 {
      let room = 1 - (value - range.lowerBound) / width
      shift = pow(2 * uniform + (1 - 2 * uniform) * pow(room, power), 1 / power) - 1
    } else {
      let room = 1 - (range.upperBound - value) / width
      shift = 1 - pow(2 * (1 - uniform) + 2 * (uniform - 0.5) * pow(room, power), 1 / power)
    }
    return min(max(value + shift * width, range.lowerBound), range.upperBound)
  }
}
