import Pricing
import Scenarios

extension ApprovedModels: StructureRule {
  var name: RuleName { .models }
  var title: String { "models are approved" }

  func selection(in scenario: Scenario) -> String {
    "the models called: \(Wording.list(scenario.modelsCalled().sorted()))"
  }

  func violations(of scenario: Scenario, on day: CalendarDate) -> [Violation] {
    // The feature calls its models from its first day on, if that is still to come.
    let start = max(day, scenario.horizon.start ?? day)
    return scenario.modelsCalled().sorted().compactMap { name in
      let pointer = scenario.pointer(toModel: name)
      guard let approval = models.first(where: { $0.name == name }) else {
        let suggestion = Spelling.suggestion(for: name, among: models.map(\.name))
        return Violation(
          subject: name,
          sentence: "\(Wording.code(name)) is not approved.\(suggestion) Approved are "
            + "\(Wording.list(models.filter { $0.isValid(on: start) }.map { Wording.code($0.name) })).",
          pointer: pointer)
      }
      guard let until = approval.until, until < start else { return nil }
      return Violation(
        subject: name,
        sentence: "The approval of \(Wording.code(name)) ended on \(until), and it is called on "
          + "\(start) and after; renew it or choose another model.", pointer: pointer)
    }
  }

  func praise(of scenario: Scenario) -> String {
    "Every model called is approved: \(Wording.list(scenario.modelsCalled().sorted()))."
  }
}

extension ApprovedModels.Model {
  fileprivate func isValid(on day: CalendarDate) -> Bool { until.map { day <= $0 } ?? true }
}
