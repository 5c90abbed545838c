import Governance

/// Checks of gates as JUnit XML: a suite for each scenario, a case for each gate.
///
/// - Source: The Ant JUnit format as CI systems read it, schema of Windy Road (jenkins-junit.xsd).
package enum JUnitReport {
  package static func text(_ summary: GateSummary) -> String {
    let suites = summary.entries.map(suite)
    let counts = Counts(summary.entries.map { Counts($0) })
    return #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
      + "<testsuites name=\"cogcast\"\(counts.attributes)>\n" + suites.joined() + "</testsuites>\n"
  }

  private static func suite(_ entry: GateSummary.Entry) -> String {
    let head =
      "  <testsuite name=\"\(XMLText.attribute(entry.file))\"\(Counts(entry).attributes)>\n"
    let cases: [String]
    switch entry {
    case .checked(let check):
      cases = check.gates.map { testCase($0, in: check.file) }
    case .broken(let scenario):
      cases = [
        "    <testcase classname=\"\(XMLText.attribute(scenario.file))\" "
          + "name=\"\(GateFinding.brokenRule)\">\n"
          + "      <error type=\"invalid\" message=\"\(XMLText.attribute(scenario.reason))\">"
          + XMLText.content(lines(scenario)) + "</error>\n    </testcase>\n"
      ]
    }
    return head + cases.joined() + "  </testsuite>\n"
  }

  private static func testCase(_ gate: GateLine, in file: String) -> String {
    let name = gate.rule == .gate ? gate.expression : "\(gate.rule.rawValue): \(gate.expression)"
    let head =
      "    <testcase classname=\"\(XMLText.attribute(file))\" name=\"\(XMLText.attribute(name))\">\n"
    let message = XMLText.attribute(gate.sentence)
    let body =
      switch gate.verdict {
      case .pass: "      <system-out>\(XMLText.content(gate.sentence))</system-out>\n"
      case .warn: "      <system-out>\(XMLText.content("warning: " + gate.sentence))</system-out>\n"
      case .fail, .inconclusive:
        "      <failure type=\"\(gate.verdict.rawValue)\" message=\"\(message)\">"
          + XMLText.content("Selected: \(gate.selection).") + "</failure>\n"
      }
    return head + body + "    </testcase>\n"
  }

  private static func lines(_ scenario: BrokenScenario) -> String {
    scenario.errors.map {
      "\(scenario.place):\($0.location.line):\($0.location.column) \($0.message)"
    }.joined(separator: "\n")
  }
}

/// Cases of a suite.
private struct Counts {
  var tests = 0
  var failures = 0
  var errors = 0

  init(_ entry: GateSummary.Entry) {
    switch entry {
    case .checked(let check):
      tests = check.gates.count
      failures = check.gates.count { $0.verdict == .fail || $0.verdict == .inconclusive }
    case .broken: (tests, errors) = (1, 1)
    }
  }

  init(_ parts: [Counts]) {
    for part in parts {
      tests += part.tests
      failures += part.failures
      errors += part.errors
    }
  }

  var attributes: String { " tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\"" }
}
