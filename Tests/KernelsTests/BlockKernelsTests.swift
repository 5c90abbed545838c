import CVectorKernels
import Kernels
import Testing

/// Every set of instructions gives the bytes of single calls.
struct BlockKernelsTests {
  /// A law, drawn one number at a time and as a column.
  struct Drawing: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let single: @Sendable (inout RandomStream) -> UInt64
    let column: @Sendable (inout RandomStream, Int, BlockKernels) -> [UInt64]
  }

  static let drawings: [Drawing] =
    [
      doubles("uniform", { $0.uniform() }, { $0.uniforms(into: &$1, $2) }),
      doubles("normal", { $0.normal() }, { $0.normals(into: &$1, $2) }),
      doubles(
        "log-normal", { cogcast_exp(1.5 + 0.7 * $0.normal()) },
        { $0.logNormals(logMean: 1.5, logStandardDeviation: 0.7, into: &$1, $2) }),
      doubles(
        "wide log-normal", { cogcast_exp(-700 + 200 * $0.normal()) },
        { $0.logNormals(logMean: -700, logStandardDeviation: 200, into: &$1, $2) }),
      doubles("exponential", { -cogcast_log($0.uniform()) }, { $0.exponentials(into: &$1, $2) }),
    ]
    + [1, 1.3, 8, 4000].map { shape in
      doubles(
        "gamma \(shape)", { $0.gamma(shape: shape) },
        { $0.gammas(shape: shape, into: &$1, $2) })
    }
    + [0, 1e-20, 0.3, 4, 9.999, 10, 12.5, 37.25, 700, 1.5e5, 1e9, 1e15].map { mean in
      Drawing(
        testDescription: "Poisson \(mean)",
        single: { UInt64($0.poisson(mean: mean)) },
        column: { stream, count, kernels in
          var values = [Int64](repeating: -1, count: count)
          var span = values.mutableSpan
          stream.poissons(mean: mean, into: &span, kernels)
          return values.map { UInt64(bitPattern: $0) }
        })
    }

  private static func doubles(
    _ name: String, _ single: @escaping @Sendable (inout RandomStream) -> Double,
    _ fill:
      @escaping @Sendable (inout RandomStream, inout MutableSpan<Double>, BlockKernels) -> Void
  ) -> Drawing {
    Drawing(
      testDescription: name, single: { single(&$0).bitPattern },
      column: { stream, count, kernels in
        var values = [Double](repeating: .nan, count: count)
        var span = values.mutableSpan
        fill(&stream, &span, kernels)
        return values.map(\.bitPattern)
      })
  }

  @Test func theBaselineIsAlwaysThere() {
    #expect(InstructionSet.available.first == .baseline)
    #expect(InstructionSet.available.contains(.widest))
  }

  @Test(arguments: drawings, InstructionSet.available)
  func aColumnIsAsManySingleDraws(drawing: Drawing, instructions: InstructionSet) {
    let kernels = BlockKernels(instructions)
    for count in [0, 1, 2, 7, 8, 31, 65, 128, 511, 2048, 5003] {
      for isHalfUsed in [false, true] {
        var one = RandomStream(seed: 1, UInt64(count))
        if isHalfUsed { _ = one.bits() }
        var other = one
        let column = drawing.column(&other, count, kernels)
        let singles = (0..<count).map { _ in drawing.single(&one) }
        #expect(column == singles, "\(count) numbers")
        let next = (0..<3).map { _ in (one.bits(), other.bits()) }
        #expect(next.allSatisfy { $0 == $1 }, "the stream after \(count) numbers")
      }
    }
  }

  @Test(arguments: InstructionSet.available)
  func passesGiveTheBytesOfTheFunctions(instructions: InstructionSet) {
    let kernels = BlockKernels(instructions)
    var stream = RandomStream(seed: 2)
    let special: [Double] = [
      0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 0x1p-1022, 0x1p-1023,
      .greatestFiniteMagnitude,
      708, 708.5, 709.7, 709.8, 710, -708, -708.5, -745, -746, 0.075, 0.925, 1e-11, 1.3e-11,
      1.4e-11, 1e-300,
      1 - 0x1p-53, 0.5, 0.67448975, 0.67448976, 5.656854249492380195, -5.66, 39, 41,
    ]
    let wide = (0..<3000).map { _ in 1600 * (stream.uniform() - 0.5) }
    let near = (0..<3000).map { _ in 12 * (stream.uniform() - 0.5) }
    let bits = (0..<3000).map { _ in Double(bitPattern: stream.bits()) }
    let tails = (0..<3000).map { _ in cogcast_exp(-40 * stream.uniform()) }
    // The special values alone in a vector of plain ones, and all together.
    let alone = special.flatMap { [$0] + [Double](repeating: 0.3, count: 7) }
    for values in [special, alone, wide, near, bits, tails, tails.map { 1 - $0 }] {
      for (pass, function) in [
        (BlockKernels.exponentials, cogcast_exp), (BlockKernels.logarithms, cogcast_log),
        (BlockKernels.normalQuantiles, cogcast_normal_quantile),
        (BlockKernels.normalProbabilities, cogcast_normal_cdf),
        (BlockKernels.normalDensities, cogcast_normal_density),
      ]
        as [(
          (BlockKernels) -> (Span<Double>, inout MutableSpan<Double>) -> Void, (Double) -> Double
        )]
      {
        var results = [Double](repeating: 0, count: values.count)
        var span = results.mutableSpan
        pass(kernels)(values.span, &span)
        for (value, result) in zip(values, results) {
          let single = function(value)
          #expect(
            result.bitPattern == single.bitPattern || (result.isNaN && single.isNaN),
            "\(result) for \(single) of \(value)")
        }
      }
    }
  }

  /// Of the authors' library, as in `PhiloxTests`; a block may be the last before a carry.
  @Test(arguments: InstructionSet.available)
  func philoxGivesThePublishedWords(instructions: InstructionSet) {
    let known: [(counter: (UInt64, UInt64), key: UInt64, words: [UInt64])] = [
      ((0, 0), 0, [0xe169_c58d_6627_e8d5, 0x9b00_dbd8_bc57_ac4c]),
      ((.max, .max), .max, [0x41c8_3b0e_408f_276d, 0x6d54_51fd_a20b_c7c6]),
      (
        (0x85a3_08d3_243f_6a88, 0x0370_7344_1319_8a2e), 0x299f_31d0_a409_3822,
        [0x94fd_cceb_d16c_fe09, 0x2412_6ea1_5001_e420]
      ),
    ]
    for (counter, key, words) in known {
      let numbers = uniforms(key, counter.1, from: counter.0, blocks: 1, instructions)
      #expect(numbers == words.map { (Double($0 >> 12) + 0.5) * 0x1p-52 })
    }
  }

  @Test(arguments: InstructionSet.available, [0, 1, 31, 32, 33, 100])
  func countersCarryIntoTheirUpperHalf(instructions: InstructionSet, before: UInt64) {
    let first = UInt64(7) << 32 - before
    let numbers = uniforms(3, 4, from: first, blocks: 150, instructions)
    let indices: Range<UInt64> = 0..<150
    let expected = indices.flatMap { index in
      let block = Philox4x32(key: 3).block((first + index, 4))
      return [UInt64(block.y) << 32 | UInt64(block.x), UInt64(block.w) << 32 | UInt64(block.z)]
    }
    #expect(numbers == expected.map { (Double($0 >> 12) + 0.5) * 0x1p-52 })
  }

  private func uniforms(
    _ key: UInt64, _ identity: UInt64, from block: UInt64, blocks: Int,
    _ instructions: InstructionSet
  ) -> [Double] {
    let table =
      switch instructions {
      case .baseline: cogcast_block_kernels_for(COGCAST_BASELINE)!
      case .avx2: cogcast_block_kernels_for(COGCAST_AVX2)!
      case .avx512: cogcast_block_kernels_for(COGCAST_AVX512)!
      }
    var numbers = [Double](repeating: 0, count: 2 * blocks)
    table.pointee.uniforms(key, identity, block, &numbers, blocks)
    return numbers
  }
}
