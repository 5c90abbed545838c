import Kernels
import Testing

struct SobolTests {
  private struct Table: Decodable {
    struct Point: Decodable {
      let index: Int
      let coordinates: [UInt32]
    }
    let pointsInDigest: Int
    let digests: [String]
    let points: [Point]
  }

  /// FNV-1a over the first 8,192 points of each of the 1,111 dimensions.
  @Test func pointsEqualThoseOfSciPy() throws {
    let table: Table = try Reference.load("sobol.json")
    let sequence = SobolSequence(dimensions: SobolSequence.maximumDimensions)
    #expect(table.digests.count == sequence.dimensions)
    var column = [UInt32](repeating: 0, count: table.pointsInDigest)
    for dimension in 0..<sequence.dimensions {
      var span = column.mutableSpan
      sequence.fill(dimension: dimension, from: 0, into: &span)
      let digest = column.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
      }
      #expect(String(digest) == table.digests[dimension], "dimension \(dimension)")
    }
  }

  @Test func distantPointsEqualThoseOfSciPy() throws {
    let table: Table = try Reference.load("sobol.json")
    let sequence = SobolSequence(dimensions: SobolSequence.maximumDimensions)
    for point in table.points {
      let coordinates = (0..<sequence.dimensions).map { dimension in
        var value: [UInt32] = [0]
        var span = value.mutableSpan
        sequence.fill(dimension: dimension, from: point.index, into: &span)
        return value[0]
      }
      #expect(coordinates == point.coordinates, "point \(point.index)")
    }
  }

  @Test func anyPieceOfAColumnIsTheSame() {
    let sequence = SobolSequence(dimensions: 7)
    let scrambled = ScrambledSobol(dimensions: 7, key: 99)
    var whole = [UInt32](repeating: 0, count: 300)
    var wholeScrambled = [Double](repeating: 0, count: 300)
    var span = whole.mutableSpan
    sequence.fill(dimension: 6, from: 0, into: &span)
    var spanScrambled = wholeScrambled.mutableSpan
    scrambled.fill(dimension: 6, from: 0, into: &spanScrambled)
    for first in [1, 2, 63, 64, 255] {
      var piece = [UInt32](repeating: 0, count: 300 - first)
      var pieceSpan = piece.mutableSpan
      sequence.fill(dimension: 6, from: first, into: &pieceSpan)
      #expect(piece == Array(whole[first...]))
      var values = [Double](repeating: 0, count: 300 - first)
      var valueSpan = values.mutableSpan
      scrambled.fill(dimension: 6, from: first, into: &valueSpan)
      #expect(values == Array(wholeScrambled[first...]))
    }
  }
}
