import CVectorKernels

/// What the block kernels are compiled for; every set gives the same bytes.
package enum InstructionSet: CaseIterable, Sendable {
  case baseline, avx2, avx512

  /// The widest that this processor has.
  package static let widest = Self.allCases.last { $0.kernels != nil } ?? .baseline

  /// Those that this processor has.
  package static let available = Self.allCases.filter { $0.kernels != nil }

  /// `nil` where the processor does not have the instructions.
  var kernels: BlockKernels? {
    let instructions =
      switch self {
      case .baseline: COGCAST_BASELINE
      case .avx2: COGCAST_AVX2
      case .avx512: COGCAST_AVX512
      }
    return cogcast_block_kernels_for(instructions).map { BlockKernels(table: $0.pointee) }
  }
}

/// The kernels of one set of instructions.
///
/// A block is a pass over a column. Between 128 and 2,048 values it stays in the first cache and the
/// call costs little; more are worked off in such pieces.
package struct BlockKernels: @unchecked Sendable {
  // Safe: constant addresses of functions that keep no state.
  let table: cogcast_block_kernels

  /// Those of the widest instructions.
  package static let widest = InstructionSet.widest.kernels!

  /// Values that are passed over at a time.
  static let piece = 2048

  /// - Precondition: The processor has the instructions.
  package init(_ instructions: InstructionSet) {
    guard let kernels = instructions.kernels else {
      preconditionFailure("no \(instructions) on this processor")
    }
    self = kernels
  }

  init(table: cogcast_block_kernels) { self.table = table }
}
