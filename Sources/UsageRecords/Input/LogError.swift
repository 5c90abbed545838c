/// Why a log cannot be read to its end. What is wrong with a single line is a ``RecordError``.
package enum LogError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The system's words.
  case unreadable(String)
  case truncated(Compression)
  case corrupted(Compression, reason: String)
  /// Bytes behind the last member of an archive that start no further member.
  case trailingBytes(Compression)
  case noMemory

  package var description: String {
    switch self {
    case .unreadable(let reason): "cannot read the log: \(reason)."
    case .truncated(let compression):
      "the \(compression.rawValue) archive ends too early; the lines before its end were read, the"
        + " rest is missing. Fetch it again."
    case .corrupted(let compression, let reason):
      "the \(compression.rawValue) archive is damaged (\(reason)); fetch it again."
    case .trailingBytes(let compression):
      "bytes that are no \(compression.rawValue) follow the end of the archive; remove them."
    case .noMemory: "there is not enough memory to read the log."
    }
  }
}

/// How a log is packed.
package enum Compression: String, Sendable, CaseIterable {
  case gzip, zstd

  /// Tells by the first four bytes; `nil` for bytes that are not packed.
  ///
  /// - Source: RFC 1952, section 2.3.1; RFC 8878, sections 3.1.1 and 3.1.2 (skippable frames, with
  ///   which pzstd begins).
  init?(magic bytes: some Collection<UInt8>) {
    let bytes = Array(bytes.prefix(4))
    if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes == [0x28, 0xB5, 0x2F, 0xFD] {
      self = .zstd
    } else if bytes.count == 4, bytes[0] & 0xF0 == 0x50, bytes[1...] == [0x2A, 0x4D, 0x18] {
      self = .zstd
    } else {
      return nil
    }
  }

  /// The source as it is, or unpacked where its first bytes say that it is packed.
  static func unpacking(_ source: any ByteSource) throws(LogError) -> any ByteSource {
    var source = source
    var head: [UInt8] = []
    while head.count < 4 {
      var chunk = [UInt8](repeating: 0, count: 4 - head.count)
      let count = try source.read(into: &chunk)
      if count == 0 { break }
      head += chunk[..<count]
    }
    let whole = RejoinedSource(head: head, rest: source)
    switch Compression(magic: head) {
    case .gzip: return try GzipSource(whole)
    case .zstd: return try ZstdSource(whole)
    case nil: return whole
    }
  }
}
