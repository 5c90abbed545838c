import Pricing
import Scenarios
import Testing

/// The scenario of a text, as users' files are read; fails the test with the findings otherwise.
func decodedScenario(_ text: String) throws -> Scenario {
  let (scenario, findings) = ScenarioDecoder.decode(
    text: Array(text.utf8), file: "test.json", book: .builtin, fileReader: { _ in nil })
  return try #require(
    scenario,
    "\(findings.filter { $0.severity == .error }.map { ($0.location.pointer, $0.message) })")
}
