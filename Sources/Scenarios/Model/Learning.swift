/// Effects that grow with the months since launch.
package struct Learning: Sendable {
  /// Relative change of system, tools and retrieved tokens per month, e.g. -0.03.
  package let promptTokensPerMonth: Quantity
  /// Points of success added per month, e.g. 0.01.
  package let successPerMonth: Quantity
  /// Month after which nothing changes any more; `nil` for the whole horizon.
  package let untilMonth: Int?

  package init(
    promptTokensPerMonth: Quantity, successPerMonth: Quantity, untilMonth: Int?
  ) {
    self.promptTokensPerMonth = promptTokensPerMonth
    self.successPerMonth = successPerMonth
    self.untilMonth = untilMonth
  }
}
