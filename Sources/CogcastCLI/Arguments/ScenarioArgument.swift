import ArgumentParser
import Cogcast

/// The scenario file of a command.
struct ScenarioArgument: ParsableArguments {
  @Argument(help: "Scenario file.", completion: .file(extensions: ["json"]))
  var file: String

  /// - Throws: `CogcastError` for an invalid scenario, `ExitCode` for a file that cannot be read.
  func read() throws -> FeatureScenario {
    guard let text = InputFile.read(file) else {
      StandardError.write("\(InputFile.complaint(file))\n")
      throw ExitStatus.missingFile
    }
    return try FeatureScenario(
      text: text, file: file, fileReader: InputFile.reader(besides: file))
  }
}

/// Prints an error of the library where people look for it and turns it into an exit code.
func reportingErrors(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let error as CogcastError {
    let report = error.report(colour: StandardError.takesColour)
    switch error {
    case .invalidScenario, .invalidPriceBook:
      StandardError.write(report)
      throw ExitStatus.invalidData
    case .unreadableLog:
      StandardError.write(report + "\n")
      throw ExitStatus.invalidData
    case .invalidRequest:
      throw ValidationError(report)
    case .cancelled:
      StandardError.write(report + "\n")
      throw ExitStatus.internalError
    }
  }
}
