import Pricing

/// Writes records with their cost, one JSON object a line.
///
/// The same bytes for the same records. Numbers are the shortest decimals that read back to the same
/// double; a count that is 0 and that most logs do not have is left out, as is what a log does not say.
package struct RecordWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {
    bytes.reserveCapacity(1 << 17)
  }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  package mutating func write(_ charged: ChargedRecord) {
    let record = charged.record
    literal("{\"model\":")
    string(record.model)
    if let provider = record.provider { member(",\"provider\":", provider) }
    counts(record)
    if let at = record.usage.at {
      literal(",\"at\":\"")
      time(at)
      literal("\"")
    }
    for (position, field) in Attribution.Field.allCases.enumerated() {
      guard let value = record.attribution[field] else { continue }
      plain(Self.attributionKeys[position])
      string(value)
    }
    if let name = charged.pricedAs { member(",\"pricedAs\":", name) }
    cost(charged.charge)
    literal("}\n")
  }

  private mutating func counts(_ record: UsageRecord) {
    let usage = record.usage
    if record.countsCachedInput {
      count(",\"inputTokens\":", usage.promptTokens)
    } else {
      count(",\"uncachedInputTokens\":", usage.uncachedInputTokens)
    }
    count(",\"cacheReadTokens\":", usage.cacheReadTokens)
    count(",\"cacheWrite5mTokens\":", usage.cacheWrite5mTokens)
    count(",\"cacheWrite1hTokens\":", usage.cacheWrite1hTokens)
    count(",\"outputTokens\":", usage.outputTokens)
    count(",\"reasoningTokens\":", usage.reasoningTokens)
    positive(",\"audioInputTokens\":", usage.audioInputTokens)
    positive(",\"imageInputTokens\":", usage.imageInputTokens)
    positive(",\"audioCacheReadTokens\":", usage.audioCacheReadTokens)
    positive(",\"audioOutputTokens\":", usage.audioOutputTokens)
    positive(",\"imageOutputTokens\":", usage.imageOutputTokens)
    count(",\"requests\":", usage.requests)
    positive(",\"webSearches\":", usage.webSearches)
    if usage.cacheStorageTokenHours > 0 {
      literal(",\"cacheStorageTokenHours\":")
      number(usage.cacheStorageTokenHours)
    }
    switch usage.serviceTier {
    case .standard: break
    case .batch: literal(",\"batch\":true")
    default: member(",\"serviceTier\":", usage.serviceTier.rawValue)
    }
    if let region = usage.region { member(",\"region\":", region) }
  }

  private mutating func cost(_ charge: Charge) {
    literal(",\"cost\":")
    number(charge.total)
    literal(",\"costByMeter\":{")
    var isFirst = true
    for (position, meter) in Meter.allCases.enumerated() {
      let cost = charge[meter]
      guard cost != 0 else { continue }
      if !isFirst { literal(",") }
      isFirst = false
      plain(Self.meterKeys[position])
      number(cost)
    }
    literal("}")
  }

  private static let attributionKeys = Attribution.Field.allCases.map { ",\"\($0.rawValue)\":" }
  private static let meterKeys = Meter.allCases.map { "\"\($0.rawValue)\":" }

  private mutating func member(_ key: StaticString, _ value: String) {
    literal(key)
    string(value)
  }

  private mutating func count(_ key: StaticString, _ value: Int) {
    literal(key)
    integer(value)
  }

  private mutating func positive(_ key: StaticString, _ value: Int) {
    if value > 0 { count(key, value) }
  }

  private mutating func literal(_ text: StaticString) {
    // Safe: a static string's bytes live as long as the process.
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func plain(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func number(_ value: Double) {
    var text = value == 0 ? "0" : value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// - Precondition: `value` is not negative.
  private mutating func integer(_ value: Int) {
    var power = 1
    while value / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(value / power % 10))
      power /= 10
    }
  }

  /// RFC 3339, in UTC.
  private mutating func time(_ moment: Moment) {
    let day = moment.date
    if day != writtenDay.date { writtenDay = (day, day.description) }
    plain(writtenDay.text)
    let second = moment.secondsSinceEpoch - day.daysSinceEpoch * 86_400
    literal("T")
    twoDigits(second / 3600)
    literal(":")
    twoDigits(second / 60 % 60)
    literal(":")
    twoDigits(second % 60)
    literal("Z")
  }

  /// Neighbours of a log mostly share their day.
  private var writtenDay = (
    date: CalendarDate(daysSinceEpoch: 0), text: CalendarDate(daysSinceEpoch: 0).description
  )

  private mutating func twoDigits(_ value: Int) {
    bytes.append(UInt8(ascii: "0") + UInt8(value / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }

  /// - Source: RFC 8259, section 7: quotation mark, backslash and controls must be escaped.
  private mutating func string(_ text: String) {
    literal("\"")
    var text = text
    text.withUTF8 { utf8 in
      if utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
        bytes.append(contentsOf: utf8)
      } else {
        for byte in utf8 { escaped(byte) }
      }
    }
    literal("\"")
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): literal("\\\"")
    case UInt8(ascii: "\\"): literal("\\\\")
    case 0x0A: literal("\\n")
    case 0x0D: literal("\\r")
    case 0x09: literal("\\t")
    case ..<0x20:
      literal("\\u00")
      literal(byte < 0x10 ? "0" : "1")
      bytes.append(Self.hexDigits[Int(byte & 0x0F)])
    default: bytes.append(byte)
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
