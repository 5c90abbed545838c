/// How demand moves with time, common to all segments.
package struct Demand: Sendable {
  /// Standard deviation of the log multiplier of a week; 0 when absent.
  package let weeklyNoise: Quantity
  /// Lag-one autocorrelation of the log multiplier, in (-1, 1); 0 when absent.
  package let autocorrelation: Quantity
  /// Relative change of use in a year; 0 when absent.
  package let growthPerYear: Quantity
  /// Factors on use in January to December; `nil` for an even year.
  package let seasonality: [Double]?
  package let hours: HourProfile
  /// Coefficient of variation of an hour's volume around its share of the week; 0 when absent.
  package let burstiness: Quantity

  package init(
    weeklyNoise: Quantity, autocorrelation: Quantity,
    growthPerYear: Quantity = .known(0, path: "demand.growthPerYear"),
    seasonality: [Double]? = nil, hours: HourProfile = .flat,
    burstiness: Quantity = .known(0, path: "demand.burstiness")
  ) {
    self.weeklyNoise = weeklyNoise
    self.autocorrelation = autocorrelation
    self.growthPerYear = growthPerYear
    self.seasonality = seasonality
    self.hours = hours
    self.burstiness = burstiness
  }
}
