import Foundation
import Testing

/// Harness, capacity and changing prices through the built command.
struct CapacityCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 16.8 million sessions a week, 100,000 in every hour, of 1,000 tokens in and 100 out: at a weight
  /// of 5 an hour of a unit of 25,000 tokens a minute serves 1,000 of them, which cost $4.50 by the
  /// token. A hundred units are full.
  private func scenario(units: Int) -> String {
    """
    {"name": "Hours", "attribution": {"feature": "hours"}, "horizon": {"weeks": 13},
     "models": {"m": {"input": 3, "output": 15}},
     "segments": {"all": {"users": 16800000, "sessionsPerUserPerWeek": 1}},
     "workflows": {"chat": {"calls": [{"name": "answer", "prompt": {"user": 1000},
       "output": 100, "maxTokens": 200}]}},
     "prices": {"changes": [{"model": "m", "fromWeek": 13, "factor": 0.5}]},
     "capacity": {"bought": {"model": "m", "provisioned": {
       "units": \(units), "tokensPerMinute": 25000, "outputWeight": 5, "pricePerUnitHour": 2}}},
     "harness": {"services": {"search": {"kind": "retrieval", "per": "turn", "price": 0.001}}},
     "routing": {"use": "hours", "strategies": {"tokens": {"single": "m"},
       "hours": {"single": "m", "capacity": ["bought"]}}}}
    """
  }

  private func run(_ command: String, units: Int, _ options: String...) throws -> CommandRun {
    let file = try folder.write(scenario(units: units), to: "hours.json")
    return try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      [command, file] + (command == "validate" ? [] : ["--trials", "256"]) + options)
  }

  private func parts(_ run: CommandRun, _ dimension: String) throws -> [String: Double] {
    let breakdown = try #require(run.json["breakdown"] as? [String: Any])
    let named = try #require(breakdown[dimension] as? [String: [String: Double]])
    return named.compactMapValues { $0["value"] }
  }

  @Test func `an estimate shows hours, spill and services as by hand`() throws {
    let run = try run("estimate", units: 80, "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let meters = try parts(run, "meter")
    let hours = 80.0 * 2 * 168 * 13
    #expect(abs((meters["provisioned"] ?? 0) - hours) < 1e-9 * hours)
    // A fifth of the load does not fit; its prices halve in the last of thirteen weeks.
    let spill = 0.2 * 100_000 * 168 * 0.0045 * 12.5
    #expect(abs((meters["spill"] ?? 0) - spill) < 1e-6 * spill)
    let search = 16_800_000 * 0.001 * 13
    #expect(abs((meters["retrieval"] ?? 0) - search) < 1e-9 * search)
    let calls = try parts(run, "call")
    #expect(abs((calls["capacity.bought"] ?? 0) - hours - spill) < 1e-6 * hours)
    #expect(abs((calls["harness.search"] ?? 0) - search) < 1e-9 * search)
  }

  @Test func `a comparison holds hours against tokens and says where they break even`() throws {
    let run = try run("compare", units: 100)
    #expect(run.status == 0, "\(run.error)")
    let text = run.output.replacingOccurrences(
      of: #"\s+"#, with: " ", options: .regularExpression)
    #expect(text.contains("Cheapest per successful session: hours at"))
    // $2 for what $4.50 buy, in twelve of thirteen weeks, and $2.25 in the last.
    #expect(text.contains("costs as much at a utilisation of 46.2 %"), "\(text)")
  }

  @Test func `the units that are full are the best to buy`() throws {
    let text = scenario(units: 80).replacingOccurrences(
      of: #""horizon""#,
      with:
        #""decisions": {"capacity.bought.provisioned.units": {"oneOf": [80, 100, 120]}}, "horizon""#
    )
    let file = try folder.write(text, to: "hours.json")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["optimize", file, "--minimize", "mean(cost.total)", "--trials", "256"])
    #expect(run.status == 0, "\(run.error)")
    // 100 units bear the mean hour: 20 fewer cost $90 an hour by the token for $40, 20 more idle.
    #expect(run.output.contains("capacity.bought.provisioned.units = 100 takes"), "\(run.output)")
  }

  @Test func `a difference names the capacity and prices that make it`() throws {
    let base = try folder.write(scenario(units: 100), to: "base.json")
    let head = try folder.write(
      scenario(units: 120).replacingOccurrences(of: #""factor": 0.5"#, with: #""factor": 0.25"#),
      to: "head.json")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["diff", base, head, "--trials", "256", "--format", "json"])
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains(#""path": "capacity.bought""#))
    #expect(run.output.contains(#""path": "prices.changes""#))
  }

  @Test func `capacity in a week without peaks is remarked on`() throws {
    let run = try run("validate", units: 100)
    #expect((run.output + run.error).contains("every hour of the week is alike"))
  }

  @Test func `a misspelt capacity is refused with its place`() throws {
    let text = scenario(units: 100).replacingOccurrences(of: #"["bought"]"#, with: #"["bougt"]"#)
    let file = try folder.write(text, to: "hours.json")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"), ["validate", file])
    #expect(run.status == 65)
    #expect(run.output.contains("/routing/strategies/hours/capacity"))
    #expect(run.output.contains("Did you mean `bought`?"))
  }
}
