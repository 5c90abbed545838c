import ArgumentParser

/// What the exit code of a command means. A usage error is the parser's own 64.
enum ExitStatus {
  static let gateFailed = ExitCode(1)
  static let gateInconclusive = ExitCode(2)
  /// The scenario, or a file it names, is invalid.
  static let invalidData = ExitCode(65)
  /// A file named on the command line cannot be read or written.
  static let missingFile = ExitCode(66)
  static let internalError = ExitCode(70)
}
