import Scenarios
import Summaries

/// The conditions of a policy as one scenario reads them.
package struct PolicyGates: Sendable {
  package struct Entry: Sendable, Equatable {
    package let rule: RuleName
    package let placed: PlacedGate
    /// Follows the sentence of a gate that does not hold; empty, or begins with a blank.
    package let advice: String
  }

  package let entries: [Entry]
  /// What cannot be read against the scenario, by its place in the policy.
  package let diagnostics: [Diagnostic]
  /// Gates that are about other features, in words.
  package let notes: [String]
}

extension Policy {
  /// Reads gates, reviews and budgets against a scenario.
  ///
  /// A gate with an attribution selector, `{team:search}`, is about the features that have this
  /// label; others are told so. One that cannot be read for any other reason is an error: silence
  /// would read as a pass.
  package func gates(for scenario: Scenario) -> PolicyGates {
    var entries: [PolicyGates.Entry] = []
    var diagnostics: [Diagnostic] = []
    var notes: [String] = []
    for (rule, source, advice) in sources(for: scenario) {
      do {
        let placed = try PlacedGate(source, in: scenario)
        entries.append(PolicyGates.Entry(rule: rule, placed: placed, advice: advice))
      } catch {
        if error.isAboutAnotherFeature {
          notes.append(
            "the policy's gate \(Wording.code(source.expression)) is about others: "
              + error.message)
        } else {
          diagnostics.append(
            Diagnostic(error, in: source, of: "for the scenario \(Wording.quoted(scenario.name)): ")
          )
        }
      }
    }
    return PolicyGates(entries: entries, diagnostics: diagnostics, notes: notes)
  }

  private func sources(for scenario: Scenario) -> [(RuleName, GateSource, String)] {
    let feature = scenario.attribution.feature
    let budget = budgets?.budgets.first { $0.feature == feature }
    return gates.map { (.policyGate, $0, "") }
      + reviews.map { (.review, $0.gate, " It needs a review by \($0.approver).") }
      + (budget?.gates ?? []).map {
        (.budget, $0, " This is the budget of \(Wording.code(feature)).")
      }
  }
}
