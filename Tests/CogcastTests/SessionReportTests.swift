import Cogcast
import Foundation
import Testing

/// What `estimate` says of single sessions, in every format.
struct SessionReportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A session of $0.007; without anything that differs, every session costs that.
  private func estimate(_ text: String, _ format: String) throws -> CommandRun {
    let file = try folder.write(text, to: "scenario.json")
    return try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["estimate", file, "--trials", "512", "--format", format])
  }

  private var plain: String { SmallScenario.priced(users: 1000, system: 1000) }

  @Test func `equal sessions make their share of the cost`() throws {
    let run = try estimate(plain, "json")
    let sessions = try #require(run.json["sessions"] as? [String: Any], "\(run.error)")
    #expect(sessions["simulated"] as? Int == 1024)
    let cost = try #require(sessions["cost"] as? [String: Any])
    #expect(cost["unit"] as? String == "USD/session")
    let tails = try #require(sessions["tails"] as? [[String: Any]])
    #expect(tails.map { $0["p"] as? Double } == [0.95, 0.99])
    for (tail, part) in zip(tails, [0.05, 0.01]) {
      let mean = try #require(tail["mean"] as? [String: Double])
      let share = try #require(tail["share"] as? [String: Double])
      #expect(abs((mean["value"] ?? 0) - 0.007) < 1e-12)
      #expect(abs((share["value"] ?? 0) - part) < 1e-12)
      #expect(share["error"] == 0)
    }
  }

  @Test func `every format has the dearest sessions`() throws {
    let text = try estimate(plain, "text").output
    #expect(text.contains("One session"))
    #expect(text.contains("mean of the top 1 %"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let markdown = try estimate(plain, "markdown").output
    #expect(markdown.contains("| mean of the top 5 % |"))
    let csv = try estimate(plain, "csv").output
    #expect(csv.contains("session,session.cost,,,tailShare,0.99,"))
  }

  @Test func `nobody's sessions are not there`() throws {
    let run = try estimate(SmallScenario.priced(users: 0, system: 1000), "json")
    #expect(run.status == 0, "\(run.error)")
    let sessions = try run.json["sessions"]
    #expect(sessions is NSNull)
  }

  @Test func `the library has them too`() async throws {
    let scenario = try FeatureScenario(text: plain, file: "plain.json")
    let sessions = try await scenario.estimate(RunOptions(trials: 512)).sessions
    #expect(sessions?.simulated == 1024)
    #expect(sessions?.tails.count == 2)
    let p99 = try #require(sessions?.cost[0.99])
    #expect(abs(p99.value - 0.007) < 1e-12)
  }
}
