import Foundation
import Testing

/// The shell steps of `action.yml`, run as GitHub runs them.
struct ActionTests {
  static let needsGit = CIExampleTests.isAvailable

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The script of a step: the block below its `run: |`.
  private static func script(of step: String) throws -> String {
    let text = try String(
      contentsOf: Repository.root.appending(path: "action.yml"), encoding: .utf8)
    let start = try #require(text.range(of: "- name: \(step)\n"))
    let run = try #require(text[start.upperBound...].range(of: "      run: |\n"))
    let lines = text[run.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
    return lines.prefix { $0.isEmpty || $0.hasPrefix("        ") }
      .map { $0.dropFirst(8) }.joined(separator: "\n")
  }

  /// Runs a step by the command line that GitHub documents for `shell: bash`.
  private func run(_ step: String, _ environment: [String: String]) throws -> CommandRun {
    let script = try folder.write(try Self.script(of: step), to: "step.sh")
    return try CommandRun(
      executable: URL(fileURLWithPath: "/bin/bash"),
      ["--noprofile", "--norc", "-eo", "pipefail", script], in: folder.root,
      environment: environment)
  }

  private func gate(
    _ files: String, binary: String? = nil, _ more: [String: String] = [:]
  ) throws -> CommandRun {
    let inputs = [
      "COGCAST": binary ?? Repository.products.appending(path: "cogcast").path, "FILES": files,
      "BASE": "", "POLICY": "", "ARGUMENTS": "", "COMMENT": "cogcast.md",
      "SARIF": "cogcast.sarif", "GITHUB_STEP_SUMMARY": folder.url("summary.md").path,
    ]
    return try run("Gate", inputs.merging(more) { $1 })
  }

  private func text(_ name: String) -> String {
    (try? String(contentsOf: folder.url(name), encoding: .utf8)) ?? ""
  }

  private func script(_ text: String) throws -> String {
    let path = try folder.write("#!/bin/bash\n" + text, to: "binary")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test func `what holds passes and leaves its reports`() throws {
    _ = try folder.write(SmallScenario.certain(gates: ["mean(cost.month) <= 87"]), to: "a.json")
    let run = try gate("a.json")
    #expect(run.status == 0, "\(run.output)\(run.error)")
    #expect(run.output.contains("::notice title=cogcast::The gate passes."))
    #expect(text("cogcast.md").hasPrefix("<!-- cogcast -->\n"))
    #expect(text("summary.md") == text("cogcast.md"))
    #expect(text("cogcast.sarif").contains("\"version\": \"2.1.0\""))
  }

  @Test(arguments: [
    ("mean(cost.month) <= 86", Int32(1), "::error file=a.json,line=7,col=13"),
    ("mean(cost.moon) <= 86", 65, "::error file=a.json,line=7,col=19"),
  ])
  func `what does not hold fails the job`(gate: String, status: Int32, says: String) throws {
    _ = try folder.write(SmallScenario.certain(gates: [gate]), to: "a.json")
    let run = try self.gate(" a.json\n")
    #expect(run.status == status, "\(run.output)\(run.error)")
    #expect(run.output.contains(says), "\(run.output)")
    #expect(text("cogcast.md").contains("❌"))
  }

  @Test func `options and a base reach the command`() throws {
    let gates = ["change(p95(cost.month)) <= 15%"]
    _ = try folder.write(SmallScenario.uncertain(gates: gates), to: "a.json")
    _ = try folder.write(SmallScenario.uncertain(gates: gates), to: "base.json")
    let run = try gate("a.json", ["BASE": "base.json", "ARGUMENTS": "--trials 256 --seed 7"])
    #expect(run.status == 0, "\(run.output)\(run.error)")
    #expect(text("cogcast.md").contains("256 trials") && text("cogcast.md").contains("seed 7"))
    #expect(try gate("a.json", ["ARGUMENTS": "--trials 17"]).status == 64)
  }

  @Test func `a binary that is missing or is none fails the job`() throws {
    _ = try folder.write(SmallScenario.certain(gates: ["mean(cost.month) <= 87"]), to: "a.json")
    for binary in [folder.url("none").path, folder.root.path, try script("exit 3\n")] {
      let run = try gate("a.json", binary: binary)
      #expect(run.status == 70)
      #expect(run.output.contains("nothing was checked"))
    }
  }

  @Test func `a crash fails the job`() throws {
    let binary = try script(
      "[[ $1 == --version ]] && { echo 1; exit 0; }\nkill -SEGV $$\n")
    let run = try gate("a.json", binary: binary)
    #expect(run.status == 128 + 11)
    #expect(run.output.contains("::error title=cogcast::cogcast crashed with signal 11"))
  }

  @Test func `no file is no pass`() throws {
    #expect(try gate(" \n ").status == 64)
    #expect(try gate("none.json").status == 66)
  }

  @Test func `the cached binary is named by version and sources`() throws {
    let output = folder.url("output").path
    let run = try run(
      "Name the binary", ["SOURCE": Repository.root.path, "GITHUB_OUTPUT": output])
    #expect(run.status == 0, "\(run.error)")
    #expect(text("output").wholeMatch(of: /key=cogcast-0\.1\.0-[0-9a-f]{16}\n/) != nil)
  }

  @Test func `a cached binary is not built again`() throws {
    let tools = folder.url("tools")
    try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
    for (name, body) in [
      ("sudo", "true"),
      (
        "swift",
        "while [[ $1 != --scratch-path ]]; do shift; done; mkdir -p $2/release; "
          + "echo built > $2/release/cogcast; chmod +x $2/release/cogcast"
      ),
    ] {
      let path = try folder.write("#!/bin/bash\n\(body)\n", to: "tools/\(name)")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    let environment = [
      "SOURCE": Repository.root.path, "BINARY": folder.url("bin/cogcast").path,
      "PATH": "\(tools.path):/usr/bin:/bin",
    ]
    #expect(try run("Build cogcast", environment).status == 0)
    #expect(text("bin/cogcast") == "built\n")
    _ = try folder.write("#!/bin/bash\nexit 1\n", to: "tools/swift")
    #expect(try run("Build cogcast", environment).status == 0)
    try FileManager.default.removeItem(at: folder.url("bin/cogcast"))
    #expect(try run("Build cogcast", environment).status != 0)
  }
}
