import Pricing
import Scenarios

extension MaxTokensRule: StructureRule {
  var name: RuleName { .maxTokens }
  var title: String { "every call has `maxTokens`" }

  func selection(in scenario: Scenario) -> String { scenario.callsInWords }

  func violations(of scenario: Scenario, on day: CalendarDate) -> [Violation] {
    scenario.placedCalls.filter { $0.call.maxTokens == nil }.map { place in
      Violation(
        subject: place.path,
        sentence: "\(Wording.code(place.path)) has no `maxTokens`: an answer that runs away has no "
          + "end to its cost; add one.", pointer: place.pointer)
    }
  }

  func praise(of scenario: Scenario) -> String { "Every call caps its output." }
}
