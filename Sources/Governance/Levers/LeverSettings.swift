/// How far levers are pulled where the scenario does not say.
package struct LeverSettings: Sendable, Equatable {
  /// Part of a system prompt that is cut, 0...1.
  package var promptCut: Double
  /// Answers that an output limit leaves whole, 0...1.
  package var wholeAnswers: Double
  /// Exchanges that a bounded history keeps.
  package var historyTurns: Int

  package init(promptCut: Double = 0.25, wholeAnswers: Double = 0.95, historyTurns: Int = 4) {
    self.promptCut = promptCut
    self.wholeAnswers = wholeAnswers
    self.historyTurns = historyTurns
  }

  /// Attempts of a request, and rounds of a validation: once more and no further.
  static let attempts = 2
  /// Loops and delegations that a limit leaves as they are.
  static let wholeLoops = 0.95
}
