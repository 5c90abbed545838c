import Foundation
import Scenarios
import Simulation

extension Mechanism {
  static let demand = Mechanism(
    "demand", "demand over time",
    "Weeks are multiplied by noise of mean one whose logarithm is a stationary AR(1), by season and by"
      + " growth; the hours of a week decide how close sessions come. The mean of cost is what it was:"
      + " noise widens the band.",
    fields: [
      .value("weeklyNoise", "s"), .value("autocorrelation", "r"), .value("growthPerYear", "g"),
      .value("seasonality"), .value("hourProfile"), .value("peakToMean"),
      .value("burstiness", "b"),
    ],
    isAlwaysThere: true, isSwitchable: true,
    sources: [
      Source("Hamilton, \"Time Series Analysis\" (1994), section 3.4", .recalled),
      Source("Hours: ServeGen (Alibaba Cloud) and BurstGPT traces", .measured),
    ], guide: .traffic
  ) { site in
    let demand = site.scenario.demand
    let weeks = site.scenario.horizon.weeks
    return [
      Figure("v1", "coefficient of variation of one week", "", "sqrt(exp(s^2) - 1)") {
        expm1(pow($0(demand.weeklyNoise), 2)).squareRoot()
      },
      Figure("vW", "coefficient of variation of \(weeks) even weeks together", "") {
        variation($0(demand.weeklyNoise), $0(demand.autocorrelation), weeks: weeks)
      },
      Figure("v0", "the same were weeks independent", "", "v1 / sqrt(\(weeks))") {
        variation($0(demand.weeklyNoise), 0, weeks: weeks)
      },
      Figure("F", "inflation of the variance by autocorrelation", "", "(vW / v0)^2") { point in
        let independent = variation(point(demand.weeklyNoise), 0, weeks: weeks)
        let own = variation(
          point(demand.weeklyNoise), point(demand.autocorrelation), weeks: weeks)
        return independent > 0 ? pow(own / independent, 2) : 1
      },
      Figure(
        "G", "season and growth of the last week", "",
        demand.seasonality == nil ? "(1 + g)^((\(weeks) - 0.5) / 52)" : nil
      ) { $0.calendar[weeks - 1] },
      Figure("m", "busiest hour over the mean hour", "") { _ in demand.hours.peakToMean },
    ].filter { figure in
      // Without noise there is nothing to inflate.
      demand.weeklyNoise.value != .known(0) || !["v1", "vW", "v0", "F"].contains(figure.symbol)
    }
  }

  /// Of the mean of even weeks: covariances of log-normals are exp(s² r^|i-j|) - 1.
  private static func variation(_ deviation: Double, _ lag: Double, weeks: Int) -> Double {
    var sum = Double(weeks) * expm1(deviation * deviation)
    for distance in 1..<max(weeks, 2) where distance < weeks {
      sum +=
        2 * Double(weeks - distance)
        * expm1(deviation * deviation * pow(lag, Double(distance)))
    }
    return max(sum, 0).squareRoot() / Double(weeks)
  }

  static let horizon = Mechanism(
    "horizon", "horizon",
    "The weeks of the forecast. A month is 13/3 weeks, so that 52 weeks are 12 months; an incomplete"
      + " last month is shown and counts in no monthly metric.",
    fields: [.value("start"), .value("weeks", "W")], isAlwaysThere: true,
    sources: [.definition], guide: .bands
  ) { site in
    let grid = MonthGrid(weeks: site.scenario.horizon.weeks)
    return [
      Figure("M", "length in months", "months", "3 * W / 13") { _ in
        Double(grid.weeks) / MonthGrid.weeksPerMonth
      },
      Figure("m", "full months", "months") { _ in Double(grid.fullMonths) },
    ]
  }
}
