import Pricing
import Scenarios

extension PriceAgeRule: StructureRule {
  var name: RuleName { .prices }
  var title: String { "prices are at most \(maximumAgeDays) days old" }

  func selection(in scenario: Scenario) -> String {
    "prices of \(Wording.list(scenario.modelsCalled().sorted())) as of \(scenario.prices.asOf)"
  }

  func violations(of scenario: Scenario, on day: CalendarDate) -> [Violation] {
    var violations: [Violation] = []
    let age = day.daysSinceEpoch - scenario.prices.asOf.daysSinceEpoch
    if age > maximumAgeDays {
      violations.append(
        Violation(
          subject: "prices.asOf",
          sentence: "The prices are those of \(scenario.prices.asOf), \(age) days before \(day); "
            + "choose a later `prices.asOf`.", pointer: "/prices/asOf"))
    }
    for name in scenario.modelsCalled().sorted() {
      guard let price = scenario.models[name] else { continue }
      let age = PriceAge(price, on: day)
      guard age.exceeds(maximumAgeDays) else { continue }
      violations.append(
        Violation(
          subject: name,
          sentence: "The price of \(Wording.code(name)) was last checked on \(age.checked), "
            + "\(age.days) days before \(day); compare it with the provider's page.",
          pointer: scenario.pointer(toModel: name)))
    }
    return violations
  }

  func praise(of scenario: Scenario) -> String {
    "Every price in use was checked in the last \(maximumAgeDays) days."
  }
}
