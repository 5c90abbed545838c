import CZstd

/// Unpacks zstd, frames one after the other.
struct ZstdSource: ByteSource {
  private var packed: any ByteSource
  private let state: DecompressionState
  private var input = [UInt8](repeating: 0, count: 65_536)
  private var inputRange = 0..<0
  private var isInsideFrame = true
  /// The frame may have more output than there was room for.
  private var mayHoldOutput = false

  init(_ packed: any ByteSource) throws(LogError) {
    self.packed = packed
    guard let state = DecompressionState() else { throw .noMemory }
    self.state = state
  }

  mutating func read(into chunk: inout [UInt8]) throws(LogError) -> Int {
    while true {
      if inputRange.isEmpty, !mayHoldOutput {
        inputRange = 0..<(try packed.read(into: &input))
        if inputRange.isEmpty {
          if isInsideFrame { throw .truncated(.zstd) }
          return 0
        }
      }
      let step = state.decompress(input, inputRange, into: &chunk)
      if let reason = step.failure {
        // Between two frames, what is no frame is no damage of one.
        if !isInsideFrame { throw .trailingBytes(.zstd) }
        throw .corrupted(.zstd, reason: reason)
      }
      inputRange = (inputRange.lowerBound + step.consumed)..<inputRange.upperBound
      isInsideFrame = step.isInsideFrame
      mayHoldOutput = isInsideFrame && step.produced == chunk.count
      if step.produced > 0 { return step.produced }
    }
  }
}

private final class DecompressionState {
  private let stream: OpaquePointer

  init?() {
    guard let stream = ZSTD_createDStream() else { return nil }
    self.stream = stream
  }

  deinit { ZSTD_freeDStream(stream) }

  func decompress(
    _ input: [UInt8], _ range: Range<Int>, into output: inout [UInt8]
  ) -> (failure: String?, isInsideFrame: Bool, consumed: Int, produced: Int) {
    // Safe: zstd reads and writes within the two buffers, whose sizes it is given, for the length
    // of the call only.
    input.withUnsafeBytes { input in
      output.withUnsafeMutableBytes { output in
        var source = ZSTD_inBuffer(
          src: input.baseAddress! + range.lowerBound, size: range.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let result = ZSTD_decompressStream(stream, &target, &source)
        let failure = ZSTD_isError(result) == 0 ? nil : String(cString: ZSTD_getErrorName(result))
        return (failure, result != 0, source.pos, target.pos)
      }
    }
  }
}
