import ArgumentParser
import Cogcast

/// A scenario of a command line: a file, or `git:REVISION:PATH`.
struct ScenarioSource {
  private enum Place {
    case file(String)
    case revision(String, path: String)
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
    place = .revision(String(parts[0]), path: String(parts[1]))
  }

  /// Whether a text is a JSON Schema, such as the one that editors complete scenarios by.
  static func isSchema(_ text: [UInt8]) -> Bool {
    String(decoding: text.prefix(200), as: UTF8.self).contains("\"https://json-schema.org/")
  }

  /// - Throws: `CogcastError` for an invalid scenario, `ExitCode` for a file that cannot be read.
  func read() throws -> FeatureScenario {
    let (text, name, reader) = try contents()
    return try FeatureScenario(text: text, file: name, fileReader: reader)
  }

  private func contents() throws -> (
    text: [UInt8], name: String, reader: (String) -> [UInt8]?
  ) {
    switch place {
    case .file(let path):
      guard let text = InputFile.read(path) else { throw missing(InputFile.complaint(path)) }
      return (text, path, InputFile.reader(besides: path))
    case .revision(let revision, let path):
      do throws(Git.Failure) {
        guard let commit = try Git.commit(revision, in: ".") else {
          throw Git.Failure(message: "git knows no revision \(revision) here.")
        }
        guard let text = try Git.file(path, of: commit, in: ".") else {
          throw Git.Failure(message: "there is no file \(path) in \(revision).")
        }
        return (
          text, argument, { name in try? Git.file(Self.beside(path, name), of: commit, in: ".") }
        )
      } catch {
        throw missing("\(argument): \(error.message)")
      }
    }
  }

  private static func beside(_ path: String, _ name: String) -> String {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (folder.map(String.init) + [name]).joined(separator: "/")
  }

  private func missing(_ complaint: String) -> ExitCode {
    StandardError.write("\(complaint)\n")
    return ExitStatus.missingFile
  }
}
