import Foundation
import Testing

/// Public data sets, read from the folder that `COGCAST_SHARED_DATA` names, or `shared/data` beside the
/// repository, and never copied; tests without them are reported as skipped.
enum SharedData {
  static func file(named name: String) -> URL? {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let folder =
      ProcessInfo.processInfo.environment["COGCAST_SHARED_DATA"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared/data")
    let file = folder.appending(path: name)
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }

  static func has(_ names: [String]) -> Bool { names.allSatisfy { file(named: $0) != nil } }

  /// The lines of a file packed with gzip.
  static func lines(of name: String) throws -> [Substring] {
    let file = try #require(Self.file(named: name))
    let output = FileManager.default.temporaryDirectory
      .appending(path: "cogcast-\(UUID().uuidString)")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
  }

  /// The cells of a file of comma-separated values, its header first.
  static func table(_ name: String) throws -> [[String]] {
    try lines(of: name).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
