import ArgumentParser
import Cogcast

/// Where a report goes.
struct OutputFileArgument: ParsableArguments {
  @Option(help: "Write the report to this file.", completion: .file())
  var output: String?

  /// Colours are for people at a terminal.
  var isColoured: Bool { output == nil && StandardOutput.takesColour }

  /// Before any work is done for the report.
  ///
  /// - Throws: `ExitCode` when it could not be written.
  func validate() throws {
    guard let output, !OutputFile.isWritable(output) else { return }
    throw Self.refusal(output)
  }

  /// - Throws: `ExitCode` when the report cannot be written.
  func write(_ report: String) throws {
    guard let output else { return StandardOutput.write(report) }
    guard OutputFile.write(report, to: output) else { throw Self.refusal(output) }
  }

  /// For the reason of the last failure.
  private static func refusal(_ path: String) -> ExitCode {
    StandardError.write("cannot write \(path): \(InputFile.systemError)\n")
    return ExitStatus.missingFile
  }
}

/// Where a report goes, and what it is written as.
struct OutputArguments: ParsableArguments {
  @Option(help: "text, json, csv or markdown.")
  var format = ReportFormat.text

  @OptionGroup var file: OutputFileArgument

  var isColoured: Bool { file.isColoured }

  /// - Throws: `ExitCode` when the report cannot be written.
  func write(_ report: String) throws { try file.write(report) }
}

extension ReportFormat: ExpressibleByArgument {}
