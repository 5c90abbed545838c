import ArgumentParser
import Cogcast
import Foundation

struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Assess how ready an organisation is to manage the cost of AI.",
    discussion: """
      Thirteen questions: on a terminal they are asked one by one, else --answers has the answers. What a \
      scenario, a policy or a request log shows is filled in, and said by what. `cogcast schema answers` \
      prints what the file of answers may hold.
      """)

  @Option(help: "JSON file of answers; without it they are asked.", completion: .file())
  var answers: String?

  @Option(help: "A scenario of the feature.", completion: .file(extensions: ["json"]))
  var scenario: String?

  @Option(help: "The organisation's policy.", completion: .file())
  var policy: String?

  @Option(help: "A request log, as of `cogcast metadata check`.", completion: .file())
  var log: String?

  @OptionGroup var reading: LogReadingArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard answers != nil || Terminal.isTerminal(STDIN_FILENO) else {
      throw ValidationError(
        "questions are asked on a terminal, and this is none; give --answers FILE, e.g. with"
          + " { \"answers\": { \"maxTokens\": \"yes\" } }.")
    }
    guard log != "-" || answers != nil else {
      throw ValidationError("standard input cannot be both the log and the answers.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      var check = try answers.map(read) ?? ReadinessCheck()
      if let scenario { check.show(try ScenarioSource(scenario).read()) }
      if let policy { check.show(try PolicyFile.read(policy)) }
      var badRecords = 0
      if let log {
        let report = try reading.read(log) { usage, read, report throws(CogcastError) in
          try usage.checkMetadata(reading: read, reporting: report)
        }
        check.show(report, file: log)
        badRecords = report.invalidRecords
      }
      if answers == nil { ask(&check) }
      try output.write(check.report(output.format, colour: output.isColoured))
      if badRecords > 0, !reading.skipInvalid { throw ExitStatus.invalidData }
    }
  }

  private func read(_ path: String) throws -> ReadinessCheck {
    guard let text = InputFile.read(path) else {
      StandardError.write("\(InputFile.complaint(path))\n")
      throw ExitStatus.missingFile
    }
    return try ReadinessCheck(answers: text, file: path)
  }

  /// Asks what is open, on standard error: the report may go elsewhere. The end of the input leaves the
  /// rest unknown.
  private func ask(_ check: inout ReadinessCheck) {
    let open = check.unanswered
    for (number, item) in open.enumerated() {
      while true {
        StandardError.write("\(number + 1)/\(open.count) \(item.question) [y/n/u] ")
        guard let line = readLine() else {
          StandardError.write("\n")
          return
        }
        if let answer = Self.answer(line) {
          check.answer(item, answer)
          break
        }
        StandardError.write("Answer y for yes, n for no or u for unknown.\n")
      }
    }
  }

  private static func answer(_ line: String) -> ReadinessCheck.Answer? {
    switch line.trimmingCharacters(in: .whitespaces).lowercased() {
    case "y", "yes": .yes
    case "n", "no": .no
    case "u", "unknown", "?": .unknown
    default: nil
    }
  }
}
