import Foundation
import Testing

/// The notebook of bands runs on what `cogcast` writes.
struct NotebookTests {
  @Test(
    .enabled(
      if: python != nil,
      "needs the packages of notebooks-data/requirements.txt, in .venv or on the path"))
  func `the notebook plots an estimate`() throws {
    let python = try #require(Self.python)
    let folder = try TemporaryFolder()
    for format in ["json", "csv"] {
      let run = try CommandRun(
        "estimate", Repository.scenario("support-assistant"), "--trials", "512",
        "--format", format, "--output", folder.url("estimate.\(format)").path)
      #expect(run.status == 0, "\(run.error)")
    }

    let notebook = Repository.root.appending(path: "notebooks-data/estimate-bands.ipynb")
    let run = try CommandRun(
      executable: python,
      [
        "-m", "nbconvert", "--to", "notebook", "--execute", notebook.path,
        "--output-dir", folder.root.path, "--output", "executed.ipynb",
      ],
      environment: [
        "COGCAST_ESTIMATE_JSON": folder.url("estimate.json").path,
        "COGCAST_ESTIMATE_CSV": folder.url("estimate.csv").path,
      ])
    try #require(run.status == 0, "\(run.error)")
    let executed = try String(contentsOf: folder.url("executed.ipynb"), encoding: .utf8)
    #expect(executed.matches(of: /"image\/png"/).count == 4)
  }

  /// A Python that can run notebooks: that of the repository's environment, else of the path.
  private static let python: URL? = {
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let folders =
      [Repository.root.appending(path: ".venv/bin")] + path.map { URL(fileURLWithPath: String($0)) }
    return folders.map { $0.appending(path: "python3") }.first { python in
      guard FileManager.default.isExecutableFile(atPath: python.path) else { return false }
      let probe = ["-c", "import nbconvert, ipykernel, matplotlib"]
      return (try? CommandRun(executable: python, probe))?.status == 0
    }
  }()
}
