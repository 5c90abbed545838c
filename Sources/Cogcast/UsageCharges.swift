import Pricing
import Reports
import UsageRecords

/// What a usage log costs in all.
public struct UsageCharges: Sendable, Equatable {
  private let charges: LogCharges

  init(_ summary: ChargeSummary, book: PriceBook) {
    charges = LogCharges(
      version: cogcastVersion,
      book: RunRecord.Book(
        name: book.name, asOf: book.releaseDate.description, sha256: book.sha256),
      lines: summary.lines, records: summary.records, invalid: summary.invalid,
      passedOver: PassedOver.allCases.compactMap { reason in
        summary.passedOver[reason].map {
          LogCharges.PassedOver(reason: reason.rawValue, words: reason.words, count: $0)
        }
      },
      withoutTime: summary.withoutTime, days: summary.days, cost: summary.cost,
      meters: summary.costByMeter.map { LogCharges.Part($0.meter.rawValue, $0.cost) },
      models: summary.models.map(LogCharges.Model.init)
        .sorted { ($1.cost, $0.name) < ($0.cost, $1.name) },
      pricedAs: summary.pricedAs.sorted { $0.key < $1.key }
        .map { LogCharges.Part($0.key, $0.value) })
  }

  /// Records that were priced.
  public var records: Int { charges.records }

  /// Records that are in none of the sums, because they are wrong or have no price.
  public var invalidRecords: Int { charges.invalid }

  /// US dollars.
  public var cost: Double { charges.cost }

  /// The summary as text for people.
  ///
  /// - Parameter colour: Whether to use ANSI colours.
  public func report(colour: Bool = false) -> String {
    TextLogCharges.text(charges, style: colour ? .terminal : .plain)
  }

  /// The summary as JSON, `cogcast.charge/1`.
  public var json: String { JSONLogCharges.text(charges) }
}

extension LogCharges.Model {
  fileprivate init(name: String, model: ChargeSummary.Model) {
    self.init(
      name: name, records: model.records, requests: model.requests,
      inputTokens: model.inputTokens, outputTokens: model.outputTokens, cost: model.cost)
  }
}

extension ChargeSummary {
  fileprivate var days: ClosedRange<String>? {
    guard let firstDay, let lastDay else { return nil }
    return firstDay.description...lastDay.description
  }
}

extension PassedOver {
  fileprivate var words: String {
    switch self {
    case .notACall: "no billed call"
    case .summary: "spans that sum up others"
    case .answeredFromCache: "answered from the gateway's cache"
    }
  }
}
