import Pricing
import Scenarios

/// One thing in a scenario that does not keep a rule.
struct Violation: Equatable {
  /// What it is about, by a name that a base shares: a call's path, a model, a field.
  let subject: String
  let sentence: String
  /// JSON pointer into the scenario.
  let pointer: String
}

/// A rule that the text of a scenario keeps or not, without any forecast.
protocol StructureRule {
  var name: RuleName { get }
  var title: String { get }
  var level: RuleLevel { get }
  /// What the rule looks at in a scenario, in words.
  func selection(in scenario: Scenario) -> String
  func violations(of scenario: Scenario, on day: CalendarDate) -> [Violation]
  /// What to say where nothing is wrong.
  func praise(of scenario: Scenario) -> String
}

extension StructureRule {
  /// One report for each violation, or one for none.
  ///
  /// - Parameters:
  ///   - base: The scenario before the change: what it already violated is no fault of the change.
  ///   - locate: Place of a JSON pointer in the scenario's file.
  func reports(
    on scenario: Scenario, base: Scenario?, on day: CalendarDate,
    locate: (String) -> SourceLocation
  ) -> [RuleReport] {
    let selection = selection(in: scenario)
    let violations = violations(of: scenario, on: day)
    guard !violations.isEmpty else {
      return [
        RuleReport(
          rule: name, title: title, level: level, outcome: .pass, origin: .scenario, location: nil,
          selection: selection, sentence: praise(of: scenario))
      ]
    }
    let before = Set((base.map { self.violations(of: $0, on: day) } ?? []).map(\.subject))
    return violations.map { violation in
      let wasBroken = before.contains(violation.subject)
      return RuleReport(
        rule: name, title: title, level: level, outcome: .fail, origin: .scenario,
        location: locate(violation.pointer), selection: selection,
        sentence: violation.sentence + (wasBroken ? " It was so in the base already." : ""),
        wasBroken: wasBroken)
    }
  }
}
