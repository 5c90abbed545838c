import Pricing

/// Reads a log and counts who and what its requests say they were for.
package struct MetadataAudit {
  private var reader: LogReader
  private var charger: RecordCharger
  package private(set) var tally = MetadataTally()

  package init(
    _ source: any ByteSource, format: LogFormat, charger: RecordCharger
  ) throws(LogError) {
    reader = try LogReader(source, format: format)
    self.charger = charger
  }

  /// A record without a price counts among the requests, and not in the cost.
  ///
  /// - Parameter report: Takes each record that cannot be read, in the order of the log.
  /// - Throws: ``LogError`` where the log cannot be read on; ``tally`` has what was read till then.
  package mutating func run(report: (RecordError) -> Void) throws(LogError) {
    defer { tally.lines = reader.lineCount }
    while let event = try reader.next() {
      switch event {
      case .record(let record, let line): take(record, line: line)
      case .invalid(let error):
        tally.addInvalid()
        report(error)
      case .passedOver(let reason, _): tally.add(reason)
      }
    }
  }

  private mutating func take(_ record: UsageRecord, line: Int) {
    var cost = 0.0
    do throws(FieldError) {
      cost = try charger.charge(record).charge.total
    } catch {
      tally.addUnpriced(record, error)
    }
    tally.add(record, line: line, cost: cost)
  }
}
