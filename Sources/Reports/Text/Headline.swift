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
    let unit = comparison.run.unit.printable
    let ranked = comparison.ranked
    guard let best = ranked.first, let bestCost = Self.perSuccess(best) else {
      sentence = "No strategy makes a successful \(unit)."
      return
    }
    let name = best.strategy.printable
    guard let next = ranked.dropFirst().first, let nextCost = Self.perSuccess(next) else {
      sentence = "\(name) costs \(Self.dollars(bestCost)) per successful \(unit)."
      return
    }
    let chance = comparison.probability(that: best.strategy, isCheaperThan: next.strategy)
    let surety = chance.map {
      ", in \(NumberStyle(.fraction, magnitude: 0).text($0)) of the trials"
    }
    sentence =
      "Cheapest per successful \(unit): \(name) at \(Self.dollars(bestCost)), "
      + "before \(next.strategy.printable) at \(Self.dollars(nextCost))\(surety ?? "")."
  }

  private static func range(_ band: Band) -> String {
    guard let low = band[0.05]?.value, let high = band[0.95]?.value else {
      return "an unknown sum"
    }
    let (from, to) = (dollars(low, beside: high), dollars(high))
    return from == to ? from : "\(from)–\(to)"
  }

  private static func perSuccess(_ side: ForecastComparison.Side) -> Double? {
    side.metrics[.costPerSuccessfulUnit]?.mean?.value
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

extension ForecastComparison {
  /// Strategies by the mean of their cost per successful unit, cheapest first; those without a
  /// success last.
  var ranked: [Side] {
    func cost(_ side: Side) -> Double {
      side.metrics[.costPerSuccessfulUnit]?.mean?.value ?? .infinity
    }
    return sides.sorted { cost($0) < cost($1) }
  }

  /// Probability that one strategy costs less per successful unit than another.
  func probability(that first: String, isCheaperThan second: String) -> Double? {
    for pair in pairs {
      guard let chance = pair.cheaperPerSuccessfulUnit?.value else { continue }
      if (pair.first, pair.second) == (first, second) { return chance }
      if (pair.first, pair.second) == (second, first) { return 1 - chance }
    }
    return nil
  }
}
