import Governance
import Scenarios
import Summaries

/// What a search found in words that several formats share.
extension ForecastOptimization {
  /// Short names of the decisions: the end of each path that no other has.
  package var labels: [String] {
    let words = decisions.map { $0.path.split(separator: ".").map(String.init) }
    return words.indices.map { index in
      let own = words[index]
      let length = (1...own.count).first { length in
        words.indices.allSatisfy { $0 == index || words[$0].suffix(length) != own.suffix(length) }
      }
      return own.suffix(length ?? own.count).joined(separator: ".")
    }
  }

  /// Where a policy differs from the file, by short names; "as in the file" for that one.
  package func summary(of policy: Policy) -> String {
    guard !policy.changes.isEmpty else { return "as in the file" }
    return policy.changes.map { "\(labels[$0]) \(policy.values[$0]?.compact ?? "–")" }
      .joined(separator: ", ")
  }

  /// How sure it is that the best policy is the best; two kinds of doubt, each said to be which.
  package var sureness: [String] {
    guard let contest else { return [] }
    let percent = NumberStyle(.fraction, magnitude: 0)
    var sentences: [String] = []
    if !contest.ties.isEmpty {
      let count = contest.ties.count
      sentences.append(
        "\(count) other polic\(count == 1 ? "y" : "ies") reach\(count == 1 ? "es" : "") exactly the "
          + "same \(goal.objective.expression); this one changes least.")
    }
    guard let next = contest.next, let costs = contest.nextCostsMore else {
      return contest.ties.isEmpty
        ? ["No other policy is shown to keep every constraint, so nothing is compared."] : sentences
    }
    let style = NumberStyle(goal.objective.unit, magnitude: costs.value.magnitude)
    let error = style.error(of: costs)
    sentences.append(
      "The next best policy\(search.policies == nil ? ", other than its neighbours," : "") "
        + "(\(summary(of: policies[next]))) is worse by "
        + "\(style.text(costs.value))\(error.isEmpty ? "" : " " + error).")
    sentences.append(
      costs.error == 0
        ? "Monte Carlo error: none, the difference is exact."
        : "Monte Carlo error: the best policy stays the best of those that keep every constraint "
          + "with a probability of \(OptimizationHeadline.probability(contest)); more trials sharpen "
          + "this.")
    if let share = contest.betterThanNext {
      sentences.append(
        "What is unknown: in \(percent.text(share.estimate.value)) of the trials it is better than "
          + "the next best; only knowing more changes this.")
    }
    return sentences
  }

  /// What each constraint says of the leading policy, and what it costs to keep it.
  package var constraintLines: [(report: GateReport, remark: String)] {
    let style = { (value: Estimate) in
      NumberStyle(goal.objective.unit, magnitude: value.value.magnitude)
    }
    return leading.measurement.constraints.enumerated().map { index, report in
      if let relaxation = contest?.relaxations.first(where: { $0.constraint == index }) {
        let number = style(relaxation.gain)
        let error = number.error(of: relaxation.gain)
        return (
          report,
          "It binds: without it \(summary(of: policies[relaxation.policy])) would be better by "
            + "\(number.text(relaxation.gain.value))\(error.isEmpty ? "" : " " + error)."
        )
      }
      if contest != nil { return (report, "It does not bind: without it the best is the same.") }
      return (
        report, report.outcome == .fail ? "Missed by \(OptimizationHeadline.gap(report))." : ""
      )
    }
  }

  /// Policies that could be better if they keep their constraints.
  package var undecidedSentence: String? {
    guard let contest, !contest.undecided.isEmpty else { return nil }
    let count = contest.undecided.count
    return
      "\(count) polic\(count == 1 ? "y has" : "ies have") a better objective and a constraint whose "
      + "limit lies inside its 99 % interval: inconclusive with this many trials, and not taken. "
      + "More --trials may decide."
  }

  /// How the policies were found.
  package var searchSentences: [String] {
    let isOnce = search.trials == run.trials
    var sentences = [
      firstSentence,
      "\(policies.count) of them, near the best and on the front, "
        + (isOnce
          ? "are listed; all were measured on the same random numbers."
          : "were measured again with all \(Numerals.grouped(UInt64(run.trials))) trials, on the "
            + "same random numbers."),
    ]
    if search.repeated > 0 {
      sentences.append(
        "\(search.repeated) measure exactly as another does and are left out.")
    }
    if search.omitted > 0 {
      sentences.append("\(search.omitted) more are on the first front and left out.")
    }
    if search.refused > 0, let refusal = search.refusal {
      sentences.append(
        "\(search.refused) polic\(search.refused == 1 ? "y was" : "ies were") refused by the "
          + "scenario's own rules, e.g.: \(refusal)")
    }
    return sentences
  }

  private var firstSentence: String {
    let measured = Numerals.grouped(UInt64(search.evaluated))
    guard search.method == .search else {
      return
        "Every policy was measured: \(measured) with the file's own, \(search.trials) trials each."
    }
    let space =
      search.policies.map { "of \(Numerals.grouped(UInt64($0)))" } ?? "of ranges without number"
    return
      "NSGA-II, then a pattern search from its best, measured \(measured) policies \(space), "
      + "\(search.trials) trials each: a better one may have been missed."
  }

  /// The verdict on a policy's constraints in a word or two.
  package func verdict(of policy: Policy) -> String {
    if !policy.isAllowed { return "not allowed" }
    switch policy.measurement.verdict {
    case .pass, .warn: return policy.measurement.constraints.isEmpty ? "–" : "kept"
    case .fail: return "missed"
    case .inconclusive: return "inconclusive"
    }
  }

  /// What stands beside a policy in a list.
  package func mark(of index: Int) -> String {
    if index == contest?.best { return "best" }
    if index == base { return "file" }
    if index == contest?.next { return "next" }
    return index == closest && contest == nil ? "closest" : ""
  }
}
