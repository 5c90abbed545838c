import ArgumentParser
import Cogcast
import Foundation

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a first scenario, scenarios/NAME.json, to fill in.")

  @Argument(help: "Name of the feature: letters, digits, - and _.")
  var name: String

  @Option(help: "What the feature looks like: \(StarterScenario.names).")
  var template = StarterScenario.chat

  func validate() throws {
    let isName =
      !name.isEmpty && name.first != "-"
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
    guard isName, name.utf8.count <= 100 else {
      throw ValidationError(
        "`\(name)` cannot name a file: use letters, digits, - and _, e.g. support-assistant.")
    }
  }

  func run() throws {
    let path = "scenarios/\(name).json"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw ValidationError("\(path) exists and is left as it is; choose another name.")
    }
    do {
      try FileManager.default.createDirectory(
        atPath: "scenarios", withIntermediateDirectories: true)
      try Data(template.text(name: name).utf8).write(
        to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      StandardError.write("cannot write \(path): \(error.localizedDescription)\n")
      throw ExitStatus.missingFile
    }
    StandardOutput.write("wrote \(path)\nnext: cogcast estimate \(path)\n")
  }
}

extension StarterScenario: ExpressibleByArgument {
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
