import Foundation
import Testing

/// The example repository of `scenarios/ci-example`, driven through git as CI does.
struct CIExampleTests {
  static let isAvailable =
    (try? CommandRun(executable: URL(fileURLWithPath: "/usr/bin/env"), ["git", "--version"]))?
    .status == 0

  /// A repository whose first commit is the base of the example.
  private func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let example = Repository.root.appending(path: "scenarios/ci-example")
    for name in ["ticket-summary.json", "cogcast.policy.json"] {
      try FileManager.default.copyItem(at: example.appending(path: name), to: folder.url(name))
    }
    try git(["init", "--quiet"], in: folder)
    try commit(folder)
    return folder
  }

  private func git(_ arguments: [String], in folder: TemporaryFolder) throws {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    let run = try CommandRun(
      executable: URL(fileURLWithPath: "/usr/bin/env"), ["git"] + identity + arguments,
      in: folder.root)
    try #require(run.status == 0, "\(run.error)")
  }

  private func commit(_ folder: TemporaryFolder) throws {
    try git(["add", "--all"], in: folder)
    try git(["commit", "--quiet", "--message", "Change"], in: folder)
  }

  private func gate(
    _ files: [String], in folder: TemporaryFolder, _ more: [String] = []
  ) throws -> CommandRun {
    try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["gate"] + files + ["--policy", "cogcast.policy.json", "--day", "2026-12-01"] + more,
      in: folder.root)
  }

  @Test(
    .enabled(if: isAvailable),
    arguments: [
      ("passes", Int32(0), ["falls by", "All 11 gates pass."]),
      (
        "fails", 1,
        [
          "fail         p95(cost.month) <= 15000",
          "fail         policy.gate: change(p95(cost.month))",
          "It needs a review by the FinOps lead.",
        ]
      ),
      ("noise", 0, ["All 11 gates pass."]),
      ("broken", 65, ["ticket-summary.json cannot be estimated, so it fails."]),
    ])
  func `a change is held against the commit before`(
    name: String, status: Int32, says: [String]
  ) throws {
    let folder = try repository()
    let change = Repository.root.appending(path: "scenarios/ci-example/changes/\(name).json")
    let file = folder.url("ticket-summary.json")
    try Data(contentsOf: change).write(to: file)
    try commit(folder)
    let run = try gate(["ticket-summary.json"], in: folder, ["--base", "HEAD~1"])
    #expect(run.status == status, "\(run.output)\(run.error)")
    for sentence in says {
      let flat = run.output.replacing(/\s+/, with: " ")
      #expect(flat.contains(sentence.replacing(/\s+/, with: " ")), "\(run.output)")
    }
  }

  /// The draws of a renamed segment are others: the change is chance, and its interval holds zero.
  @Test(.enabled(if: isAvailable))
  func `noise is told from a change`() throws {
    let folder = try repository()
    let change = Repository.root.appending(path: "scenarios/ci-example/changes/noise.json")
    try Data(contentsOf: change).write(to: folder.url("ticket-summary.json"))
    let run = try gate(
      ["ticket-summary.json"], in: folder, ["--base", "HEAD", "--format", "json"])
    let scenarios = try #require(run.json["scenarios"] as? [[String: Any]])
    let gates = try #require(scenarios.first?["gates"] as? [[String: Any]])
    let gate = try #require(
      gates.first { ($0["expression"] as? String)?.hasPrefix("change") == true })
    let interval = try #require(gate["interval"] as? [String: Double])
    #expect(try #require(interval["low"]) < 0 && 0 < (try #require(interval["high"])))
  }

  @Test(.enabled(if: isAvailable))
  func `every file is checked, and one that is broken does not hide the others`() throws {
    let folder = try repository()
    let changes = Repository.root.appending(path: "scenarios/ci-example/changes")
    for name in ["broken", "fails", "passes"] {
      try FileManager.default.copyItem(
        at: changes.appending(path: "\(name).json"), to: folder.url("\(name).json"))
    }
    let files = ["broken.json", "fails.json", "passes.json"]
    let run = try gate(files, in: folder, ["--base", "HEAD", "--format", "csv"])
    #expect(run.status == 65)
    for file in files { #expect(run.output.contains("\n\(file),")) }
    #expect(run.output.contains("HEAD does not have this scenario: it is new."))
    #expect(try gate(["fails.json", "none.json"], in: folder, ["--base", "HEAD"]).status == 66)
  }

  @Test(.enabled(if: isAvailable))
  func `a base that is no revision is an error`() throws {
    let folder = try repository()
    for base in ["nonsense", "--help", "HEAD~9"] {
      let run = try gate(["ticket-summary.json"], in: folder, ["--base=\(base)"])
      #expect(run.status == 66, "\(base): \(run.output)\(run.error)")
    }
    // A file as the base of one scenario needs no git.
    let run = try gate(
      ["ticket-summary.json"], in: folder, ["--base", folder.url("ticket-summary.json").path])
    #expect(run.status == 0, "\(run.output)\(run.error)")
    let two = try gate(
      ["ticket-summary.json", "ticket-summary.json"], in: folder,
      ["--base", folder.url("ticket-summary.json").path])
    #expect(two.status == 64)
  }

  @Test func `a policy that cannot be read stops everything`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      SmallScenario.certain(gates: ["mean(cost.month) <= 87"]), to: "a.json")
    let policy = try folder.write(#"{ "maxToken": {} }"#, to: "policy.json")
    let run = try CommandRun("gate", file, "--policy", policy)
    #expect(run.status == 65)
    #expect(run.error.contains("policy.json:1:3 /maxToken\n"))
    #expect(try CommandRun("gate", file, "--policy", folder.url("no.json").path).status == 66)
    #expect(try CommandRun("gate", file, "--day", "2026-02-30").status == 64)
  }

  @Test(.enabled(if: SchemaValidator.isAvailable))
  func `the policy of the example satisfies the schema that is published`() throws {
    let root = Repository.root
    #expect(
      try SchemaValidator.findings(
        of: root.appending(path: "scenarios/ci-example/cogcast.policy.json"),
        schema: root.appending(path: "scenarios/schemas/policy.schema.json")) == "")
  }
}
