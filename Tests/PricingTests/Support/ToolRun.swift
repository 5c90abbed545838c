import Foundation

/// Runs another program and returns what it prints.
enum ToolRun {
  /// - Parameter input: What the program reads from its standard input.
  static func output(_ command: [String], input: Data = Data()) throws -> (Data, status: Int32) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "cogcast-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: a read from a pipe ends with an error when a signal interrupts it.
    let (inputFile, outputFile) = (folder.appending(path: "in"), folder.appending(path: "out"))
    try input.write(to: inputFile)
    try Data().write(to: outputFile)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    return (try Data(contentsOf: outputFile), process.terminationStatus)
  }
}
