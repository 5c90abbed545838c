import Governance

/// Who and what the requests of a log say they were for: everything that its report prints.
package struct MetadataCoverage: Sendable {
  /// One field.
  package struct Field: Sendable {
    package let name: String
    package let words: String
    package let isMinimum: Bool
    package let coverage: FieldCoverage
    /// The first lines that lack it.
    package let lacking: [Int]
    /// What to do where it is missing.
    package let advice: String

    package init(
      name: String, words: String, isMinimum: Bool, coverage: FieldCoverage, lacking: [Int],
      advice: String
    ) {
      self.name = name
      self.words = words
      self.isMinimum = isMinimum
      self.coverage = coverage
      self.lacking = lacking
      self.advice = advice
    }
  }

  /// A model of the log that has no price.
  package struct Unpriced: Sendable {
    package let model: String
    package let requests: Int
    package let reason: String

    package init(model: String, requests: Int, reason: String) {
      self.model = model
      self.requests = requests
      self.reason = reason
    }
  }

  /// What was required, and what falls short of it.
  package struct Judgement: Sendable {
    package let requirement: CoverageRequirement
    package let shortfalls: [FieldCoverage]

    package init(requirement: CoverageRequirement, shortfalls: [FieldCoverage]) {
      self.requirement = requirement
      self.shortfalls = shortfalls
    }
  }

  package let version: String
  package let book: RunRecord.Book
  /// The system whose log it is.
  package let format: String
  package let lines: Int
  package let records: Int
  package let requests: Int
  package let invalid: Int
  /// Lines that are no call that somebody bills.
  package let passedOver: Int
  /// US dollars, of what has a price.
  package let cost: Double
  /// What says every field of the minimum.
  package let complete: FieldCoverage
  package let fields: [Field]
  package let unpriced: [Unpriced]
  package let judgement: Judgement?

  package init(
    version: String, book: RunRecord.Book, format: String, lines: Int, records: Int, requests: Int,
    invalid: Int, passedOver: Int, cost: Double, complete: FieldCoverage, fields: [Field],
    unpriced: [Unpriced], judgement: Judgement?
  ) {
    self.version = version
    self.book = book
    self.format = format
    self.lines = lines
    self.records = records
    self.requests = requests
    self.invalid = invalid
    self.passedOver = passedOver
    self.cost = cost
    self.complete = complete
    self.fields = fields
    self.unpriced = unpriced
    self.judgement = judgement
  }
}
