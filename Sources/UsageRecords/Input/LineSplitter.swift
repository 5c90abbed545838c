import Glibc

/// The lines of a log, one after the other in the same memory.
///
/// A line ends with `\n` or `\r\n`, the last one also at the end of the log. A byte order mark
/// before the first line is passed over.
struct LineSplitter {
  /// A line as it stands in ``bytes``.
  enum Line: Equatable {
    case text(Range<Int>)
    /// More bytes than ``limit``; what follows is the next line.
    case tooLong
  }

  /// A batch of spans is one line of tens of megabytes; a file without line ends must not fill the
  /// memory.
  static let limit = 64 * 1024 * 1024

  /// The memory of the lines; behind each of them `padding` bytes are readable.
  private(set) var bytes: [UInt8]
  /// Number of the last line, from 1.
  private(set) var number = 0
  private var source: any ByteSource
  private let padding: Int
  private let limit: Int
  private var chunk: [UInt8]
  private var start = 0
  private var end = 0
  private var isAtEnd = false

  init(
    _ source: any ByteSource, padding: Int, limit: Int = LineSplitter.limit, chunk: Int = 262_144
  ) {
    self.source = source
    self.padding = padding
    self.limit = limit
    self.chunk = [UInt8](repeating: 0, count: chunk)
    bytes = [UInt8](repeating: 0, count: 2 * chunk + padding)
  }

  /// The next line; `nil` at the end of the log.
  mutating func next() throws(LogError) -> Line? {
    var searched = start
    while true {
      if let newline = newline(from: searched) {
        return line(upTo: newline, next: newline + 1)
      }
      searched = end
      if end - start > limit {
        try skipRestOfLine()
        number += 1
        return .tooLong
      }
      if isAtEnd {
        guard start < end else { return nil }
        return line(upTo: end, next: end)
      }
      let moved = start
      try fill()
      searched -= moved - start
    }
  }

  private mutating func line(upTo stop: Int, next: Int) -> Line {
    number += 1
    var range = start..<stop
    start = next
    if range.last.map({ bytes[$0] }) == UInt8(ascii: "\r") { range = range.dropLast() }
    if number == 1, bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { range = range.dropFirst(3) }
    return range.count > limit ? .tooLong : .text(range)
  }

  private func newline(from offset: Int) -> Int? {
    // Safe: the search stays within the `end - offset` bytes from `offset` on, and `end` is at most
    // the count of `bytes`.
    bytes.withUnsafeBufferPointer { bytes in
      guard offset < end, let base = bytes.baseAddress,
        let found = memchr(base + offset, 0x0A, end - offset)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Moves what is left to the front and reads more behind it.
  private mutating func fill() throws(LogError) {
    if start > 0 {
      // Safe: both ranges lie within `bytes`, and memmove allows them to overlap.
      bytes.withUnsafeMutableBytes { bytes in
        if let base = bytes.baseAddress { memmove(base, base + start, end - start) }
      }
      (start, end) = (0, end - start)
    }
    let count = try source.read(into: &chunk)
    isAtEnd = count == 0
    if bytes.count < end + count + padding {
      bytes += [UInt8](repeating: 0, count: max(bytes.count, count + padding))
    }
    bytes.replaceSubrange(end..<end + count, with: chunk[..<count])
    end += count
  }

  private mutating func skipRestOfLine() throws(LogError) {
    while !isAtEnd {
      start = end
      try fill()
      if let newline = newline(from: start) {
        start = newline + 1
        return
      }
    }
    start = end
  }
}
