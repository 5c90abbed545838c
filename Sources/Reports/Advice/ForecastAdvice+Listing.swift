import Governance
import Scenarios
import Summaries

extension ForecastAdvice {
  package var listing: Listing {
    Listing(
      headline: headline, tables: [savings, quality, shares, order, changes], remarks: remarks,
      records: records, document: document)
  }

  private var money: NumberStyle { NumberStyle(.dollars, magnitude: cost.mean?.value ?? 0) }

  private func effort(_ band: Band) -> String {
    guard let value = band[0.5]?.value, value > 0 else { return "none" }
    let dollars = NumberStyle(.dollars, magnitude: value).text(value)
    guard let hourlyRate else { return dollars }
    let hours = value / hourlyRate
    let decimals = hours >= 9.95 ? 0 : 1
    return "\(dollars), \(Numerals.fixed(hours, decimals: decimals)) h"
  }

  private func quantiles(_ band: Band) -> [String] {
    [0.05, 0.5, 0.95].map { p in band[p].map { money.text($0.value) } ?? "–" }
  }

  private var savings: Listing.Table {
    Listing.Table(
      "Saving of an average month",
      [
        .init("", isNumber: true), .init("P5", isNumber: true), .init("P50", isNumber: true),
        .init("P95", isNumber: true), .init("saves in", isNumber: true),
        .init("effort", isNumber: true), .init("lever"),
      ],
      levers.enumerated().map { index, tried in
        ["\(index + 1)"] + quantiles(tried.effect.saving) + [
          tried.effect.saves.map { NumberStyle(.fraction, magnitude: 1).text($0.estimate.value) }
            ?? "–", effort(tried.effect.paidBack), tried.proposal.title,
        ]
      })
  }

  private var quality: Listing.Table {
    let points = NumberStyle(.fraction, magnitude: 0.01)
    let hasProfit = levers.contains { $0.effect.profit != nil }
    return Listing.Table(
      "Quality and value",
      [.init("", isNumber: true), .init("success", isNumber: true)]
        + (hasProfit ? [.init("profit a month, P50", isNumber: true)] : [])
        + [.init("why")],
      levers.enumerated().map { index, tried in
        let isKnown = tried.proposal.quality.isKnown
        let success =
          isKnown ? tried.effect.success.map { points.signed($0.value) } ?? "–" : "not known"
        let profit =
          isKnown
          ? tried.effect.profit?[0.5].map { money.signed($0.value) } ?? "–" : "not known"
        return ["\(index + 1)", success] + (hasProfit ? [profit] : [])
          + [tried.proposal.quality.reason]
      })
  }

  /// By ten percentage points of what nobody has said.
  private var shares: Listing.Table {
    let share = NumberStyle(.fraction, magnitude: 0.01)
    return Listing.Table(
      "What depends on a number that the scenario does not state: saving of a month by 10 points of it",
      [
        .init("", isNumber: true), .init("P5", isNumber: true), .init("P50", isNumber: true),
        .init("P95", isNumber: true), .init("pays from", isNumber: true),
        .init("effort", isNumber: true), .init("lever, and the share that it depends on"),
      ],
      conditional.enumerated().map { index, one in
        let from = one.effect.paysFrom.map { $0 > 1 ? "never" : share.text($0) } ?? "never"
        return ["\(levers.count + index + 1)"] + quantiles(one.effect.tenPoints.saving) + [
          from, effort(one.effect.tenPoints.paidBack),
          "\(one.proposal.title): the share of \(one.missing.share)",
        ]
      })
  }

  private var order: Listing.Table {
    let points = NumberStyle(.fraction, magnitude: 0.01)
    return Listing.Table(
      "In sequence, the largest saving first",
      [
        .init("", isNumber: true), .init("saves", isNumber: true),
        .init("together", isNumber: true), .init("success", isNumber: true), .init("lever"),
      ],
      sequence.steps.enumerated().map { index, step in
        [
          "\(index + 1)", money.text(step.saving.value), money.text(step.cumulative.value),
          step.success.map { points.signed($0.value) } ?? "–", step.proposal.title,
        ]
      })
  }

  private var changes: Listing.Table {
    Listing.Table(
      "What to change in the file",
      [.init("", isNumber: true), .init("change")],
      numbered.flatMap { number, proposal in
        proposal.edits.map { edit in
          let after = edit.after.written().split(whereSeparator: \.isNewline)
            .map { $0.drop { $0 == " " } }.joined(separator: " ")
          return ["\(number)", "\(edit.path): \(edit.before?.compact ?? "nothing") → \(after)"]
        }
      })
  }

  /// One row for each number, with all digits.
  private var records: [[String]] {
    let head = [
      "section", "number", "lever", "place", "statistic", "p", "value", "error", "unit",
    ]
    var rows: [[String]] = []
    func add(
      _ section: String, _ number: Int, _ proposal: LeverProposal, _ statistic: String,
      p: Double? = nil, _ value: Double, error: Double? = nil, _ unit: String
    ) {
      rows.append([
        section, String(number), proposal.lever.rawValue, proposal.place, statistic,
        p.map(CSVTable.number) ?? "", CSVTable.number(value), error.map(CSVTable.number) ?? "",
        unit,
      ])
    }
    func add(_ section: String, _ number: Int, _ proposal: LeverProposal, _ effect: LeverEffect) {
      for (name, band) in [
        ("saving", effect.saving), ("paidBack", effect.paidBack), ("profit", effect.profit),
      ] {
        guard let band else { continue }
        if let mean = band.mean {
          add(section, number, proposal, name, mean.value, error: mean.error, "USD")
        }
        for quantile in band.quantiles {
          add(
            section, number, proposal, name, p: quantile.probability, quantile.estimate.value,
            error: quantile.estimate.error, "USD")
        }
      }
      if let saves = effect.saves {
        add(
          section, number, proposal, "probabilitySaves", saves.estimate.value,
          error: saves.estimate.error, "fraction")
      }
      if proposal.quality.isKnown, let success = effect.success {
        add(
          section, number, proposal, "success", success.value, error: success.error, "fraction")
      } else if let even = effect.breakEvenSuccess {
        add(section, number, proposal, "breakEvenSuccess", even.rate, "fraction")
      }
    }
    for (index, tried) in levers.enumerated() {
      add("lever", index + 1, tried.proposal, tried.effect)
    }
    for (index, one) in conditional.enumerated() {
      let number = levers.count + index + 1
      add("tenPoints", number, one.proposal, one.effect.tenPoints)
      if let from = one.effect.paysFrom {
        add("tenPoints", number, one.proposal, "paysFrom", from, "fraction")
      }
    }
    for (index, step) in sequence.steps.enumerated() {
      add(
        "sequence", index + 1, step.proposal, "cumulative", step.cumulative.value,
        error: step.cumulative.error, "USD")
    }
    return [head] + rows
  }
}
