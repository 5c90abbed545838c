import Summaries

/// An estimate as Markdown for a pull request or a launch review.
package enum MarkdownReport {
  package static func text(_ forecast: Forecast) -> String {
    var page = MarkdownPage()
    page.add("**\(MarkdownPage.escaped(forecast.headline))**")
    page.identity(forecast.run, strategy: forecast.strategy)
    page.gates(forecast.gates)
    page.warnings(forecast.warnings)
    cost(forecast, &page)
    bridge(forecast, &page)
    drivers(forecast, &page)
    page.details("Month by month") { months(forecast, &$0) }
    page.details("Where it goes") { breakdown(forecast, &$0) }
    for allocation in forecast.allocations {
      page.details("By \(MarkdownPage.escaped(allocation.field))") {
        Self.allocation(allocation, &$0)
      }
    }
    page.details("Unit economics") { unitEconomics(forecast, &$0) }
    if let sessions = forecast.sessions {
      page.details("One session") { Self.sessions(sessions, &$0) }
    }
    page.method(forecast.run, notes: forecast.notes)
    return page.text
  }

  private static func cost(_ forecast: Forecast, _ page: inout MarkdownPage) {
    let unit = MarkdownPage.escaped(forecast.run.unit)
    let titles: [(MetricName, String)] = [
      (.costMonth, "average month"), (.costTotal, "in total"), (.costPerUnit, "per \(unit)"),
      (.costPerSuccessfulUnit, "per successful \(unit)"),
    ]
    let rows = titles.compactMap { name, title in
      forecast.metrics[name].map {
        [title] + MarkdownPage.cells($0, NumberStyle(name.unit, magnitude: $0.magnitude))
      }
    }
    page.heading("Cost")
    page.table([""] + MarkdownPage.bandHead, rows)
    guard let shares = forecast.shares else { return }
    let percent = NumberStyle(.fraction, magnitude: 0)
    page.add(
      "Of the variance of the total, \(percent.text(shares.uncertainty)) is uncertainty (what is not known yet) "
        + "and \(percent.text(shares.variability)) variability (demand "
        + "\(percent.text(shares.demand)), requests \(percent.text(shares.request))).")
  }

  private static func bridge(_ forecast: Forecast, _ page: inout MarkdownPage) {
    guard !forecast.bridge.isEmpty else { return }
    let monthly = NumberStyle(
      .dollars, magnitude: forecast.bridge.map(\.month.magnitude).max() ?? 0)
    let total = NumberStyle(
      .dollars, magnitude: forecast.bridge.map(\.amount.value.magnitude).max() ?? 0)
    let rows = forecast.bridge.enumerated().compactMap { position, rung -> [String]? in
      let isLevel = position == 0
      guard isLevel || rung.amount.value != 0 else { return nil }
      return [
        rung.label, isLevel ? monthly.text(rung.month) : monthly.signed(rung.month),
        isLevel ? total.text(rung.amount.value) : total.signed(rung.amount.value),
      ]
    }
    let mean = forecast.metrics[.costTotal]?.mean
    let month = forecast.bridge.reduce(0) { $0 + $1.month }
    page.heading("From the spreadsheet to the forecast")
    page.table(
      ["", "a month", "in total"],
      rows + [["**forecast mean**", monthly.text(month), mean.map { total.text($0.value) } ?? "–"]])
  }

  private static func drivers(_ forecast: Forecast, _ page: inout MarkdownPage) {
    let drivers = forecast.drivers.strong
    guard !forecast.drivers.drivers.isEmpty else { return }
    let number = NumberStyle(
      .dollars, magnitude: drivers.map(\.effect.value.magnitude).max() ?? 0)
    page.heading("What drives it")
    if !drivers.isEmpty {
      page.table(
        ["assumption", "source", "low to high", "weight"],
        drivers.map { driver in
          [
            MarkdownPage.code(driver.path),
            driver.source.map(MarkdownPage.escaped) ?? "**no source**",
            number.signed(driver.effect.value),
            Numerals.fixed(driver.coefficient, decimals: 2),
          ]
        }, textColumns: 2)
    }
    let explained = NumberStyle(.fraction, magnitude: 0).text(forecast.drivers.explained)
    page.add(
      "By \(forecast.drivers.method), which explains \(explained); low to high is the mean total "
        + "where the assumption is in its highest tenth, less the lowest."
        + (forecast.drivers.weakSentence.map { " " + MarkdownPage.escaped($0) } ?? ""))
  }

  private static func months(_ forecast: Forecast, _ page: inout MarkdownPage) {
    let costs = forecast.months.compactMap { $0.metrics[.costMonth]?.magnitude }
    let style = NumberStyle(.dollars, magnitude: costs.max() ?? 0)
    let rows = forecast.months.compactMap { month -> [String]? in
      guard let cost = month.metrics[.costMonth] else { return nil }
      let name = month.isPartial ? "\(month.number) (partial)" : "\(month.number)"
      return [name] + MarkdownPage.cells(cost, style)
    }
    guard !rows.isEmpty else { return }
    page.table(["month"] + MarkdownPage.bandHead, rows)
    returns(forecast, &page)
  }

  private static func returns(_ forecast: Forecast, _ page: inout MarkdownPage) {
    let percent = NumberStyle(.ratio, magnitude: 100)
    let profits = forecast.months.compactMap { $0.metrics[.profitMonth]?.magnitude }
    let money = NumberStyle(.dollars, magnitude: profits.max() ?? 0)
    let rows = forecast.months.compactMap { month -> [String]? in
      guard let profit = month.metrics[.profitMonth], let roi = month.metrics[.roiMonth] else {
        return nil
      }
      let printed = month.metrics[.roiAsPrintedMonth]
      return [
        "\(month.number)", MarkdownPage.number(profit[0.5], money),
        MarkdownPage.number(roi[0.05], percent), MarkdownPage.number(roi[0.5], percent),
        MarkdownPage.number(roi[0.95], percent), MarkdownPage.number(printed?[0.5], percent),
      ]
    }
    guard !rows.isEmpty else { return }
    page.table(["month", "profit P50", "ROI P5", "ROI P50", "ROI P95", "as printed P50"], rows)
    if let payback = forecast.paybackSentence { page.add(payback) }
  }

  private static func breakdown(_ forecast: Forecast, _ page: inout MarkdownPage) {
    let number = NumberStyle(
      .dollars, magnitude: forecast.metrics[.costTotal]?.mean?.value ?? 0)
    let percent = NumberStyle(.fraction, magnitude: 0)
    let rows = forecast.breakdown.flatMap { table in
      table.parts.filter { $0.cost.value != 0 }.map { part in
        [
          table.dimension.rawValue, MarkdownPage.escaped(part.name),
          MarkdownPage.number(part.cost, number), percent.text(part.share),
        ]
      }
    }
    guard !rows.isEmpty else { return }
    page.table(["by", "", "mean", "share"], rows, textColumns: 2)
  }

  private static func allocation(_ allocation: Allocation, _ page: inout MarkdownPage) {
    let money = NumberStyle(
      .dollars, magnitude: allocation.parts.map(\.month.magnitude).max() ?? 0)
    let percent = NumberStyle(.fraction, magnitude: 0)
    let rows = allocation.parts.map { part in
      let numbers = [part.month[0.05], part.month[0.5], part.month.mean, part.month[0.95]]
        .map { MarkdownPage.number($0, money) }
      return [MarkdownPage.escaped(part.value)] + numbers + [percent.text(part.share)]
    }
    page.table(["a month", "P5", "P50", "mean", "P95", "share"], rows)
  }

  private static func sessions(_ sessions: SessionTail, _ page: inout MarkdownPage) {
    let money = NumberStyle(.dollarsPerSession, magnitude: sessions.cost.magnitude)
    let percent = NumberStyle(.fraction, magnitude: 0)
    let rows = sessions.rows.map {
      [$0.label, MarkdownPage.number($0.cost, money), MarkdownPage.number($0.share, percent)]
    }
    page.table(["", "cost of a session", "share of all cost"], rows)
  }

  private static func unitEconomics(_ forecast: Forecast, _ page: inout MarkdownPage) {
    let unit = MarkdownPage.escaped(forecast.run.unit)
    let rows = forecast.unitRows().map { [$0.label] + MarkdownPage.cells($0.band, $0.style) }
    guard !rows.isEmpty else { return }
    page.table(["per \(unit)"] + MarkdownPage.bandHead, rows)
  }
}
