import Governance
import Pricing
import Reports
import UsageRecords

extension UsageLog {
  /// What a request must say, so that its cost has an owner.
  public enum MetadataField: String, Sendable, CaseIterable {
    case feature, userOrSession, modelVersion, promptTemplate, environment, team, costCenter

    /// The fields that every request needs, by the FinOps guide for AI; team and cost centre are what
    /// a showback needs besides.
    public static let minimum = allCases.filter { $0.field.isMinimum }

    fileprivate var field: UsageRecords.MetadataField {
      switch self {
      case .feature: .feature
      case .userOrSession: .userOrSession
      case .modelVersion: .modelVersion
      case .promptTemplate: .promptTemplate
      case .environment: .environment
      case .team: .team
      case .costCenter: .costCenter
      }
    }
  }

  /// Fields that a share of the requests, and of their cost, must say.
  public struct MetadataRequirement: Sendable, Equatable {
    let fields: [MetadataField]
    let atLeast: Double

    /// - Parameters:
    ///   - fields: At least one.
    ///   - atLeast: A share, above 0 and at most 1.
    /// - Throws: ``CogcastError/invalidRequest(_:)`` for a share outside, or no field.
    public init(
      _ fields: [MetadataField] = MetadataField.minimum, atLeast: Double = 1
    ) throws(CogcastError) {
      guard atLeast > 0, atLeast <= 1 else {
        throw .invalidRequest("a share is above 0 % and at most 100 %, e.g. 95%.")
      }
      guard !fields.isEmpty else { throw .invalidRequest("name a field, e.g. feature.") }
      self.fields = fields
      self.atLeast = atLeast
    }
  }

  /// Counts which requests say who and what they were for.
  ///
  /// - Parameters:
  ///   - requirement: What a check asks for; `nil` for a report alone.
  ///   - read: Writes the next bytes of the log over the start of its argument and returns their
  ///     number, 0 at the end; a negative number is a failure.
  ///   - report: Takes each bad record: its line, its field, what is wrong and what to do.
  /// - Throws: ``CogcastError/unreadableLog(_:charges:)`` where the log cannot be read to its end, or
  ///   has no record: there is nothing to judge.
  public func checkMetadata(
    _ requirement: MetadataRequirement? = nil, reading read: @escaping (inout [UInt8]) -> Int,
    reporting report: (String) -> Void
  ) throws(CogcastError) -> MetadataReport {
    let tally = try metadataTally(reading: read, reporting: report)
    guard tally.requests > 0 else {
      throw .unreadableLog(
        "there is no request in \(tally.lines) lines, so there is nothing to check; is the log of"
          + " another system, which --from names?", charges: nil)
    }
    return MetadataReport(
      coverage(tally, requirement), invalidRecords: tally.invalid)
  }

  func metadataTally(
    reading read: @escaping (inout [UInt8]) -> Int, reporting report: (String) -> Void
  ) throws(CogcastError) -> MetadataTally {
    do throws(LogError) {
      var audit = try MetadataAudit(
        FunctionSource(read: read), format: format.logFormat,
        charger: RecordCharger(book: book, aliases: aliases, undated: undated))
      try audit.run { report($0.description) }
      return audit.tally
    } catch {
      throw .unreadableLog(error.description, charges: nil)
    }
  }

  private func coverage(
    _ tally: MetadataTally, _ requirement: MetadataRequirement?
  ) -> MetadataCoverage {
    func coverage(_ share: MetadataTally.Share, _ name: String) -> FieldCoverage {
      FieldCoverage(
        field: name, requests: Double(share.requests) / Double(tally.requests),
        cost: tally.cost > 0 ? min(share.cost / tally.cost, 1) : nil)
    }
    let fields = UsageRecords.MetadataField.allCases.map { field in
      let share = tally.shares[field] ?? MetadataTally.Share()
      return MetadataCoverage.Field(
        name: field.rawValue, words: field.words, isMinimum: field.isMinimum,
        coverage: coverage(share, field.rawValue), lacking: share.lacking,
        advice: format.logFormat.advice(on: field))
    }
    let judgement = requirement.map { requirement in
      let rule = CoverageRequirement(
        fields: requirement.fields.map(\.rawValue), atLeast: requirement.atLeast)
      return MetadataCoverage.Judgement(
        requirement: rule, shortfalls: rule.shortfalls(in: fields.map(\.coverage)))
    }
    return MetadataCoverage(
      version: cogcastVersion,
      book: RunRecord.Book(
        name: book.name, asOf: book.releaseDate.description, sha256: book.sha256),
      format: format.rawValue, lines: tally.lines, records: tally.records,
      requests: tally.requests, invalid: tally.invalid,
      passedOver: tally.passedOver.values.reduce(0, +), cost: tally.cost,
      complete: coverage(tally.complete, "complete"), fields: fields,
      unpriced: tally.unpriced.sorted { $0.key < $1.key }.map {
        MetadataCoverage.Unpriced(
          model: $0.key, requests: $0.value.requests, reason: $0.value.reason)
      }, judgement: judgement)
  }
}

extension UsageRecords.MetadataField {
  fileprivate var words: String {
    switch self {
    case .feature: "feature"
    case .userOrSession: "user or session"
    case .modelVersion: "model and version"
    case .promptTemplate: "prompt template version"
    case .environment: "environment"
    case .team: "team"
    case .costCenter: "cost centre"
    }
  }
}

extension LogFormat {
  fileprivate func advice(on field: UsageRecords.MetadataField) -> String {
    guard let place = place(of: field) else {
      return
        "call a model by a name with its version, e.g. a dated snapshot; an alias of the latest"
        + " one changes cost and behaviour without a deployment."
    }
    return "set \(place)."
  }
}
