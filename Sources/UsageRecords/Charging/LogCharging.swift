import Pricing

/// Reads a log, prices it and writes the records with their cost.
///
/// ```swift
/// var charging = try LogCharging(source, format: .litellm, charger: RecordCharger(book: .builtin))
/// let summary = try charging.run(write: { print($0) }, report: { print($0) })
/// ```
package struct LogCharging {
  private static let bufferSize = 65_536

  private var reader: LogReader
  private var charger: RecordCharger
  private let writesRecords: Bool
  package private(set) var summary = ChargeSummary()

  /// - Parameter writesRecords: Whether anybody wants the records, and not the summary alone.
  package init(
    _ source: any ByteSource, format: LogFormat, charger: RecordCharger, writesRecords: Bool = true
  ) throws(LogError) {
    reader = try LogReader(source, format: format)
    self.charger = charger
    self.writesRecords = writesRecords
  }

  /// - Parameters:
  ///   - write: Takes whole lines; false stops.
  ///   - report: Takes each bad record, in the order of the log.
  /// - Throws: ``LogError`` where the log cannot be read on; ``summary`` has what was read till then.
  package mutating func run(
    write: ([UInt8]) -> Bool, report: (RecordError) -> Void
  ) throws(LogError) {
    var writer = RecordWriter()
    defer { summary.lines = reader.lineCount }
    do throws(LogError) {
      while let event = try reader.next() {
        take(event, into: &writer, report)
        guard writer.bytes.count >= Self.bufferSize else { continue }
        guard write(writer.bytes) else { return }
        writer.removeAll()
      }
    } catch {
      // What was read is good: it is written before the error is told.
      _ = writer.bytes.isEmpty || write(writer.bytes)
      throw error
    }
    _ = writer.bytes.isEmpty || write(writer.bytes)
  }

  private mutating func take(
    _ event: LogReader.Event, into writer: inout RecordWriter, _ report: (RecordError) -> Void
  ) {
    switch event {
    case .record(let record, let line):
      do throws(FieldError) {
        let charged = try charger.charge(record)
        summary.add(charged)
        if writesRecords { writer.write(charged) }
      } catch {
        summary.addInvalid()
        report(RecordError(line: line, field: error))
      }
    case .invalid(let error):
      summary.addInvalid()
      report(error)
    case .passedOver(let reason, _):
      summary.add(reason)
    }
  }
}
