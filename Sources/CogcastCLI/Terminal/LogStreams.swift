import ArgumentParser
import Foundation

/// The log that the command line names, or standard input.
final class LogInput {
  /// What messages call it.
  let name: String
  /// Set where the system could not read on; what happened has been printed.
  private(set) var failure: ExitCode?
  private let descriptor: Int32

  /// - Parameter path: `-` for standard input.
  init(_ path: String) throws {
    if path == "-" {
      (name, descriptor) = ("standard input", STDIN_FILENO)
      return
    }
    (name, descriptor) = (path, open(path, O_RDONLY))
    guard descriptor >= 0 else {
      StandardError.write("\(InputFile.complaint(path))\n")
      throw ExitStatus.missingFile
    }
  }

  deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

  /// Writes the next bytes over the start of `chunk`: their number, 0 at the end, -1 on failure.
  func read(into chunk: inout [UInt8]) -> Int {
    while true {
      // Safe: at most as many bytes as `chunk` has are written to it.
      let count = chunk.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 {
        StandardError.write("\(InputFile.complaint(name))\n")
        failure = ExitStatus.missingFile
      }
      return count
    }
  }
}

/// A file that records are written to.
final class RecordFile {
  private let path: String
  private let file: UnsafeMutablePointer<FILE>
  private var hasFailed = false

  init(_ path: String) throws {
    guard let file = fopen(path, "wb") else { throw Self.failure(path) }
    (self.path, self.file) = (path, file)
  }

  /// - Returns: Whether all of it was written.
  func write(_ bytes: [UInt8]) -> Bool {
    if fwrite(bytes, 1, bytes.count, file) != bytes.count { hasFailed = true }
    return !hasFailed
  }

  /// - Throws: `ExitCode` where anything could not be written.
  func close() throws {
    if fclose(file) != 0 || hasFailed { throw Self.failure(path) }
  }

  private static func failure(_ path: String) -> ExitCode {
    StandardError.write("cannot write \(path): \(InputFile.systemError)\n")
    return ExitStatus.missingFile
  }
}

/// Reports bad records: the first ones in full, the rest by their number.
final class Complaints {
  private let limit: Int
  private let file: String
  private var count = 0

  init(limit: Int, file: String) {
    self.limit = limit
    self.file = file
  }

  func add(_ complaint: String) {
    count += 1
    if count <= limit { StandardError.write("\(file):\(complaint)\n") }
  }

  func close() {
    guard count > limit else { return }
    let rest = count - limit
    StandardError.write(
      limit == 0
        ? "\(rest) bad records are not shown; see them with --errors.\n"
        : "and \(rest) more bad \(rest == 1 ? "record" : "records"); see them with --errors.\n")
  }
}
