import Foundation
import Kernels
import Testing

struct ScrambledSobolTests {
  private func column(
    _ points: ScrambledSobol, _ dimension: Int, from first: Int = 0, count: Int,
    _ kernels: BlockKernels = .widest
  ) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    var span = values.mutableSpan
    points.fill(dimension: dimension, from: first, into: &span, kernels)
    return values
  }

  @Test(arguments: [UInt64(1), 2, .max])
  func everyBinaryIntervalHoldsItsShare(key: UInt64) {
    let points = ScrambledSobol(dimensions: 1000, key: key)
    for dimension in [0, 1, 2, 50, 999] {
      for (first, count) in [(0, 8), (0, 4096), (4096, 4096), (1 << 16, 1 << 16)] {
        let cells = column(points, dimension, from: first, count: count).map {
          Int($0 * Double(count))
        }
        #expect(Set(cells).count == count, "dimension \(dimension), points from \(first)")
      }
    }
  }

  @Test(arguments: InstructionSet.available)
  func everyPointIsScrambledDigitByDigit(instructions: InstructionSet) {
    let kernels = BlockKernels(instructions)
    for key in [UInt64(1), 0x9e37_79b9_7f4a_7c15] {
      let scrambled = ScrambledSobol(dimensions: 60, key: key)
      let plain = SobolSequence(dimensions: 60)
      for (dimension, first, count) in [
        (0, 0, 0), (0, 0, 1), (1, 7, 1), (2, 5, 2), (3, 0, 2048), (17, 3, 1000), (59, 4093, 64),
        (59, 1 << 20 - 3, 300), (4, 1 << 32 - 11, 11),
      ] {
        var points = [UInt32](repeating: 0, count: count)
        var span = points.mutableSpan
        plain.fill(dimension: dimension, from: first, into: &span)
        let coins = RandomStream.hash(key, UInt64(dimension))
        #expect(
          column(scrambled, dimension, from: first, count: count, kernels)
            == points.map { PlainScrambling.scrambled($0, key: coins) },
          "dimension \(dimension), points from \(first)")
      }
    }
  }

  /// The first two dimensions are a (0, m, 2)-net: every box of volume 2⁻ᵐ holds one point.
  @Test func everyElementaryBoxOfTheFirstTwoDimensionsHoldsOnePoint() {
    let points = ScrambledSobol(dimensions: 2, key: 5)
    let x = column(points, 0, count: 1024)
    let y = column(points, 1, count: 1024)
    for split in 0...10 {
      let boxes = zip(x, y).map { x, y in
        Int(x * Double(1 << split)) << (10 - split) | Int(y * Double(1 << (10 - split)))
      }
      #expect(Set(boxes).count == 1024, "\(split) digits of the first dimension")
    }
  }

  @Test func aPointIsUniformOverTheScramblings() {
    let count = 20_000
    for index in [0, 1, 77] {
      let sorted = (0..<count).map { key in
        column(ScrambledSobol(dimensions: 3, key: UInt64(key)), 2, from: index, count: 1)[0]
      }.sorted()
      let distance = sorted.enumerated().map { i, u in
        max(abs(u - Double(i) / Double(count)), abs(u - Double(i + 1) / Double(count)))
      }.max()!
      #expect(distance * Double(count).squareRoot() < 2.9)
      let mean = sorted.reduce(0, +) / Double(count)
      #expect(abs(mean - 0.5) < 5.5 / (12 * Double(count)).squareRoot())
      let variance = sorted.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / Double(count)
      #expect(abs(variance - 1.0 / 12) < 5.5 / (180 * Double(count)).squareRoot())
    }
  }

  /// Nested uniform scrambling flips a digit by one coin for each beginning before it: the seven
  /// coins of the first three digits are fair and independent, in all 128 combinations.
  @Test func coinsOfTheFirstDigitsAreIndependent() {
    let keys = 40_000
    var counts = [Int](repeating: 0, count: 128)
    for key in 0..<keys {
      let values = column(ScrambledSobol(dimensions: 1, key: UInt64(key)), 0, count: 8)
      // The unscrambled van der Corput points in Gray-code order, in eighths.
      let plain = [0, 4, 6, 2, 3, 7, 5, 1]
      var coins = 0
      for (value, original) in zip(values, plain) {
        let digits = Int(value * 8)
        for level in 0..<3 {
          let node = 1 << level | original >> (3 - level)
          let flip = (digits ^ original) >> (2 - level) & 1
          coins = coins & ~(1 << (node - 1)) | flip << (node - 1)
        }
      }
      counts[coins] += 1
    }
    let expected = Double(keys) / 128
    let chiSquare = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) }
    // 127 degrees of freedom; Wilson–Hilferty at 1e-7.
    #expect(chiSquare / expected < 127 * pow(1 - 2 / 1143.0 + 5.2 * (2 / 1143.0).squareRoot(), 3))
  }

  @Test func twoDimensionsAreScrambledIndependently() {
    let count = 20_000
    var sum = 0.0
    for key in 0..<count {
      let points = ScrambledSobol(dimensions: 2, key: UInt64(key))
      sum += (column(points, 0, count: 1)[0] - 0.5) * (column(points, 1, count: 1)[0] - 0.5)
    }
    #expect(abs(sum / Double(count) * 12) < 5.5 / Double(count).squareRoot())
  }

  /// Owen (1997): the variance of a smooth mean falls as n⁻³; random points give n⁻¹. A thousand
  /// times below random points at n = 1,024 is far inside that.
  @Test func smoothMeansAreUnbiasedAndFarMoreExactThanRandomPoints() {
    let scramblings = 200.0
    let exact = (exp(1.0) - 1) * 2.0 / 3  // of exp(x) √y
    var sums = (first: 0.0, second: 0.0)
    for key in 0..<Int(scramblings) {
      let points = ScrambledSobol(dimensions: 2, key: UInt64(1000 + key))
      let x = column(points, 0, count: 1024)
      let y = column(points, 1, count: 1024)
      let mean = zip(x, y).reduce(0) { $0 + exp($1.0) * $1.1.squareRoot() } / 1024
      sums.first += mean - exact
      sums.second += (mean - exact) * (mean - exact)
    }
    let variance = sums.second / scramblings
    #expect(abs(sums.first / scramblings) < 5.5 * (variance / scramblings).squareRoot())
    let random = (exp(2.0) - 1) / 4 - exact * exact
    #expect(variance < random / 1024 / 1000)
  }
}
