import Foundation
import Scenarios
import Testing

@Suite("Length profiles")
struct LengthProfileTests {
  @Test(arguments: LengthProfile.names)
  func aProfileIsAnAscendingTableOf101Lengths(name: String) throws {
    let profile = try #require(LengthProfile.named(name))
    #expect(profile.name == name)
    #expect(profile.quantiles.count == 101)
    #expect(profile.quantiles[0] >= 0)
    #expect(zip(profile.quantiles, profile.quantiles.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test(arguments: LengthProfile.names)
  func straightLinesBetweenTheQuantilesHaveTheMeanOfTheTrace(name: String) throws {
    let profile = try #require(LengthProfile.named(name))
    let text = try String(contentsOf: Self.tables.appending(path: "\(name).csv"), encoding: .utf8)
    let stated = try #require(text.firstMatch(of: /# trace: mean ([0-9.]+)/))
    let mean = try #require(Double(stated.1))
    let cells = zip(profile.quantiles, profile.quantiles.dropFirst())
    let area = cells.reduce(0) { $0 + ($1.0 + $1.1) / 200 }
    // Both are printed to three decimals; the last quantile weighs 1/200 in the mean.
    #expect(abs(area - mean) <= 0.0006)
  }

  @Test func everyTableOfTheFolderIsAProfileAndStatesItsOrigin() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.tables.path).sorted()
    #expect(files == LengthProfile.names.map { "\($0).csv" })
    for file in files {
      let text = try String(contentsOf: Self.tables.appending(path: file), encoding: .utf8)
      for field in ["source", "licence", "rows", "measured"] {
        #expect(text.contains("\n# \(field): "), "\(file) has no \(field)")
      }
    }
  }

  @Test func anUnknownNameIsNoProfile() {
    #expect(LengthProfile.named("chat") == nil)
  }

  @Test(.enabled(if: canMeasure, "needs python3 and the traces; see notebooks-data/README.md"))
  func measuringTheTracesAgainGivesTheSameBytes() throws {
    let data = try #require(Self.data)
    let output = FileManager.default.temporaryDirectory
      .appending(path: "cogcast-profiles-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }

    _ = try Self.measure([data.path, "--output", output.path])
    for name in LengthProfile.names {
      let measured = try Data(contentsOf: output.appending(path: "\(name).csv"))
      let committed = try Data(contentsOf: Self.tables.appending(path: "\(name).csv"))
      #expect(measured == committed, "\(name).csv differs from the trace")
    }
  }

  @Test(.enabled(if: canMeasure, "needs python3 and the traces; see notebooks-data/README.md"))
  func theErrorsOfTheReadmeAreTheMeasuredOnes() throws {
    let data = try #require(Self.data)
    let rows = try Self.measure([data.path, "--errors"])
    let readme = try String(
      contentsOf: Self.package.appending(path: "notebooks-data/README.md"), encoding: .utf8)
    #expect(!rows.isEmpty && readme.contains(rows))
  }

  private static var canMeasure: Bool { data != nil && python != nil }

  /// What the measuring script prints.
  private static func measure(_ arguments: [String]) throws -> String {
    let python = try #require(Self.python)
    let script = package.appending(path: "notebooks-data/measure_profiles.py")
    let process = Process()
    let printed = Pipe()
    process.executableURL = python
    process.arguments = [script.path] + arguments
    process.standardOutput = printed
    try process.run()
    let text = try printed.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self)
  }

  private static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let tables = package.appending(path: "notebooks-data/profiles")

  /// The folder of the traces, if it is there.
  private static var data: URL? {
    let named = ProcessInfo.processInfo.environment["COGCAST_SHARED_DATA"].map { URL(filePath: $0) }
    let folder = named ?? package.deletingLastPathComponent().appending(path: "shared/data")
    let trace = folder.appending(path: "azure_conv_2023_first60.csv.gz")
    return FileManager.default.fileExists(atPath: trace.path) ? folder : nil
  }

  private static var python: URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "")
      .split(separator: ":")
      .map { URL(filePath: String($0)).appending(path: "python3") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
