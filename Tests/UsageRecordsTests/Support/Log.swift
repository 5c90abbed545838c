import Pricing
import UsageRecords

/// What a log of a test holds.
struct Log {
  var records: [UsageRecord] = []
  var lines: [Int] = []
  var errors: [RecordError] = []
  var passedOver: [PassedOver] = []
  var failure: LogError?
  var lineCount = 0

  init(_ text: String, _ format: LogFormat = .cogcast) {
    self.init(bytes: Array(text.utf8), format)
  }

  init(bytes: [UInt8], _ format: LogFormat = .cogcast) {
    self.init(MemorySource(bytes), format)
  }

  init(_ source: any ByteSource, _ format: LogFormat = .cogcast) {
    do throws(LogError) {
      var reader = try LogReader(source, format: format)
      defer { lineCount = reader.lineCount }
      while let event = try reader.next() {
        switch event {
        case .record(let record, let line):
          records.append(record)
          lines.append(line)
        case .invalid(let error): errors.append(error)
        case .passedOver(let reason, _): passedOver.append(reason)
        }
      }
    } catch {
      failure = error
    }
  }

  /// The messages, with their lines and fields.
  var complaints: [String] { errors.map(\.description) }

  /// The only record; `nil` where there are more, or anything else.
  var only: UsageRecord? {
    records.count == 1 && errors.isEmpty && failure == nil ? records[0] : nil
  }
}

/// Hands out a few bytes at a time.
struct DrippingSource: ByteSource {
  var bytes: [UInt8]
  let size: Int

  mutating func read(into chunk: inout [UInt8]) -> Int {
    let count = min(size, bytes.count, chunk.count)
    chunk.replaceSubrange(..<count, with: bytes[..<count])
    bytes.removeFirst(count)
    return count
  }
}

/// Small whole numbers that are the same in every run.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// - Source: Steele, Lea & Flood (2014), "Fast Splittable Pseudorandom Number Generators".
  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) >> 1) % sides
  }
}
