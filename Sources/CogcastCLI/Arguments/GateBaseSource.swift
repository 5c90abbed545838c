import ArgumentParser
import Cogcast
import Foundation

/// What `--base` names: the file of one scenario before a change, or a git revision.
struct GateBaseSource {
  /// As it was typed.
  let name: String
  private let isFile: Bool

  /// - Throws: `ValidationError` for one file as the base of several.
  init(_ name: String, files: [String]) throws {
    self.name = name
    isFile = FileManager.default.fileExists(atPath: name)
    guard !isFile || files.count == 1 else {
      throw ValidationError(
        "\(name) is a file, the base of one scenario; for \(files.count) scenarios name a revision."
      )
    }
  }

  /// The scenario before the change.
  ///
  /// - Throws: `ExitCode` where the base cannot be read.
  func base(of file: String) throws -> FeatureBase {
    if isFile {
      guard let text = InputFile.read(name) else {
        StandardError.write("\(InputFile.complaint(name))\n")
        throw ExitStatus.missingFile
      }
      return Self.base(text, name: name, reader: InputFile.reader(besides: name))
    }
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
    let path = file.lastIndex(of: "/").map { String(file[file.index(after: $0)...]) } ?? file
    do throws(Git.Failure) {
      guard let commit = try Git.commit(name, in: folder) else {
        throw Git.Failure(
          message: "the base \(name) is neither a file nor a git revision of \(folder); check it, "
            + "and that CI fetches the history.")
      }
      guard let text = try Git.file(path, of: commit, in: folder) else {
        return .absent(name: name)
      }
      return Self.base(text, name: name) { named in
        named.hasPrefix("/")
          ? InputFile.read(named) : (try? Git.file(named, of: commit, in: folder)) ?? nil
      }
    } catch {
      StandardError.write("\(error.message)\n")
      throw ExitStatus.missingFile
    }
  }

  private static func base(
    _ text: [UInt8], name: String, reader: @escaping (String) -> [UInt8]?
  ) -> FeatureBase {
    do throws(CogcastError) {
      return FeatureBase(
        try FeatureScenario(text: text, file: name, fileReader: reader), name: name)
    } catch {
      return .unusable(name: name, reason: error)
    }
  }
}
