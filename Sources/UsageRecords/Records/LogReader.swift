/// Reads the records of a log, line by line.
///
/// ```swift
/// var reader = try LogReader(MemorySource(bytes), format: .otel)
/// while let event = try reader.next() { … }
/// ```
///
/// A log may be packed with gzip or zstd; its first bytes tell. A bad line is an event like a good one,
/// and reading goes on behind it.
package struct LogReader {
  package enum Event: Sendable, Equatable {
    case record(UsageRecord, line: Int)
    case invalid(RecordError)
    case passedOver(PassedOver, line: Int)
  }

  private var lines: LineSplitter
  private let parser: LineParser
  private var format: any FormatReader
  private var content = LineContent()
  /// How many of the content's records, errors and passed-over entries were handed out.
  private var given = (records: 0, errors: 0, passedOver: 0)

  /// - Throws: ``LogError`` where the first bytes cannot be read.
  package init(_ source: any ByteSource, format: LogFormat) throws(LogError) {
    parser = try LineParser()
    self.format = try format.reader()
    lines = LineSplitter(
      try Compression.unpacking(source), padding: LineParser.padding)
  }

  /// Lines read so far, blank ones included.
  package var lineCount: Int { lines.number }

  /// The next record, error or line that is no call; `nil` at the end of the log.
  ///
  /// - Throws: ``LogError`` where the log cannot be read on.
  package mutating func next() throws(LogError) -> Event? {
    while true {
      if let event = nextOfLine() { return event }
      guard let line = try lines.next() else { return nil }
      content.removeAll()
      given = (0, 0, 0)
      read(line)
    }
  }

  private mutating func nextOfLine() -> Event? {
    if given.records < content.records.count {
      defer { given.records += 1 }
      return .record(content.records[given.records], line: lines.number)
    }
    if given.errors < content.errors.count {
      defer { given.errors += 1 }
      return .invalid(RecordError(line: lines.number, field: content.errors[given.errors]))
    }
    if given.passedOver < content.passedOver.count {
      defer { given.passedOver += 1 }
      return .passedOver(content.passedOver[given.passedOver], line: lines.number)
    }
    return nil
  }

  private mutating func read(_ line: LineSplitter.Line) {
    do throws(FieldError) {
      guard case .text(let range) = line else {
        throw FieldError(
          "",
          "the line has more than \(LineSplitter.limit / 1_048_576) MiB; write one record a line.")
      }
      if lines.isBlank(range) { return }
      let value = try parser.parse(lines.bytes, range)
      if value.kind == .array {
        throw FieldError("", "found a list; write one object a line, e.g. with `jq -c '.[]'`.")
      }
      try format.read(value, into: &content)
    } catch {
      content.errors.append(error)
    }
  }
}

extension LineSplitter {
  func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}
