import Foundation

/// Reads files of other revisions.
enum Git {
  struct Failure: Error {
    let message: String
  }

  /// The commit that a revision stands for; `nil` where it stands for none.
  static func commit(_ revision: String, in folder: String) throws(Failure) -> String? {
    // `--end-of-options`: a revision that begins with a dash is no option.
    let run = try run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], in: folder)
    guard run.status == 0 else { return nil }
    return String(decoding: run.output, as: UTF8.self).split(separator: "\n").first.map(String.init)
  }

  /// A file as it was in a commit, its path relative to the folder; `nil` where there was none.
  static func file(_ path: String, of commit: String, in folder: String) throws(Failure) -> [UInt8]?
  {
    let listing = try run(["ls-tree", "--name-only", commit, "--", path], in: folder)
    guard listing.status == 0 else {
      throw Failure(message: "git cannot list \(path) of \(commit).")
    }
    if listing.output.isEmpty { return nil }
    let content = try run(["show", "\(commit):./\(path)"], in: folder)
    guard content.status == 0 else {
      throw Failure(message: "git cannot show \(path) of \(commit).")
    }
    return content.output
  }

  private static func run(
    _ arguments: [String], in folder: String
  ) throws(Failure) -> (status: Int32, output: [UInt8]) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw Failure(message: "cannot run git: \(error.localizedDescription)")
    }
    let output = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    // The shell's codes for a program that is not there.
    if process.terminationStatus == 127 || process.terminationReason == .uncaughtSignal {
      throw Failure(message: "cannot run git; install it, or name the file of the base.")
    }
    return (process.terminationStatus, output)
  }
}
