/// How the token prices of some models change within the horizon.
package struct PriceChange: Sendable {
  package enum Rule: Sendable {
    /// Prices are multiplied from a week on, counted from 0.
    case step(fromWeek: Int, factor: Quantity)
    /// A relative change a year, which moves prices once a month.
    case drift(perYear: Quantity)
  }

  /// Names of the models it concerns.
  package let models: Set<String>
  package let rule: Rule

  package init(models: Set<String>, rule: Rule) {
    self.models = models
    self.rule = rule
  }
}
