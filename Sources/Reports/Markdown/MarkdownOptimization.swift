import Governance
import Summaries

/// A search for the best policy as Markdown, for a pull request.
package enum MarkdownOptimization {
  package static func text(_ optimization: ForecastOptimization) -> String {
    var page = MarkdownPage()
    page.add("**\(MarkdownPage.escaped(optimization.headline))**")
    page.identity(optimization.run, strategy: nil)
    page.warnings(optimization.warnings)
    decisions(optimization, &page)
    sureness(optimization, &page)
    constraints(optimization, &page)
    front(optimization, &page)
    page.details("How the policies were found") { inner in
      inner.add(list(optimization.searchSentences))
    }
    page.method(optimization.run, notes: [])
    return page.text
  }

  private static func list(_ sentences: [String]) -> String {
    sentences.map { "- " + MarkdownPage.escaped($0) }.joined(separator: "\n")
  }

  private static func decisions(_ optimization: ForecastOptimization, _ page: inout MarkdownPage) {
    let leading = optimization.leading
    page.heading("Decisions")
    page.table(
      ["decision", "file", optimization.contest == nil ? "closest" : "best", "allowed"],
      optimization.decisions.enumerated().map { index, decision in
        [
          MarkdownPage.code(decision.path),
          decision.current.map { MarkdownPage.code($0.compact) } ?? "–",
          leading.values[index].map { MarkdownPage.code($0.compact) } ?? "–",
          MarkdownPage.escaped(decision.allowed),
        ]
      }, textColumns: 4)
  }

  private static func sureness(_ optimization: ForecastOptimization, _ page: inout MarkdownPage) {
    let sentences =
      optimization.sureness + (optimization.undecidedSentence.map { [$0] } ?? [])
    guard !sentences.isEmpty else { return }
    page.heading("How sure it is")
    page.add(list(sentences))
  }

  private static func constraints(
    _ optimization: ForecastOptimization, _ page: inout MarkdownPage
  ) {
    let lines = optimization.constraintLines
    guard !lines.isEmpty else { return }
    page.heading("Constraints")
    page.table(
      ["verdict", "constraint", "finding"],
      lines.map { report, remark in
        [
          "\(report.outcome.mark) \(report.outcome.rawValue)",
          MarkdownPage.code(report.gate.expression),
          MarkdownPage.escaped(report.sentence + (remark.isEmpty ? "" : " " + remark)),
        ]
      }, textColumns: 3)
  }

  private static func front(_ optimization: ForecastOptimization, _ page: inout MarkdownPage) {
    let goal = optimization.goal
    let objectives = [goal.objective] + goal.tradeoffs
    let shown = optimization.policies.indices.filter {
      optimization.policies[$0].isOnFront || !optimization.mark(of: $0).isEmpty
    }
    page.heading("The front")
    page.table(
      ["", "policy", "constraints"] + objectives.map { MarkdownPage.code($0.expression) },
      shown.map { index in
        let policy = optimization.policies[index]
        let values = [policy.measurement.objective] + policy.measurement.tradeoffs
        return [
          (policy.isOnFront ? "◆ " : "") + optimization.mark(of: index),
          MarkdownPage.escaped(optimization.summary(of: policy)), optimization.verdict(of: policy),
        ]
          + values.enumerated().map { position, value in
            let estimate = value?.estimate
            return MarkdownPage.number(
              estimate,
              NumberStyle(
                objectives[position].unit, magnitude: estimate?.value.magnitude ?? 0))
          }
      }, textColumns: 3)
    page.add("◆ nothing is better in one of the numbers and as good in the rest.")
  }
}
