import ArgumentParser
import Cogcast

/// A scenario of a command line: a file, or `git:REVISION:PATH`.
struct ScenarioSource {
  private enum Place {
    case file(String)
    case revision(GitRevision, path: String)
  }

  private let argument: String
  private let place: Place

  /// - Throws: `ValidationError` for a revision without a path.
  init(_ argument: String) throws {
    self.argument = argument
    guard argument.hasPrefix("git:") else {
      place = .file(argument)
      return
    }
    let parts = argument.dropFirst(4).split(separator: ":", maxSplits: 1)
    guard parts.count == 2, !parts[0].hasPrefix("-") else {
      throw ValidationError(
        "`\(argument)` names no file; write git:REVISION:PATH, e.g. git:main:scenarios/chat.json.")
    }
    place = .revision(GitRevision(name: String(parts[0])), path: String(parts[1]))
  }

  /// - Throws: `CogcastError` for an invalid scenario, `ExitCode` for a file that cannot be read.
  func read() throws -> FeatureScenario {
    switch place {
    case .file(let path):
      guard let text = InputFile.read(path) else { throw missing(InputFile.complaint(path)) }
      return try FeatureScenario(
        text: text, file: path, fileReader: InputFile.reader(besides: path))
    case .revision(let revision, let path):
      switch revision.read(path) {
      case .success(let text):
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return try FeatureScenario(
          text: text, file: argument,
          fileReader: { name in
            let place = (folder.map(String.init) + [name]).joined(separator: "/")
            return try? revision.read(place).get()
          })
      case .failure(let failure): throw missing("\(argument): \(failure.message)")
      }
    }
  }

  private func missing(_ complaint: String) -> ExitCode {
    StandardError.write("\(complaint)\n")
    return ExitStatus.missingFile
  }
}
