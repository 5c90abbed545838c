import Foundation
import Kernels
import Pricing
import UsageRecords

/// How many records a second are read, parsed, priced and written, on one thread.
///
/// The peer is Python's `json` in a plain loop that does the same for one price without tiers, dates or
/// checks; its start is not counted.
struct UsageLogSpeed {
  private static let repetitions = 3

  let records: Int
  let megabytes: Double
  /// The best of a few runs.
  let seconds: Double
  /// `nil` where there is no Python.
  let peerSeconds: Double?

  init(records: Int = 200_000) throws {
    let log = Self.log(records: records)
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(log).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    self.records = records
    megabytes = Double(log.count) / 1e6
    let clock = ContinuousClock()
    var best = Duration.seconds(3600)
    var peer: Double?
    for _ in 0..<Self.repetitions {
      best = min(best, try clock.measure { try Self.charge(file, records: records) })
      if let seconds = try? Self.runPeer(file) { peer = min(peer ?? seconds, seconds) }
    }
    seconds = best / .seconds(1)
    peerSeconds = peer
  }

  private static func log(records: Int) -> [UInt8] {
    let models = ["claude-haiku-5-5", "claude-opus-5-5", "gpt-5", "gpt-5-mini", "gemini-2.5-pro"]
    var stream = RandomStream(seed: 1)
    func roll(_ sides: Int) -> Int { Int(stream.uniform() * Double(sides)) }
    var text = ""
    for number in 0..<records {
      let session = String(UInt64(roll(1 << 30)) << 30 | UInt64(roll(1 << 30)), radix: 16)
      text +=
        #"{"model":"\#(models[roll(models.count)])","inputTokens":\#(500 + roll(8500)),"#
        + #""cacheReadTokens":\#(roll(300)),"cacheWrite5mTokens":\#(roll(200)),"#
        + #""outputTokens":\#(60 + roll(900)),"reasoningTokens":\#(roll(50)),"#
        + #""at":"2026-10-\#(10 + number * 20 / records)T\#(10 + roll(14)):\#(10 + roll(50)):00Z","#
        + #""feature":"support","user":"u\#(roll(100_000))","session":"\#(session)","#
        + #""environment":"prod","status":"ok"}"# + "\n"
    }
    return Array(text.utf8)
  }

  private static func charge(_ file: URL, records: Int) throws {
    let input = try FileHandle(forReadingFrom: file)
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/null"))
    var charging = try LogCharging(
      FileSource(file: input), format: .cogcast, charger: RecordCharger(book: .builtin))
    try charging.run(
      write: { bytes in
        output.write(Data(bytes))
        return true
      }, report: { _ in })
    precondition(charging.summary.records == records, "\(charging.summary.invalid) bad records")
  }

  /// - Returns: Seconds.
  private static func runPeer(_ file: URL) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", peer, file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let printed = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0,
      let seconds = Double(
        String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    else { throw CocoaError(.executableNotLoadable) }
    return seconds
  }

  private static let peer = """
    import json, sys, time
    start = time.perf_counter()
    with open(sys.argv[1]) as log, open("/dev/null", "w") as out:
        for line in log:
            r = json.loads(line)
            read, write = r["cacheReadTokens"], r["cacheWrite5mTokens"]
            meters = {
                "input": (r["inputTokens"] - read - write) * 2e-6, "cacheRead": read * 2e-7,
                "cacheWrite5m": write * 2.5e-6, "output": r["outputTokens"] * 1e-5,
            }
            r["cost"] = sum(meters.values())
            r["costByMeter"] = meters
            out.write(json.dumps(r) + "\\n")
    print(time.perf_counter() - start)
    """
}

private struct FileSource: ByteSource {
  let file: FileHandle

  mutating func read(into chunk: inout [UInt8]) throws(LogError) -> Int {
    do {
      let bytes = try file.read(upToCount: chunk.count) ?? Data()
      chunk.replaceSubrange(..<bytes.count, with: bytes)
      return bytes.count
    } catch {
      throw .unreadable("\(error)")
    }
  }
}
