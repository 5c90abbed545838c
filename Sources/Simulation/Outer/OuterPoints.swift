import Kernels

/// The uniform coordinates of one randomisation, in one set of points or in two independent ones.
///
/// Two sets are the two halves of the coordinates of one sequence.
///
/// - Source: Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics
///   Communications 181 (2010), §4 (both matrices from one sequence of twice the dimensions).
struct OuterPoints {
  let randomisation: Int
  private let dimensions: Int
  private let seed: UInt64
  private let source: Source

  private enum Source {
    case sobol(ScrambledSobol)
    case latinHypercube(LatinHypercube)
    case independent
  }

  /// - Parameter count: Points of the randomisation: a Latin hypercube has as many strata.
  init(
    dimensions: Int, sets: Int, method: SimulationOptions.Method, seed: UInt64, randomisation: Int,
    count: Int
  ) {
    self.dimensions = dimensions
    self.seed = seed
    self.randomisation = randomisation
    let places = max(dimensions * sets, 1)
    switch method {
    case .sobol:
      source = .sobol(
        ScrambledSobol(
          dimensions: min(places, SobolSequence.maximumDimensions),
          key: RandomStream.hash(seed, UInt64(randomisation), StreamID.outer)))
    case .latinHypercube:
      source = .latinHypercube(
        LatinHypercube(
          dimensions: places, points: count,
          key: RandomStream.hash(seed, UInt64(randomisation), StreamID.outerStrata)))
    case .monteCarlo: source = .independent
    }
  }

  /// One coordinate of points `first ..< first + count`; coordinates beyond those of the sequence are
  /// independent random numbers.
  func column(_ dimension: Int, second: Bool, first: Int, count: Int) -> [Double] {
    let place = second ? dimensions + dimension : dimension
    var column = [Double](repeating: 0, count: count)
    var span = column.mutableSpan
    switch source {
    case .sobol(let sequence) where place < sequence.dimensions:
      sequence.fill(dimension: place, from: first, into: &span)
    case .latinHypercube(let cube):
      cube.fill(dimension: place, from: first, into: &span)
    case .sobol, .independent:
      for point in 0..<count {
        var stream = RandomStream(
          seed: seed, StreamID.outerPlain, UInt64(randomisation), UInt64(place),
          UInt64(first + point))
        span[point] = stream.uniform()
      }
    }
    return column
  }
}
