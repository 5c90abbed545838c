/// One assumption and how much it moves the cost.
package struct Driver: Sendable, Equatable {
  /// Index into the scenario's assumptions.
  package let assumption: Int
  /// Standardised coefficient of the regression on ranks, in about -1...1: how many standard
  /// deviations of the cost's rank one standard deviation of the assumption's rank is worth.
  package let coefficient: Double
  /// US dollars: mean `cost.total` in the tenth of the trials where the assumption is highest, less
  /// that in the tenth where it is lowest.
  package let effect: Estimate
  /// False where the scenario gives no source for the assumption.
  package let hasSource: Bool
}

/// The assumptions that drive `cost.total`, strongest first.
package struct Drivers: Sendable, Equatable {
  package enum Method: String, Sendable {
    case rankRegression = "standardised rank regression"
    /// With too few trials for a regression on all assumptions: one at a time.
    case rankCorrelation = "rank correlation"
  }

  package let method: Method
  /// Share of the variance of the cost's ranks that the regression explains, 0...1; of a rank
  /// correlation, the share that the strongest assumption explains alone.
  package let explained: Double
  /// Three standard errors of a coefficient: chance gives one assumption in four hundred that much.
  package let noise: Double
  /// At most ten.
  package let all: [Driver]
}
