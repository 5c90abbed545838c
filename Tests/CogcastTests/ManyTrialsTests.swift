import Foundation
import Testing

/// Estimates of more trials than are held.
@Suite struct ManyTrialsTests {
  /// The largest resident size of a run, in megabytes.
  ///
  /// What the system reports of a child that has ended is at least the size of these tests, which it began as
  /// a copy of; so the run is looked at until it ends.
  private static func memory(_ arguments: String...) throws -> Double {
    let process = Process()
    process.executableURL = Repository.products.appending(path: "cogcast")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var size = 0.0
    while process.isRunning {
      let status = try? String(
        contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      if let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Double($0) }) {
        size = kilobytes / 1024
      }
      usleep(10_000)
    }
    try #require(process.terminationStatus == 0 && size > 0)
    return size
  }

  /// Held, these trials take 150 MB more than a run of 4,096 does.
  @Test func memoryDoesNotGrowWithTrials() throws {
    let file = Repository.scenario("homework-tutor")
    let few = try Self.memory("estimate", file, "--threads", "2")
    let many = try Self.memory("estimate", file, "--threads", "2", "--trials", "32768")
    #expect(many < 150)
    #expect(many < few + 40)
  }

  @Test func theReportIsThatOfAnyEstimate() throws {
    let file = Repository.scenario("support-assistant")
    func run(_ trials: String, _ threads: String) throws -> CommandRun {
      try CommandRun(
        "estimate", file, "--trials", trials, "--threads", threads, "--by", "model", "--format",
        "json")
    }
    let (few, many) = (try run("512", "2"), try run("17408", "2"))
    #expect(many.status == 0)
    let (a, b) = (try few.json, try many.json)
    #expect(Set(a.keys) == Set(b.keys))
    #expect(b["trials"] as? Int == 17_408)
    for part in ["metrics", "unitEconomics"] {
      let (a, b) = (a[part] as? [String: Any], b[part] as? [String: Any])
      #expect(a?.isEmpty == false && a.map { Set($0.keys) } == b.map { Set($0.keys) })
    }
    let allocation = try #require(b["allocation"] as? [String: [String: [String: Any]]])
    let metrics = b["metrics"] as? [String: [String: Any]]
    let total = try #require((metrics?["cost.total"]?["mean"] as? [String: Double])?["value"])
    for values in allocation.values {
      let sum = values.values.reduce(0) {
        $0 + (($1["mean"] as? [String: Double])?["value"] ?? 0)
      }
      // A year: twelve months.
      #expect(abs(12 * sum - total) <= 1e-9 * total)
    }
    #expect(allocation["model"]?.isEmpty == false)
    #expect((b["gates"] as? [Any])?.isEmpty == false)
    #expect(many.output.contains("trials were not held"))
    #expect(try run("17408", "1").output == many.output)
  }

  @Test func whatHoldsTrialsTakesFewer() throws {
    let file = Repository.scenario("rag-search")
    for arguments in [
      ["compare", file], ["gate", file], ["sensitivity", file],
      ["estimate", file, "--method", "latin-hypercube"],
    ] {
      let run = try CommandRun(
        executable: Repository.products.appending(path: "cogcast"),
        arguments + ["--trials", "524288"])
      #expect(run.status == 64, "\(arguments)")
      #expect(run.error.contains("262144"), "\(arguments): \(run.error)")
    }
    let run = try CommandRun("estimate", file, "--trials", "33554432")
    #expect(run.status == 64)
    #expect(run.error.contains("16777216"))
  }
}
