import Foundation

/// One run of a program, the built `cogcast` unless another is named.
struct CommandRun {
  let status: Int32
  let output: String
  let error: String

  /// Runs the executable beside the tests, as a user would.
  ///
  /// - Parameter directory: Where it is started; the repository's root unless given.
  init(_ arguments: String..., in directory: URL = Repository.root) throws {
    try self.init(
      executable: Repository.products.appending(path: "cogcast"), arguments, in: directory)
  }

  /// - Parameter environment: Variables set besides those of the tests.
  init(
    executable: URL, _ arguments: [String], in directory: URL = Repository.root,
    environment: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let folder = try TemporaryFolder()
    let (outputFile, errorFile) = (folder.url("output"), folder.url("error"))
    // Files, not pipes: neither stream can fill up while the other is read.
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    // A signal is no exit code: it must not look like one.
    status = process.terminationReason == .exit ? process.terminationStatus : -1
    output = try String(contentsOf: outputFile, encoding: .utf8)
    error = try String(contentsOf: errorFile, encoding: .utf8)
  }

  var json: [String: Any] {
    get throws {
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
    }
  }
}

enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Where the build puts executables: the folder of the test bundle itself.
  static let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// The scenarios that ship, by name.
  static let scenarios: [String] = {
    let folder = root.appending(path: "scenarios").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") }
      .map { String($0.dropLast(".json".count)) }.sorted()
  }()

  static func scenario(_ name: String) -> String {
    root.appending(path: "scenarios/\(name).json").path
  }
}

/// A folder that is gone when nobody holds it any more.
final class TemporaryFolder {
  let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func url(_ name: String) -> URL { root.appending(path: name) }

  /// Writes a file and returns its path.
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: url(name))
    return url(name).path
  }
}
