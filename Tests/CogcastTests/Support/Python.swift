import Foundation

/// Python with what `Tests/requirements.txt` names: that of the repository's environment, else of the
/// path.
enum Python {
  /// - Parameter environment: Variables set besides those of the tests.
  static func run(
    _ script: String, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> CommandRun {
    try CommandRun(
      executable: executable, ["-c", script] + arguments, environment: environment)
  }

  /// Whether all the modules can be imported.
  static func has(_ modules: String) -> Bool {
    (try? run("import \(modules)", environment: offline))?.status == 0
  }

  /// Keeps LiteLLM from asking for newer prices.
  static let offline = ["LITELLM_LOCAL_MODEL_COST_MAP": "True"]

  private static let executable: URL = {
    let own = Repository.root.appending(path: ".venv/bin/python3")
    if FileManager.default.isExecutableFile(atPath: own.path) { return own }
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return path.map { URL(fileURLWithPath: $0 + "/python3") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? own
  }()
}
