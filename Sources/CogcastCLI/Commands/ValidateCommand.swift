import ArgumentParser
import Cogcast

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check scenario files, and list what is known, unknown and varies.")

  @Argument(help: "Scenario files.", completion: .file(extensions: ["json"]))
  var files: [String]

  @Flag(help: "Print findings only, not the inputs of a valid scenario.")
  var quiet = false

  func run() throws {
    var worst: ExitCode?
    for (position, file) in files.enumerated() {
      if position > 0, !quiet { StandardOutput.write("\n") }
      guard let text = InputFile.read(file) else {
        StandardError.write("\(InputFile.complaint(file))\n")
        worst = ExitStatus.missingFile
        continue
      }
      let (report, isValid) = check(text, of: file)
      StandardOutput.write(report)
      if !isValid { worst = worst ?? ExitStatus.invalidData }
    }
    if let worst { throw worst }
  }

  private func check(_ text: [UInt8], of file: String) -> (report: String, isValid: Bool) {
    let colour = StandardOutput.takesColour
    do {
      let feature = try FeatureScenario(
        text: text, file: file, fileReader: InputFile.reader(besides: file))
      return (feature.validationReport(inputs: !quiet, colour: colour), true)
    } catch {
      return (error.report(colour: colour), false)
    }
  }
}
