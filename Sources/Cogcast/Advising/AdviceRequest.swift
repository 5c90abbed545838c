import Governance

/// How far the levers are pulled, and when an effort must be paid back.
public struct AdviceRequest: Sendable, Equatable {
  /// Part of a system prompt that is cut, above 0 and below 1.
  public var promptCut: Double
  /// Share of the answers that an output limit leaves whole, above 0 and below 1.
  public var wholeAnswers: Double
  /// Turns that a bounded history sends again, 1 to 1,000.
  public var historyTurns: Int
  /// Months in which an effort must be paid back; all full months of the horizon when `nil`.
  public var months: Int?
  /// US dollars an hour, to tell efforts in hours too; `nil` for money alone.
  public var hourlyRate: Double?

  /// - Parameters:
  ///   - promptCut: A quarter unless given.
  ///   - wholeAnswers: 95 % unless given.
  ///   - historyTurns: Four unless given.
  ///   - months: All full months of the horizon unless given.
  ///   - hourlyRate: None unless given.
  public init(
    promptCut: Double = 0.25, wholeAnswers: Double = 0.95, historyTurns: Int = 4,
    months: Int? = nil, hourlyRate: Double? = nil
  ) {
    self.promptCut = promptCut
    self.wholeAnswers = wholeAnswers
    self.historyTurns = historyTurns
    self.months = months
    self.hourlyRate = hourlyRate
  }

  /// Finds out whether the levers can be pulled so far.
  ///
  /// - Throws: ``CogcastError/invalidRequest(_:)`` that says what to ask instead.
  public func check() throws(CogcastError) {
    for (share, name) in [(promptCut, "prompt cut"), (wholeAnswers, "share of whole answers")]
    where !(share > 0 && share < 1) {
      throw .invalidRequest("a \(name) of \(share): give more than 0 % and less than 100 %.")
    }
    guard (1...1000).contains(historyTurns) else {
      throw .invalidRequest("a history of \(historyTurns) turns: give 1 to 1000.")
    }
    if let months, months < 1 { throw .invalidRequest("\(months) months: give 1 or more.") }
    if let hourlyRate, !(hourlyRate > 0 && hourlyRate.isFinite) {
      throw .invalidRequest("\(hourlyRate) dollars an hour: give more than 0.")
    }
  }

  var settings: LeverSettings {
    LeverSettings(promptCut: promptCut, wholeAnswers: wholeAnswers, historyTurns: historyTurns)
  }
}
