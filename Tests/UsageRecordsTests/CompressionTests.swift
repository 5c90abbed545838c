import Foundation
import Testing
import UsageRecords

/// The archives were made by GNU gzip 1.12 and zstd 1.5.4 from two lines: gpt-5 and claude-haiku-5-5.
struct CompressionTests {
  private static let text = """
    {"model":"claude-haiku-5-5","inputTokens":1000,"outputTokens":100}
    {"model":"gpt-5","inputTokens":2000,"outputTokens":200}

    """
  private static let gzip = bytes(
    "H4sICEXCB2sAA3R3by5qc29ubACrVsrNT0nNUbJSSs5JLE1J1c1IzMwu1TXVNVXSUcrMKygtCcnPTs0rVrIyNDAw"
      + "0FHKLy1BFavlqoYbkV5QgqnPCIs+I5A+AMmVjtB7AAAA")
  private static let zstd = bytes(
    "KLUv/SR7bQIA5AN7Im1vZGVsIjoiY2xhdWRlLWhhaWt1LTUtNSIsImlucHV0VG9rZW5zIjoxMDAwLCJvdXR9Cmdw"
      + "dDIyMDB9CgQAIBFb/TDChufkCQVf1BhR")

  private static func bytes(_ base64: String) -> [UInt8] {
    Array(Data(base64Encoded: base64) ?? Data())
  }

  private static func archive(_ compression: Compression) -> [UInt8] {
    compression == .gzip ? gzip : zstd
  }

  @Test(arguments: Compression.allCases)
  func anArchiveIsReadLikeItsText(compression: Compression) {
    let log = Log(bytes: Self.archive(compression))
    #expect(log.failure == nil && log.records.count == 2)
    #expect(log.records == Log(Self.text).records)
  }

  @Test(arguments: Compression.allCases, [1, 2, 5, 50])
  func theSizeOfTheReadsChangesNothing(compression: Compression, size: Int) {
    let source = DrippingSource(bytes: Self.archive(compression), size: size)
    #expect(Log(source).records == Log(Self.text).records)
  }

  @Test(arguments: Compression.allCases)
  func membersOneAfterTheOtherAreOneLog(compression: Compression) {
    let archive = Self.archive(compression)
    let log = Log(bytes: archive + archive + archive)
    #expect(log.failure == nil && log.records.count == 6)
  }

  @Test(arguments: Compression.allCases)
  func anArchiveThatEndsTooEarlyIsAnErrorWhereverItEnds(compression: Compression) {
    let archive = Self.archive(compression)
    for count in 4..<archive.count {
      #expect(Log(bytes: Array(archive[..<count])).failure == .truncated(compression), "\(count)")
    }
    for count in 1..<archive.count {
      let log = Log(bytes: archive + archive[..<count])
      #expect(log.failure == .truncated(compression), "\(count) of the second member")
      #expect(log.records.count >= 2, "the first member is whole")
    }
  }

  @Test(arguments: Compression.allCases)
  func damageIsAnErrorOrChangesNothing(compression: Compression) {
    let archive = Self.archive(compression)
    let records = Log(Self.text).records
    var found = 0
    for position in 4..<archive.count {
      for bit in 0..<8 {
        var damaged = archive
        damaged[position] ^= 1 << UInt8(bit)
        let log = Log(bytes: damaged)
        if log.failure != nil { found += 1 } else { #expect(log.records == records) }
      }
    }
    // The time, the name and the system in a gzip header are under no check sum.
    #expect(found > 8 * (archive.count - 24))
  }

  @Test(arguments: Compression.allCases)
  func bytesBehindTheEndAreAnError(compression: Compression) {
    let log = Log(bytes: Self.archive(compression) + Array("{\"model\":1}".utf8))
    #expect(log.failure == .trailingBytes(compression))
    #expect(log.records.count == 2)
  }

  @Test func zerosBehindAGzipArchiveArePadding() {
    let log = Log(bytes: Self.gzip + [UInt8](repeating: 0, count: 70_000))
    #expect(log.failure == nil && log.records.count == 2)
  }

  /// pzstd writes a skippable frame first.
  @Test func aSkippableFrameIsSkipped() {
    let frame: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]
    let log = Log(bytes: frame + Self.zstd + frame)
    #expect(log.failure == nil && log.records.count == 2)
  }

  /// Output that fills the reader's memory to the last byte, and a little less and more.
  @Test(arguments: ["gzip", "zstd"])
  func aLargeArchiveIsReadToItsLastLine(tool: String) throws {
    // Where zstd is not installed, its reader is tested on the archives above.
    let path =
      ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + tool }
      .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "/usr/bin/gzip"
    for excess in [-1, 0, 1, 70_000] {
      let size = 4 * 262_144 + excess
      var text = (0..<9000).map { #"{"model":"m","inputTokens":\#($0)}"# }.joined(separator: "\n")
      text += "\n" + String(repeating: " ", count: size - text.utf8.count - 1)
      let packed = try Self.pack(text, with: path)
      let log = Log(bytes: packed)
      #expect(log.failure == nil)
      #expect(log.records.map(\.usage.promptTokens) == Array(0..<9000))
      #expect(Log(bytes: Array(packed.dropLast())).failure != nil)
    }
  }

  private static func pack(_ text: String, with tool: String) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = ["-c", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let packed = Array(pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return packed
  }
}
