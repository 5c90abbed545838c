import Pricing

/// What a log says of each day, of each model, and of each session's calls.
///
/// Unlike a sum, it keeps a few numbers of every call: which calls belong together is known at the end.
package struct HistoryTally: Sendable {
  /// Calls of one session that are no further apart than this, in seconds, answer one request of a user:
  /// people take longer to read and to type (the gap between turns has a median of 35 s in a chat).
  package static let burstGap = 30

  package struct Day: Sendable {
    package fileprivate(set) var requests = 0
    package fileprivate(set) var tokens = 0.0
    fileprivate var sum = CompensatedSum()
    package fileprivate(set) var sessions: Set<Int> = []
    package fileprivate(set) var users: Set<Int> = []

    /// US dollars.
    package var cost: Double { sum.value }
  }

  package struct ModelName: Hashable, Sendable {
    package let name: String
    package let provider: String?
  }

  /// One call of a session or a trace.
  private struct CallMark {
    let second: Int
    let calls: Int
    let tokens: Double
  }

  /// By days since the epoch.
  package private(set) var days: [Int: Day] = [:]
  package private(set) var models: [ModelName: [Int: (requests: Int, cost: Double)]] = [:]
  package private(set) var undated = 0
  package private(set) var records = 0
  package private(set) var invalid = 0
  package private(set) var unpriced = 0
  package private(set) var lines = 0
  private var traces: [String: (calls: Int, tokens: Double)] = [:]
  private var bursts: [String: [CallMark]] = [:]
  private var names: [String: Int] = [:]

  package init() {}

  package mutating func finish(lines: Int) { self.lines = lines }

  mutating func addInvalid() { invalid += 1 }

  mutating func addUnpriced() { unpriced += 1 }

  /// - Parameter cost: US dollars, 0 where there is no price.
  mutating func add(_ record: UsageRecord, cost: Double) {
    records += 1
    let usage = record.usage
    let labels = record.attribution
    let tokens = Double(
      usage.uncachedInputTokens + usage.cacheReadTokens + usage.cacheWrite5mTokens
        + usage.cacheWrite1hTokens + usage.outputTokens)
    if let trace = labels.trace {
      let known = traces[trace] ?? (0, 0)
      traces[trace] = (known.calls + usage.requests, known.tokens + tokens)
    }
    guard let at = usage.at else {
      undated += usage.requests
      return
    }
    if labels.trace == nil, let session = labels.session {
      bursts[session, default: []].append(
        CallMark(second: at.secondsSinceEpoch, calls: usage.requests, tokens: tokens))
    }
    let day = at.date.daysSinceEpoch
    days[day, default: Day()].requests += usage.requests
    days[day]!.tokens += tokens
    days[day]!.sum.add(cost)
    if let session = labels.session { days[day]!.sessions.insert(number(of: session)) }
    if let user = labels.user { days[day]!.users.insert(number(of: user)) }
    let name = ModelName(name: record.model, provider: record.provider)
    let known = models[name]?[day] ?? (0, 0)
    models[name, default: [:]][day] = (known.requests + usage.requests, known.cost + cost)
  }

  private mutating func number(of name: String) -> Int {
    if let known = names[name] { return known }
    names[name] = names.count
    return names.count - 1
  }

  /// What users asked for: the calls of each trace and, where a call has none, those of a session in
  /// quick succession.
  package var userRequests: [(calls: Int, tokens: Double)] {
    let traced = traces.sorted { $0.key < $1.key }.map(\.value)
    let others = bursts.sorted { $0.key < $1.key }.flatMap { Self.bursts(of: $0.value) }
    return traced + others
  }

  private static func bursts(of marks: [CallMark]) -> [(calls: Int, tokens: Double)] {
    var bursts: [(calls: Int, tokens: Double)] = []
    var last = Int.min
    for mark in marks.sorted(by: { $0.second < $1.second }) {
      if bursts.isEmpty || mark.second - last > burstGap { bursts.append((0, 0)) }
      bursts[bursts.count - 1].calls += mark.calls
      bursts[bursts.count - 1].tokens += mark.tokens
      last = mark.second
    }
    return bursts
  }
}

/// Reads a log into its history.
package struct HistoryReading {
  private var reader: LogReader
  private var charger: RecordCharger
  package private(set) var tally = HistoryTally()

  package init(
    _ source: any ByteSource, format: LogFormat, charger: RecordCharger
  ) throws(LogError) {
    reader = try LogReader(source, format: format)
    self.charger = charger
  }

  /// - Parameter report: Takes each record that cannot be read, in the order of the log.
  /// - Throws: ``LogError`` where the log cannot be read on.
  package mutating func run(report: (RecordError) -> Void) throws(LogError) {
    while let event = try reader.next() {
      switch event {
      case .record(let record, _): take(record)
      case .invalid(let error):
        tally.addInvalid()
        report(error)
      case .passedOver: break
      }
    }
    tally.finish(lines: reader.lineCount)
  }

  private mutating func take(_ record: UsageRecord) {
    var cost = 0.0
    do throws(FieldError) {
      cost = try charger.charge(record).charge.total
    } catch {
      tally.addUnpriced()
    }
    tally.add(record, cost: cost)
  }
}
