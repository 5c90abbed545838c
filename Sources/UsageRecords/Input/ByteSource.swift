/// Bytes in their order, a chunk at a time.
package protocol ByteSource {
  /// Writes the next bytes over the start of `chunk`.
  ///
  /// - Returns: How many, at least one; 0 at the end.
  mutating func read(into chunk: inout [UInt8]) throws(LogError) -> Int
}

/// Bytes that are in memory already.
package struct MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var offset = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package mutating func read(into chunk: inout [UInt8]) -> Int {
    let count = min(chunk.count, bytes.count - offset)
    chunk.replaceSubrange(..<count, with: bytes[offset..<offset + count])
    offset += count
    return count
  }
}

/// The first bytes of a source, which told what it is, and then the rest of it.
struct RejoinedSource: ByteSource {
  private var head: [UInt8]
  private var rest: any ByteSource

  init(head: [UInt8], rest: any ByteSource) {
    self.head = head
    self.rest = rest
  }

  mutating func read(into chunk: inout [UInt8]) throws(LogError) -> Int {
    guard !head.isEmpty else { return try rest.read(into: &chunk) }
    let count = min(chunk.count, head.count)
    chunk.replaceSubrange(..<count, with: head[..<count])
    head.removeFirst(count)
    return count
  }
}
