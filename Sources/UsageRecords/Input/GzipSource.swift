import CZlib

/// Unpacks gzip, members one after the other.
///
/// zlib's own file functions report no error for an archive that ends too early; this does.
struct GzipSource: ByteSource {
  private var packed: any ByteSource
  private let state: InflateState
  private var input = [UInt8](repeating: 0, count: 65_536)
  private var inputRange = 0..<0
  private var isInsideMember = true
  /// The member may have more output than there was room for.
  private var mayHoldOutput = false

  init(_ packed: any ByteSource) throws(LogError) {
    self.packed = packed
    guard let state = InflateState() else { throw .noMemory }
    self.state = state
  }

  mutating func read(into chunk: inout [UInt8]) throws(LogError) -> Int {
    while true {
      if inputRange.isEmpty { inputRange = 0..<(try packed.read(into: &input)) }
      if !isInsideMember {
        guard try startsNextMember() else { return 0 }
      }
      guard !inputRange.isEmpty || mayHoldOutput else { throw .truncated(.gzip) }
      let step = state.inflate(input, inputRange, into: &chunk)
      inputRange = (inputRange.lowerBound + step.consumed)..<inputRange.upperBound
      switch step.status {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isInsideMember = false
      case Z_MEM_ERROR: throw .noMemory
      default: throw .corrupted(.gzip, reason: state.reason)
      }
      mayHoldOutput = isInsideMember && step.produced == chunk.count
      if step.produced > 0 { return step.produced }
    }
  }

  /// Behind a member: another one, the end, or zeros up to it, with which tapes are padded.
  private mutating func startsNextMember() throws(LogError) -> Bool {
    while input[inputRange].allSatisfy({ $0 == 0 }) {
      inputRange = 0..<(try packed.read(into: &input))
      if inputRange.isEmpty { return false }
    }
    guard input[inputRange.lowerBound] == 0x1F else { throw .trailingBytes(.gzip) }
    state.reset()
    isInsideMember = true
    return true
  }
}

/// A `z_stream`, which must not move in memory while it is in use.
private final class InflateState {
  private let stream: UnsafeMutablePointer<z_stream>

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, the most there are; 16 more ask for gzip's header and check sum.
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func reset() { inflateReset(stream) }

  var reason: String { stream.pointee.msg.map { String(cString: $0) } ?? "unknown" }

  func inflate(
    _ input: [UInt8], _ range: Range<Int>, into output: inout [UInt8]
  ) -> (status: Int32, consumed: Int, produced: Int) {
    let room = output.count
    // Safe: zlib reads and writes within the two buffers, whose counts it is given, for the length
    // of the call only; it does not write to its input in spite of the pointer's type.
    let status = input.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: input.baseAddress! + range.lowerBound)
        stream.pointee.avail_in = UInt32(range.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(room)
        return CZlib.inflate(stream, Z_NO_FLUSH)
      }
    }
    return (
      status, range.count - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out)
    )
  }
}
