import Governance
import Summaries

extension ForecastTracking {
  package var listing: Listing {
    Listing(
      headline: headline, mood: limit == nil || isInconclusive ? .neutral : isFailed ? .bad : .good,
      tables: [costs, causes],
      remarks: [
        Listing.Remarks("Unit cost over the weeks", slopeSentences),
        Listing.Remarks("Left out, and not judged", gaps),
        Listing.Remarks("How to read it", notes + reading),
      ],
      records: records, document: document)
  }

  /// One sentence that a review can quote.
  package var headline: String {
    let judged = weeks.count { $0.position != nil }
    let above = weeks.filter { $0.position == .above }
    let names = above.map { String($0.actual.number) }.joined(separator: ", ")
    var sentence =
      judged == 0
      ? "No week can be judged"
      : "\(count(.inside)) of \(judged) week\(judged == 1 ? "" : "s") inside the forecast's band,"
        + " \(count(.below)) below, \(count(.above)) above"
        + (above.isEmpty ? "" : " (week\(above.count == 1 ? "" : "s") \(names))")
    switch slope?.verdict {
    case .improving?: sentence += "; unit cost is improving"
    case .worsening?: sentence += "; unit cost is worsening"
    case .notShown?: sentence += "; no improvement of unit cost is shown"
    case nil: break
    }
    guard let limit else { return sentence + "." }
    return (isInconclusive ? "Inconclusive" : isFailed ? "Failed" : "Passed")
      + ": \(limit) week\(limit == 1 ? "" : "s") above the band would fail; \(sentence)."
  }

  private var money: NumberStyle {
    NumberStyle(
      .dollars,
      magnitude: weeks.flatMap { [$0.actual.cost] + $0.band.map(\.value) }
        .filter(\.isFinite).max() ?? 0)
  }

  private var unitMoney: NumberStyle {
    NumberStyle(.dollarsPerUnit, magnitude: weeks.compactMap(\.actual.unitCost).max() ?? 0)
  }

  private static func words(_ week: TrackedWeek) -> String {
    switch week.flaw {
    case .partial: return "a part of the week only"
    case .unpriced:
      return "not judged: \(Numerals.fixed(Double(week.actual.unpriced), decimals: 0))"
        + " requests without a price"
    case nil: break
    }
    guard let position = week.position else { return "–" }
    guard position != .inside, let cause = week.cause else { return position.rawValue }
    let isVolume = cause.volume.magnitude >= cause.unitCost.magnitude
    return "\(position.rawValue), mostly by \(isVolume ? "volume" : "unit cost")"
  }

  private var costs: Listing.Table {
    Listing.Table(
      "Cost of the models week by week, against the forecast",
      [
        .init("week", isNumber: true), .init("starts"), .init("\(unit)s", isNumber: true),
        .init("cost", isNumber: true), .init("P5", isNumber: true),
        .init("P50", isNumber: true), .init("P95", isNumber: true),
        .init("rank", isNumber: true), .init("where"),
      ],
      weeks.map { week in
        [
          String(week.actual.number), week.actual.start,
          week.actual.units.map { Numerals.fixed($0, decimals: 0) } ?? "–",
          money.text(week.actual.cost),
        ] + [0, 1, 2].map { week.band.count == 3 ? money.text(week.band[$0].value) : "–" } + [
          week.flaw == nil
            ? NumberStyle(.fraction, magnitude: 1).text(week.percentile) : "–",
          Self.words(week),
        ]
      })
  }

  private var causes: Listing.Table {
    Listing.Table(
      "What the difference to the mean forecast is made of",
      [
        .init("week", isNumber: true), .init("cost of a \(unit)", isNumber: true),
        .init("forecast", isNumber: true), .init("by volume", isNumber: true),
        .init("by unit cost", isNumber: true), .init("together", isNumber: true),
      ],
      weeks.compactMap { week in
        guard let cause = week.cause, let unitCost = week.actual.unitCost else { return nil }
        return [
          String(week.actual.number), unitMoney.text(unitCost),
          week.expectedUnitCost.map(unitMoney.text) ?? "–", money.signed(cause.volume),
          money.signed(cause.unitCost), money.signed(cause.volume + cause.unitCost),
        ]
      })
  }

  private static func percent(_ share: Double) -> String {
    let size = share.magnitude * 100
    return Numerals.fixed(share * 100, decimals: size < 0.995 ? 2 : 1) + " %"
  }

  private var slopeSentences: [String] {
    var sentences: [String] = []
    let power = Self.percent(SlopeTest.power)
    if let slope {
      let words =
        switch slope.verdict {
        case .improving: "Improving"
        case .notShown: "No improvement shown"
        case .worsening: "Worsening"
        }
      sentences += [
        "\(words): over the latest \(slope.weeks) weeks the cost of a \(unit) changed by"
          + " \(Self.percent(slope.change)) a week; where nothing changes, so strong a slope comes"
          + " with a probability of \(Self.percent(slope.probability)).",
        "\(slope.weeks) weeks of such noise show a fall of \(Self.percent(slope.smallestFound)) a"
          + " week with a probability of \(power): a slower improvement may be there and not show.",
      ]
      if slope.verdict != .improving {
        sentences.append(
          "By the guide, a system without improvement after 8 to 12 weeks warrants scrutiny.")
      }
    } else {
      sentences.append(
        "The slope of unit cost is tested from \(SlopeTest.weeks.lowerBound) weeks in a row on; there"
          + " \(unitCostWeeks == 1 ? "is" : "are") \(unitCostWeeks).")
    }
    if let forecastPower {
      sentences.append(
        "By the forecast's own noise, \(SlopeTest.weeks.upperBound) weeks show a fall of"
          + " \(Self.percent(forecastPower)) a week with a probability of \(power).")
    }
    return sentences
  }

  private var gaps: [String] {
    let flawed = weeks.compactMap { week -> String? in
      let actual = week.actual
      guard actual.unnamed > 0 else { return nil }
      let requests = Numerals.fixed(Double(actual.unnamed), decimals: 0)
      return
        "Week \(actual.number): \(requests) requests say no \(unit), so that its units and unit"
        + " cost are not known."
    }
    return leftOut.filter { $0.requests > 0 }.map {
      "\(Numerals.fixed(Double($0.requests), decimals: 0)) \($0.words)."
    } + unpriced.map { "No price of \($0.model): \($0.reason)" } + flawed
  }

  private var reading: [String] {
    [
      "The band is P5 to P95 of \(run.trials) trials of the scenario, seed \(run.seed), of what its"
        + " models cost, as a log knows neither harness nor fixed cost. By chance alone one week of"
        + " ten lies outside; neighbouring weeks move together.",
      "The rank is the share of the trials that cost less.",
      "The slope is that of least squares through the logarithms, its error that of Newey and West"
        + " with all lags of the sample; its law is simulated, where nothing changes and noise has an"
        + " autocorrelation of 0.6.",
    ]
  }

  private var records: [[String]] {
    let head = [
      "week", "start", "requests", "units", "cost", "unitCost", "p5", "p50", "p95", "percentile",
      "position", "flaw", "byVolume", "byUnitCost", "scenario", "version",
    ]
    return [head]
      + weeks.map { week in
        let actual = week.actual
        return [
          String(actual.number), actual.start, String(actual.requests),
          actual.units.map(CSVTable.number) ?? "", CSVTable.number(actual.cost),
          actual.unitCost.map(CSVTable.number) ?? "",
        ] + [0, 1, 2].map { week.band.count == 3 ? CSVTable.number(week.band[$0].value) : "" } + [
          CSVTable.number(week.percentile), week.position?.rawValue ?? "",
          week.flaw?.rawValue ?? "", week.cause.map { CSVTable.number($0.volume) } ?? "",
          week.cause.map { CSVTable.number($0.unitCost) } ?? "", run.scenario, run.version,
        ]
      }
  }
}
