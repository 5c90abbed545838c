import Foundation

enum StandardOutput {
  /// Writes all of it; a reader that went away, or a full disk, ends the process as an error.
  static func write(_ text: String) { write(Array(text.utf8)) }

  static func write(_ bytes: [UInt8]) {
    if !Terminal.write(bytes, to: STDOUT_FILENO) {
      StandardError.write("cannot write to standard output: \(InputFile.systemError)\n")
      exit(ExitStatus.internalError.rawValue)
    }
  }

  static var takesColour: Bool { Terminal.takesColour(STDOUT_FILENO) }
}

enum StandardError {
  static func write(_ text: String) {
    // Where even this cannot be written, there is nowhere left to say so.
    _ = Terminal.write(Array(text.utf8), to: STDERR_FILENO)
  }

  static var takesColour: Bool { Terminal.takesColour(STDERR_FILENO) }
}

enum Terminal {
  /// - Returns: Whether all of it was written.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      // Safe: the buffer holds `rest.count` bytes for the length of the call.
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// - Source: no-color.org: any value but the empty one turns colours off.
  static func takesColour(_ descriptor: Int32) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    return isTerminal(descriptor) && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }
}
