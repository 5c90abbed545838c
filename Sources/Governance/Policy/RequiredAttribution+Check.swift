import Pricing
import Scenarios

extension RequiredAttribution: StructureRule {
  var name: RuleName { .attribution }
  var title: String { "attribution has \(Wording.list(fields.map(Wording.code)))" }

  func selection(in scenario: Scenario) -> String {
    let fields = scenario.attribution.fields.count
    return fields == 1 ? "1 attribution field" : "\(fields) attribution fields"
  }

  func violations(of scenario: Scenario, on day: CalendarDate) -> [Violation] {
    let present = Set(scenario.attribution.fields.map(\.name))
    return fields.filter { !present.contains($0) }.map { field in
      Violation(
        subject: field,
        sentence:
          "The attribution lacks \(Wording.code(field)); add it, so that the cost has an owner.",
        pointer: "/attribution")
    }
  }

  func praise(of scenario: Scenario) -> String {
    "The attribution has \(Wording.list(fields.map(Wording.code)))."
  }
}
