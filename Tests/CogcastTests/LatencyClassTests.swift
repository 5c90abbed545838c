import Foundation
import Testing

/// A strategy's latency class is shown and moves no number.
struct LatencyClassTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func scenario(_ latencyClass: String?) throws -> String {
    let member = latencyClass.map { ", \"latencyClass\": \"\($0)\"" } ?? ""
    let text = SmallScenario.uncertain().replacing(", \"model\": \"m\"", with: "").replacing(
      "\"gates\":",
      with: """
        "routing": { "use": "a", "strategies": {
          "a": { "single": "m"\(member) }, "b": { "single": "m", "success": 0.9 } } }, "gates":
        """)
    return try folder.write(text, to: "a.json")
  }

  @Test(arguments: ["realtime", "interactive", "background", "batch"])
  func `it is shown and moves no number`(name: String) throws {
    for command in ["estimate", "compare"] {
      for format in ["json", "csv", "text", "markdown"] {
        func report(_ latencyClass: String?) throws -> String {
          let run = try CommandRun(
            command, try scenario(latencyClass), "--trials", "64", "--format", format)
          #expect(run.status == 0, "\(run.error)")
          return run.output
        }
        let (plain, classified) = (try report(nil), try report(name))
        // `background` is an effect of the bridge too.
        let isShown = classified.ranges(of: name).count > plain.ranges(of: name).count
        #expect(isShown == (command == "compare" || format == "json"))
        let numbers = [plain, classified].map { text in
          text.matches(of: /[0-9]+\.[0-9]+/).map { String($0.output) }
        }
        #expect(numbers[0] == numbers[1] && !numbers[0].isEmpty, "\(command) \(format)")
      }
    }
  }

  @Test func `another word is refused with those that are allowed`() throws {
    let run = try CommandRun("validate", try scenario("interactiv"))
    #expect(run.status == 65)
    #expect(run.output.contains("/routing/strategies/a/latencyClass"))
    #expect(run.output.contains("Did you mean") && run.output.contains("\"batch\""))
  }

  @Test func `a change of it is no change of cost`() throws {
    let before = try String(contentsOfFile: try scenario("batch"), encoding: .utf8)
    let base = try folder.write(before, to: "base.json")
    let run = try CommandRun("diff", base, try scenario("interactive"), "--trials", "64")
    #expect(run.output.hasPrefix("No field that cost depends on has changed."))
    #expect(
      run.output.contains("without effect on cost: routing.strategies.a.latencyClass."))
  }
}
