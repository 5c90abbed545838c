import Foundation
import Testing

/// A token budget through the commands: what it saves, and what it costs.
struct TokenBudgetCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Three turns of 1,100 tokens, $0.007 each.
  private func chat(budget: String) -> String {
    SmallScenario.priced(users: 1000, system: 1000)
      .replacingOccurrences(
        of: #""chat": { "#, with: #""chat": { "turns": 3,\#(budget) "#)
  }

  private func run(_ command: String, _ files: [String], _ options: String...) throws -> CommandRun
  {
    try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      [command] + files + ["--trials", "256"] + options)
  }

  @Test func `a comparison shows what is saved and what is lost`() throws {
    let without = try folder.write(chat(budget: ""), to: "without.json")
    let with = try folder.write(chat(budget: #" "tokenBudget": 2200,"#), to: "with.json")
    let compared = try run("compare", [with, without], "--format", "json")
    #expect(compared.status == 0, "\(compared.error)")
    let sides = try #require(compared.json["strategies"] as? [[String: Any]])
    func mean(_ side: Int, _ metric: String) throws -> Double {
      let metrics = try #require(sides[side]["metrics"] as? [String: [String: Any]])
      return try #require((metrics[metric]?["mean"] as? [String: Double])?["value"])
    }
    #expect(try abs(mean(0, "cost.perUnit") - 0.014) < 1e-12)
    #expect(try abs(mean(1, "cost.perUnit") - 0.021) < 1e-12)
    #expect(try mean(0, "quality.success") == 0)
    #expect(try mean(1, "quality.success") == 1)
    #expect(try mean(0, "sessions.atBudget") == 1)
    let text = try run("compare", [with, without]).output
    #expect(text.contains("Sessions that end at their token budget"))
  }

  @Test func `a gate holds the share that ends there`() throws {
    let file = try folder.write(
      chat(budget: #" "tokenBudget": 2200,"#)
        .replacingOccurrences(
          of: #""horizon""#, with: #""gates": ["mean(sessions.atBudget) <= 10%"], "horizon""#),
      to: "gated.json")
    #expect(try run("gate", [file]).status == 1)
  }

  @Test func `a budget below one turn is remarked on`() throws {
    let file = try folder.write(chat(budget: #" "tokenBudget": 900,"#), to: "low.json")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"), ["validate", file])
    #expect(run.status == 0)
    #expect((run.output + run.error).contains("ends sessions after their first turn"))
  }
}
