import Pricing
import Scenarios

extension Policy {
  /// Holds the rules that need no forecast against a scenario.
  ///
  /// - Parameters:
  ///   - base: The scenario before the change; `nil` without one.
  ///   - day: Day of the check, which prices and approvals are measured by.
  ///   - locate: Place of a JSON pointer in the scenario's file.
  package func structureReports(
    on scenario: Scenario, base: Scenario?, on day: CalendarDate,
    locate: (String) -> SourceLocation
  ) -> [RuleReport] {
    let rules: [(any StructureRule)?] = [
      attribution, models, maxTokens, prices, budgets.map(BudgetPresence.init),
    ]
    return rules.compactMap { $0 }.flatMap {
      $0.reports(on: scenario, base: base, on: day, locate: locate)
    }
  }

  /// Whether some rule is about the day on which it is checked.
  package var needsDay: Bool {
    prices != nil || models?.models.contains { $0.until != nil } == true
  }

  /// Whether anything is asked of a scenario for which no gate is read.
  package var hasStructureRules: Bool {
    attribution != nil || models != nil || maxTokens != nil || prices != nil || cache != nil
      || budgets != nil
  }
}

/// That a feature has a budget; whether it stays within it is a gate.
private struct BudgetPresence: StructureRule {
  let rule: BudgetRule

  var name: RuleName { .budget }
  var title: String {
    rule.isRequired ? "the feature has a budget" : "a budget, where there is one"
  }
  var level: RuleLevel { rule.level }

  func selection(in scenario: Scenario) -> String { "feature \(scenario.attribution.feature)" }

  func violations(of scenario: Scenario, on day: CalendarDate) -> [Violation] {
    let feature = scenario.attribution.feature
    guard rule.isRequired, !rule.budgets.contains(where: { $0.feature == feature }) else {
      return []
    }
    let names = rule.budgets.map(\.feature)
    return [
      Violation(
        subject: feature,
        sentence: "The policy has no budget for \(Wording.code(feature))."
          + Spelling.suggestion(for: feature, among: names)
          + " Ask for one: every feature needs a budget.", pointer: "/attribution/feature")
    ]
  }

  func praise(of scenario: Scenario) -> String {
    let feature = scenario.attribution.feature
    let hasBudget = rule.budgets.contains { $0.feature == feature }
    return hasBudget
      ? "The policy has a budget for \(Wording.code(feature))."
      : "The policy has no budget for \(Wording.code(feature)), and asks for none."
  }
}
