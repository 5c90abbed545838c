import Governance
import Reports

/// Which requests of a log say who and what they were for.
public struct MetadataReport: Sendable {
  private let coverage: MetadataCoverage
  /// Records that could not be read and are left out.
  public let invalidRecords: Int

  init(_ coverage: MetadataCoverage, invalidRecords: Int) {
    self.coverage = coverage
    self.invalidRecords = invalidRecords
  }

  var completeCoverage: FieldCoverage { coverage.complete }

  var featureCoverage: FieldCoverage {
    coverage.fields.first { $0.name == UsageLog.MetadataField.feature.rawValue }!.coverage
  }

  /// Whether the requirement is met; true without one.
  public var isMet: Bool { coverage.judgement?.shortfalls.isEmpty ?? true }

  /// Share of the requests that say every field of the minimum, 0...1.
  public var complete: Double { coverage.complete.requests }

  /// Share of the requests that say a field, 0...1.
  public func requests(saying field: UsageLog.MetadataField) -> Double {
    coverage.fields.first { $0.name == field.rawValue }?.coverage.requests ?? 0
  }

  /// Share of the cost of requests that say a field, 0...1; `nil` where nothing has a price.
  public func cost(saying field: UsageLog.MetadataField) -> Double? {
    coverage.fields.first { $0.name == field.rawValue }?.coverage.cost
  }

  /// The report as text of a format.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown.
  ///   - colour: Whether text uses ANSI colours.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    coverage.listing.text(format, colour: colour)
  }
}

extension Listing {
  func text(_ format: ReportFormat, colour: Bool) -> String {
    switch format {
    case .text: text(style: colour ? .terminal : .plain)
    case .json: json
    case .csv: csv
    case .markdown: markdown
    }
  }
}
