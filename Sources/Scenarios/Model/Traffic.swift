/// A group of users that share an adoption curve, a frequency and a workflow.
package struct Segment: Sendable {
  package let name: String
  package let users: Quantity
  /// Index into ``Scenario/workflows``.
  package let workflow: Int
  package let adoption: Adoption
  package let sessionsPerUserPerWeek: Quantity
  /// Coefficient of variation of one user's persistent rate (gamma); 0 when absent.
  package let userHeterogeneity: Quantity
  /// Share of adopters lost per month (13/3 weeks); 0 when absent.
  package let churnPerMonth: Quantity
  /// Units of value one session makes; 1 when absent.
  package let unitsPerSession: Quantity

  package init(
    name: String, users: Quantity, workflow: Int, adoption: Adoption,
    sessionsPerUserPerWeek: Quantity, userHeterogeneity: Quantity, churnPerMonth: Quantity,
    unitsPerSession: Quantity
  ) {
    self.name = name
    self.users = users
    self.workflow = workflow
    self.adoption = adoption
    self.sessionsPerUserPerWeek = sessionsPerUserPerWeek
    self.userHeterogeneity = userHeterogeneity
    self.churnPerMonth = churnPerMonth
    self.unitsPerSession = unitsPerSession
  }
}

/// Cumulative share of the users that have adopted the feature.
package enum Adoption: Sendable {
  /// The same share in every week.
  case constant(Quantity)
  /// `ceiling / (1 + exp(-k (w - weeksToHalf)))`, w in weeks at mid-week, k = ln((1-s)/s)/weeksToHalf
  /// for s = `launchShare`, the share of the ceiling reached at launch (0.05 when absent).
  case logistic(ceiling: Quantity, weeksToHalf: Quantity, launchShare: Quantity)
  /// Bass diffusion with rates per year of 52 weeks.
  case bass(innovation: Quantity, imitation: Quantity, ceiling: Quantity)
}

/// Week-to-week noise of demand, common to all segments.
package struct Demand: Sendable {
  /// Standard deviation of the log multiplier; 0 when absent.
  package let weeklyNoise: Quantity
  /// Lag-one autocorrelation of the log multiplier, in (-1, 1); 0 when absent.
  package let autocorrelation: Quantity

  package init(weeklyNoise: Quantity, autocorrelation: Quantity) {
    self.weeklyNoise = weeklyNoise
    self.autocorrelation = autocorrelation
  }
}

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
