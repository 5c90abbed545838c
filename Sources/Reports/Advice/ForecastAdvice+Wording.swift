import Governance
import Scenarios
import Summaries

extension ForecastAdvice {
  /// One sentence that a review can quote.
  package var headline: String {
    let month = cost.mean?.value ?? 0
    let dollars = NumberStyle(.dollars, magnitude: month)
    let of = "of \(dollars.text(month)) a month"
    guard let best = levers.first, let saving = best.effect.saving.mean?.value, saving > 0 else {
      return "No lever saves money \(of) by what the scenario states."
    }
    let share = month > 0 ? NumberStyle(.fraction, magnitude: saving / month) : nil
    let first =
      "The largest mean saving is \(dollars.text(saving)) a month"
      + (share.map { " (\($0.text(saving / month)) \(of))" } ?? "") + ": \(best.proposal.title)"
      + (best.proposal.quality.isKnown ? "" : ", its quality not known")
    guard let last = sequence.steps.last else { return first + "." }
    let count = sequence.steps.count
    return first
      + "; \(count) lever\(count == 1 ? "" : "s") of known quality save\(count == 1 ? "s" : "")"
      + " \(dollars.text(last.cumulative.value)) a month\(count == 1 ? "" : " together")."
  }

  /// The levers by their numbers in the report: those that are measured, then the conditional ones.
  var numbered: [(number: Int, proposal: LeverProposal)] {
    (levers.map(\.proposal) + conditional.map(\.proposal)).enumerated().map { ($0 + 1, $1) }
  }

  var remarks: [Listing.Remarks] {
    [
      Listing.Remarks("What is not known of quality", unknown),
      Listing.Remarks(
        "Levers that move nothing",
        idle.map {
          "\($0.lever.words)\($0.place.isEmpty ? "" : " at \($0.place)"): \($0.reason)."
            .capitalisedFirst
        }),
      Listing.Remarks("Warnings", warnings.map(\.message)),
      Listing.Remarks("How to read it", reading),
    ]
  }

  private var unknown: [String] {
    let measured = levers.enumerated().compactMap { index, tried -> String? in
      guard case .unknown(let reason) = tried.proposal.quality else { return nil }
      let number = "\(index + 1): \(reason)"
      guard let even = tried.effect.breakEvenSuccess, tried.effect.saving.mean?.value ?? 0 > 0
      else { return number + "." }
      let rates = NumberStyle(.fraction, magnitude: 1)
      let basis =
        even.basis == .profit
        ? "the profit of today, if value falls with success"
        : "the cost of a successful unit of today"
      return number
        + "; it comes to \(basis) at a success of \(rates.text(even.rate)), where \(rates.text(even.today))"
        + " is forecast today."
    }
    let others = conditional.enumerated().compactMap { index, one -> String? in
      guard case .unknown(let reason) = one.proposal.quality else { return nil }
      return "\(levers.count + index + 1): \(reason)."
    }
    return measured + others
  }

  private var hasProfit: Bool { levers.contains { $0.effect.profit != nil } }

  private var gain: String {
    hasProfit
      ? "profit, value following success" : "a cheaper successful \(run.unit)"
  }

  private var reading: [String] {
    [
      "Each lever alone against the file as it is, on the same random numbers: \(run.trials) trials,"
        + " seed \(run.seed); savings are of an average full month, with the 5, 50 and 95 % quantiles"
        + " of the difference.",
      "Savings of single levers do not add up: what one saves, another cannot save again. The"
        + " sequence pulls them one on top of the other, the largest saving first; it takes those whose"
        + " saving and quality are known and that gain \(gain).",
      "The effort is what a lever may cost once, so that the saving of the first \(months) months pays"
        + " it back in half of the trials; what it costs to keep running is not in it.",
    ]
  }
}
