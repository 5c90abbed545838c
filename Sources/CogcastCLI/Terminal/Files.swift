import Foundation

/// Files that the command line or a scenario names.
enum InputFile {
  /// One byte more than a scenario may have: the decoder says what is too long, and a device that
  /// never ends is read no further.
  private static let limit = 10_000_001

  /// The file's bytes; `nil` when it cannot be read, and then ``complaint(_:)`` says why.
  static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let count = fread(&chunk, 1, min(chunk.count, limit - bytes.count), file)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return ferror(file) == 0 ? bytes : nil
  }

  /// Reads files that a scenario names, relative to the scenario.
  static func reader(besides scenario: String) -> (String) -> [UInt8]? {
    let folder = scenario.lastIndex(of: "/").map { String(scenario[...$0]) } ?? ""
    return { path in read(path.hasPrefix("/") ? path : folder + path) }
  }

  static func complaint(_ path: String) -> String {
    "cannot read \(path): \(systemError); check the path."
  }

  /// The reason of the last failure, in the system's words.
  static var systemError: String { String(cString: strerror(errno)).lowercased() }
}

enum OutputFile {
  /// Whether a file can be written, or made.
  static func isWritable(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      return access(folder, W_OK) == 0
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      errno = EISDIR
      return false
    }
    return access(path, W_OK) == 0
  }

  /// - Returns: Whether all of it was written.
  static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    let isWritten = fwrite(text, 1, text.utf8.count, file) == text.utf8.count
    return fclose(file) == 0 && isWritten
  }
}
