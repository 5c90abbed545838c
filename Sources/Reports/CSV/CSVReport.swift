import Summaries

/// An estimate as CSV: one number a row, in full precision.
package enum CSVReport {
  package static func text(_ forecast: Forecast) -> String {
    var numbers = CSVNumbers(forecast.run, strategy: forecast.strategy, hasStrategy: true)
    for metric in forecast.metrics { numbers.add("metric", metric) }
    for month in forecast.months {
      for metric in month.metrics {
        numbers.add(
          month.isPartial ? "partialMonth" : "month", metric, index: month.number,
          date: month.start?.description ?? "")
      }
    }
    for week in forecast.weeks {
      numbers.add(
        "week", MetricBand(.costWeek, week.cost), index: week.number,
        date: week.start?.description ?? "")
    }
    for metric in forecast.unitEconomics { numbers.add("unitEconomics", metric) }
    for table in forecast.breakdown {
      for part in table.parts {
        numbers.add("breakdown." + table.dimension.rawValue, part.name, part.cost, unit: dollars)
      }
    }
    for allocation in forecast.allocations {
      for part in allocation.parts {
        numbers.add(
          "allocation." + allocation.field,
          MetricBand(name: part.value, unit: .dollars, band: part.month))
      }
    }
    if let shares = forecast.shares {
      let named = [
        ("uncertainty", shares.uncertainty), ("variability", shares.variability),
        ("demand", shares.demand), ("request", shares.request),
      ]
      for (name, share) in named {
        numbers.add("share", name, statistic: "share", value: share, unit: "fraction")
      }
    }
    if let sessions = forecast.sessions { numbers.add(sessions) }
    for rung in forecast.bridge {
      numbers.add("bridge", rung.effect, statistic: "amount", rung.amount, unit: dollars)
    }
    for (rank, driver) in forecast.drivers.drivers.enumerated() {
      numbers.add(
        "sensitivity", driver.path, index: rank + 1, statistic: "coefficient",
        value: driver.coefficient, unit: "")
      numbers.add(
        "sensitivity", driver.path, index: rank + 1, statistic: "effect", driver.effect,
        unit: dollars)
    }
    return numbers.text
  }

  private static let dollars = MetricName.Unit.dollars.rawValue
}

extension CSVNumbers {
  fileprivate mutating func add(_ sessions: SessionTail) {
    let name = "session.cost"
    add("session", MetricBand(name: name, unit: .dollarsPerSession, band: sessions.cost))
    for tail in sessions.tails {
      add(
        "session", name, statistic: "tailMean", p: tail.probability, value: tail.mean.value,
        error: tail.mean.error, unit: MetricName.Unit.dollarsPerSession.rawValue)
      guard let share = tail.share else { continue }
      add(
        "session", name, statistic: "tailShare", p: tail.probability, value: share.value,
        error: share.error, unit: "fraction")
    }
  }
}
