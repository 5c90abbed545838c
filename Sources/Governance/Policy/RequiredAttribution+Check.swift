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
    let present = scenario.attributedFields
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

extension Scenario {
  /// Fields that all cost of use has: of the feature, of each segment, or of each call that is made.
  fileprivate var attributedFields: Set<String> {
    func common(_ labels: [[Attribution.Field]]) -> Set<String> {
      let names = labels.map { Set($0.map(\.name)) }
      return names.dropFirst().reduce(names.first ?? []) { $0.intersection($1) }
    }
    return Set(attribution.fields.map(\.name))
      .union(common(segments.filter(\.isTracked).map(\.labels)))
      .union(common(placedCalls.map(\.call.labels)))
  }
}
