/// Effects that grow with the months since launch.
package struct Learning: Sendable {
  /// Relative change of system, tools and retrieved tokens per month, e.g. -0.03.
  package let promptTokensPerMonth: Quantity
  /// Points of success added per month, e.g. 0.01.
  package let successPerMonth: Quantity
  /// Relative change per month of the rates at which sorters err: misroutes, false alarms of a judge.
  package let misroutePerMonth: Quantity
  /// Points of sessions per month that go to the first model instead of the last.
  package let shareToFirstPerMonth: Quantity
  /// Month after which nothing changes any more; `nil` for the whole horizon.
  package let untilMonth: Int?

  package init(
    promptTokensPerMonth: Quantity, successPerMonth: Quantity, misroutePerMonth: Quantity,
    shareToFirstPerMonth: Quantity, untilMonth: Int?
  ) {
    self.promptTokensPerMonth = promptTokensPerMonth
    self.successPerMonth = successPerMonth
    self.misroutePerMonth = misroutePerMonth
    self.shareToFirstPerMonth = shareToFirstPerMonth
    self.untilMonth = untilMonth
  }
}
