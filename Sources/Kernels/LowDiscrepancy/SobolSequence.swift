import CVectorKernels

/// Sobol's sequence in base 2, one dimension at a time, as 32-bit integers.
///
/// Point i has the Gray code of i as its generating index, so the first 2^k points, from any multiple
/// of 2^k on, are a digital net. The points equal `scipy.stats.qmc.Sobol(scramble=False, bits=32)`.
///
/// - Source: Bratley & Fox, "Algorithm 659", ACM TOMS 14 (1988); direction numbers of Joe & Kuo,
///   "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30
///   (2008), new-joe-kuo-6.
package struct SobolSequence: Sendable {
  /// The dimensions whose primitive polynomials have degree 13 or less.
  package static let maximumDimensions = Int(COGCAST_SOBOL_DIMENSIONS)
  private static let bits = 32

  package let dimensions: Int
  /// `directions[32 d + j]` is flipped in dimension d when bit j of the Gray code is set.
  private let directions: [UInt32]

  /// - Precondition: `dimensions` in 1...`maximumDimensions`.
  package init(dimensions: Int) {
    precondition(
      (1...Self.maximumDimensions).contains(dimensions),
      "\(dimensions) dimensions, at most \(Self.maximumDimensions)")
    self.dimensions = dimensions
    let table = UnsafeBufferPointer(
      start: cogcast_sobol_direction_numbers(), count: Int(COGCAST_SOBOL_TABLE_COUNT))
    var directions = (0..<Self.bits).map { UInt32(1) << UInt32(31 - $0) }
    directions.reserveCapacity(Self.bits * dimensions)
    var row = 0
    for _ in 1..<dimensions {
      let polynomial = UInt32(table[row])
      let degree = 31 - polynomial.leadingZeroBitCount
      let initial = (1...degree).map { UInt32(table[row + $0]) }
      directions += Self.directions(polynomial: polynomial, initial: initial)
      row += degree + 1
    }
    self.directions = directions
  }

  /// Bratley & Fox (1988), equation (2), on numbers shifted to the top of the word.
  private static func directions(polynomial: UInt32, initial: [UInt32]) -> [UInt32] {
    let degree = initial.count
    var numbers = initial.enumerated().map { index, value in value << UInt32(31 - index) }
    for j in degree..<bits {
      var number = numbers[j - degree] ^ (numbers[j - degree] >> UInt32(degree))
      for k in 1..<max(degree, 1) where polynomial >> UInt32(degree - k) & 1 == 1 {
        number ^= numbers[j - k]
      }
      numbers.append(number)
    }
    return numbers
  }

  /// Writes one coordinate of consecutive points, in units of 2⁻³².
  ///
  /// - Parameters:
  ///   - dimension: In 0..<`dimensions`.
  ///   - first: Index of the first point, from 0; the last one is below 2³².
  ///   - output: Overwritten.
  /// - Complexity: O(`output.count`).
  package func fill(
    dimension: Int, from first: Int, into output: inout MutableSpan<UInt32>
  ) {
    var cursor = Cursor(self, dimension: dimension, first: first, count: output.count)
    for i in output.indices { output[i] = cursor.next() }
  }

  /// Lends the direction numbers of a dimension, of which there are 32, to be asked for the points
  /// `first ..< first + count`.
  func withDirections<Result>(
    of dimension: Int, first: Int, count: Int, _ body: (UnsafePointer<UInt32>) -> Result
  ) -> Result {
    check(dimension: dimension, first: first, count: count)
    return directions.withUnsafeBufferPointer { body($0.baseAddress! + dimension * Self.bits) }
  }

  private func check(dimension: Int, first: Int, count: Int) {
    precondition(
      (0..<dimensions).contains(dimension), "dimension \(dimension) of \(dimensions)")
    precondition(
      first >= 0 && first + count <= 1 << Self.bits, "points \(first)..<\(first + count)")
  }

  /// Walks along one coordinate.
  struct Cursor {
    private let sequence: SobolSequence
    private let base: Int
    private var index: Int
    private var point: UInt32 = 0

    /// Starts at point `first`, to be asked for `count` points.
    init(_ sequence: SobolSequence, dimension: Int, first: Int, count: Int) {
      sequence.check(dimension: dimension, first: first, count: count)
      self.sequence = sequence
      base = dimension * bits
      index = first
      var gray = first ^ (first >> 1)
      while gray != 0 {
        point ^= sequence.directions[base + gray.trailingZeroBitCount]
        gray &= gray - 1
      }
    }

    mutating func next() -> UInt32 {
      defer {
        index += 1
        // Neighbouring Gray codes differ in one bit. After the last point of all there is none.
        let bit = min(index.trailingZeroBitCount, bits - 1)
        point ^= sequence.directions[base + bit]
      }
      return point
    }
  }
}
