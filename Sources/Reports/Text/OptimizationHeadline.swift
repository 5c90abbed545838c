import Governance
import Summaries

/// The sentence that opens a report of a search for the best policy.
struct OptimizationHeadline {
  /// Changes that a sentence names.
  private static let named = 4

  let sentence: String

  init(_ optimization: ForecastOptimization) {
    guard let contest = optimization.contest else {
      sentence = Self.infeasible(optimization)
      return
    }
    let objective = optimization.goal.objective
    let best = optimization.policies[contest.best]
    let base = optimization.policies[optimization.base]
    let after = best.measurement.objective?.estimate.value ?? .nan
    let before = base.measurement.objective?.estimate.value ?? .nan
    let style = NumberStyle(objective.unit, magnitude: max(after.magnitude, before.magnitude))
    let name = objective.expression.printable
    guard !best.changes.isEmpty else {
      sentence =
        "The file is the best policy as it is: \(name) is \(style.text(after)); "
        + "\(Self.sureness(contest))."
      return
    }
    let changes = optimization.changes(of: best).map(\.printable)
    let rest = changes.count - Self.named
    let words = changes.prefix(Self.named).joined(separator: ", ")
    let percent =
      before != 0 && before.isFinite && after.isFinite && !objective.unit.isPercent
      ? " (\(NumberStyle(.fraction, magnitude: 1).signed(after / before - 1)))" : ""
    sentence =
      "\(words)\(rest > 0 ? " and \(rest) more" : "") takes \(name) from \(style.text(before)) to "
      + "\(style.text(after))\(percent)\(Self.missed(base)); "
      + "\(Self.sureness(contest))."
  }

  /// What the file does not keep, which excuses a worse objective.
  private static func missed(_ base: ForecastOptimization.Policy) -> String {
    let missed = base.measurement.constraints.filter { $0.outcome != .pass }
      .map(\.gate.expression.printable)
    return missed.isEmpty
      ? "" : ", keeping \(missed.joined(separator: ", ")), which the file is not shown to keep"
  }

  private static func sureness(_ contest: ForecastOptimization.Contest) -> String {
    guard contest.next != nil else {
      return contest.ties.isEmpty
        ? "no other policy is shown to keep every constraint" : "no other policy differs in that"
    }
    return "best with a probability of \(probability(contest)) over the Monte Carlo error"
  }

  /// Never certain: the error is estimated.
  static func probability(_ contest: ForecastOptimization.Contest) -> String {
    if contest.nextCostsMore?.error == 0 { return "1" }
    let value = contest.probabilityBest
    return value > 0.995
      ? "more than 0.99" : value < 0.005 ? "less than 0.01" : Numerals.fixed(value, decimals: 2)
  }

  private static func infeasible(_ optimization: ForecastOptimization) -> String {
    let reports = optimization.policies[optimization.closest].measurement.constraints
    let open = reports.filter { $0.outcome == .inconclusive }
    let failed = reports.filter { $0.outcome == .fail }
    if failed.isEmpty, !open.isEmpty {
      return
        "No policy is shown to keep every constraint: at the closest "
        + open.map(\.gate.expression.printable).joined(separator: ", ")
        + " cannot be decided with this many trials."
    }
    return
      "No policy keeps every constraint: the closest misses "
      + failed.map { report in
        "\(report.gate.expression.printable) by \(gap(report))"
      }.joined(separator: ", ") + "."
  }

  /// How far the value is from the limit, with its error.
  static func gap(_ report: GateReport) -> String {
    guard let value = report.measured, value.value.isFinite else { return "all of it" }
    let unit = Objective(of: report.gate).unit
    let gap = (value.value - report.gate.limit).magnitude
    let style = NumberStyle(unit, magnitude: gap)
    let error = style.error(of: Estimate(value: gap, error: value.error))
    return style.text(gap) + (error.isEmpty ? "" : " " + error)
  }
}
