/// What a usage log costs in all: everything that its summary prints.
package struct LogCharges: Sendable, Equatable {
  /// One model by the book's name, dearest first.
  package struct Model: Sendable, Equatable {
    package let name: String
    package let records: Int
    package let requests: Int
    package let inputTokens: Int
    package let outputTokens: Int
    package let cost: Double

    package init(
      name: String, records: Int, requests: Int, inputTokens: Int, outputTokens: Int, cost: Double
    ) {
      self.name = name
      self.records = records
      self.requests = requests
      self.inputTokens = inputTokens
      self.outputTokens = outputTokens
      self.cost = cost
    }
  }

  /// Lines that are no call that somebody bills.
  package struct PassedOver: Sendable, Equatable {
    package let reason: String
    /// The reason in words.
    package let words: String
    package let count: Int

    package init(reason: String, words: String, count: Int) {
      self.reason = reason
      self.words = words
      self.count = count
    }
  }

  /// A part of the whole with its name.
  package struct Part<Value: Sendable & Equatable>: Sendable, Equatable {
    package let name: String
    package let value: Value

    package init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// Version of cogcast.
  package let version: String
  /// The book; its date is that of records without a time.
  package let book: RunRecord.Book
  /// Lines read, blank ones included.
  package let lines: Int
  package let records: Int
  package let invalid: Int
  package let passedOver: [PassedOver]
  package let withoutTime: Int
  /// First and last day of the records, `YYYY-MM-DD`.
  package let days: ClosedRange<String>?
  package let cost: Double
  package let meters: [Part<Double>]
  package let models: [Model]
  /// Names of the log and the book's names for them.
  package let pricedAs: [Part<String>]

  package init(
    version: String, book: RunRecord.Book, lines: Int, records: Int, invalid: Int,
    passedOver: [PassedOver], withoutTime: Int, days: ClosedRange<String>?, cost: Double,
    meters: [Part<Double>], models: [Model], pricedAs: [Part<String>]
  ) {
    self.version = version
    self.book = book
    self.lines = lines
    self.records = records
    self.invalid = invalid
    self.passedOver = passedOver
    self.withoutTime = withoutTime
    self.days = days
    self.cost = cost
    self.meters = meters
    self.models = models
    self.pricedAs = pricedAs
  }
}
