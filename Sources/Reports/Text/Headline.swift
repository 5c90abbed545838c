import JSONDocuments
import Simulation
import Summaries

/// The one sentence of a report that a launch review can quote.
struct Headline {
  let sentence: String

  init(_ forecast: Forecast) {
    let spreadsheet: Double
    let band: Band?
    let period: String
    if let month = forecast.metrics[.costMonth] {
      (band, spreadsheet, period) = (month, forecast.spreadsheet.month, "a month")
    } else {
      (band, spreadsheet) = (forecast.metrics[.costTotal], forecast.spreadsheet.total)
      let weeks = forecast.run.horizon.weeks
      period = weeks == 1 ? "in one week" : "in \(weeks) weeks"
    }
    let range = band.map(Self.range) ?? "an unknown sum"
    let plan = Self.dollars(spreadsheet, beside: band?[0.95]?.value ?? 0)
    let driver = forecast.drivers.drivers.first.map { "biggest driver: \($0.path.printable)" }
    sentence =
      "Likely \(range) \(period) (spreadsheet \(plan)); "
      + (driver ?? "every input is a plain number") + "."
  }

  init(_ comparison: ForecastComparison) {
    let unit = comparison.sharedUnit?.printable
    guard let metric = comparison.rankingMetric else {
      sentence =
        unit.map { "No strategy makes a successful \($0)." }
        ?? "The scenarios have no cost in common to be ranked by."
      return
    }
    let each =
      switch metric {
      case .costPerSuccessfulUnit: "per successful \(unit ?? "unit")"
      case .costMonth: "in an average month"
      default: "in total"
      }
    let ranked = comparison.ranked(by: metric)
    let costs = ranked.map { comparison.mean(metric, of: $0) }
    guard let best = costs[0] else {
      sentence = "No cost can be told \(each)."
      return
    }
    let name = ranked[0].label.printable
    guard costs.count > 1, let next = costs[1] else {
      sentence = "\(name) costs \(Self.dollars(best)) \(each)."
      return
    }
    guard !comparison.isNoise(between: ranked[0], and: ranked[1], by: metric) else {
      // In the order of the comparison: which of them is a little lower says nothing.
      let alike = comparison.sides.filter {
        $0.label == ranked[0].label || comparison.isNoise(between: ranked[0], and: $0, by: metric)
      }
      let costs = alike.map { Self.dollars(comparison.mean(metric, of: $0) ?? .nan) }
      sentence =
        "\(Wording.list(alike.map(\.label.printable))) cost the same \(each) but for noise: "
        + "\(Wording.list(costs))."
      return
    }
    let chance = comparison.chance(that: ranked[0], isCheaperThan: ranked[1], by: metric)
    let surety = chance.map { ", in \($0.words) of the trials" }
    sentence =
      "Cheapest \(each): \(name) at \(Self.dollars(best)), "
      + "before \(ranked[1].label.printable) at \(Self.dollars(next))\(surety ?? "")."
  }

  private static func range(_ band: Band) -> String {
    guard let low = band[0.05]?.value, let high = band[0.95]?.value else {
      return "an unknown sum"
    }
    let (from, to) = (dollars(low, beside: high), dollars(high))
    return from == to ? from : "\(from)–\(to)"
  }

  /// - Parameter other: A number in the same sentence, whose digits this one gets where they tell
  ///   enough of it; beside thousands it has no cents in any case.
  private static func dollars(_ value: Double, beside other: Double = 0) -> String {
    let size = value.magnitude
    let isAlike = size >= 0.1 * other && size <= other
    let isWhole = other >= 999.5 && size >= 9.995
    let magnitude = isAlike ? other : isWhole ? max(size, 1_000) : size
    return NumberStyle(.dollars, magnitude: magnitude).text(value)
  }
}

extension Forecast {
  /// One sentence that a launch review can quote.
  package var headline: String { Headline(self).sentence }
}
