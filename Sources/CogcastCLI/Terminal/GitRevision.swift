import Foundation

/// Files as git has them in a revision; git itself reads them.
struct GitRevision {
  let name: String

  struct Failure: Error {
    let message: String
  }

  /// The bytes of a file, its path relative to the working folder.
  func read(_ path: String) -> Result<[UInt8], Failure> {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // `./` makes git take the path as relative to the folder instead of the top of the work tree.
    process.arguments = ["git", "cat-file", "blob", "\(name):./\(path)"]
    let (output, errors) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      return .failure(Failure(message: "git cannot be started; install it, or name a file."))
    }
    let bytes = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    let words = (try? errors.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let reason = String(decoding: words, as: UTF8.self).split(separator: "\n").last ?? "no reason"
      return .failure(Failure(message: "git says: \(reason)"))
    }
    return .success([UInt8](bytes))
  }
}
