import Kernels

/// The uniform coordinates of one randomisation, in one set of points or in two independent ones.
///
/// Two sets are the two halves of the coordinates of one sequence.
///
/// - Source: Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics
///   Communications 181 (2010), §4 (both matrices from one sequence of twice the dimensions).
struct OuterPoints {
  private let dimensions: Int
  private let sobol: ScrambledSobol
  private let method: SimulationOptions.Method
  private let seed: UInt64
  private let randomisation: UInt64

  init(
    dimensions: Int, sets: Int, method: SimulationOptions.Method, seed: UInt64, randomisation: Int
  ) {
    self.dimensions = dimensions
    self.method = method
    self.seed = seed
    self.randomisation = UInt64(randomisation)
    sobol = ScrambledSobol(
      dimensions: min(max(dimensions * sets, 1), SobolSequence.maximumDimensions),
      key: RandomStream.hash(seed, UInt64(randomisation), StreamID.outer))
  }

  /// One coordinate of points `first ..< first + count`; coordinates beyond those of the sequence are
  /// independent random numbers.
  func column(_ dimension: Int, second: Bool, first: Int, count: Int) -> [Double] {
    let place = second ? dimensions + dimension : dimension
    var column = [Double](repeating: 0, count: count)
    if method == .sobol, place < sobol.dimensions {
      var span = column.mutableSpan
      sobol.fill(dimension: place, from: first, into: &span)
    } else {
      for point in 0..<count {
        var stream = RandomStream(
          seed: seed, StreamID.outerPlain, randomisation, UInt64(place), UInt64(first + point))
        column[point] = stream.uniform()
      }
    }
    return column
  }
}
