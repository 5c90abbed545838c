import Governance
import Pricing
import Reports
import UsageRecords

/// What the log of a running feature says, week by week.
public struct LoggedUse: Sendable {
  let history: UsageHistory
  let summary: PatternDocument.Log

  /// Records that could not be read and are left out.
  public var invalidRecords: Int { summary.invalid }

  /// Whole weeks from the first day of the log on.
  public var weeks: Int { history.weeks.count }

  /// Which of the five anti-patterns of the FinOps-for-AI guide the log shows by itself; a trend takes
  /// eight whole weeks.
  public var patterns: PatternReport {
    PatternReport(
      PatternDocument(
        version: cogcastVersion, scenario: nil, log: summary,
        findings: PatternLog(history).findings), invalidRecords: invalidRecords)
  }
}

extension UsageLog {
  /// Reads the history of a feature: use, tokens and cost by week, and what users asked for.
  ///
  /// Which calls belong to one request of a user is told by traces or, without them, by sessions:
  /// memory grows with the number of calls.
  ///
  /// - Parameters:
  ///   - read: Writes the next bytes of the log over the start of its argument and returns their
  ///     number, 0 at the end; a negative number is a failure.
  ///   - report: Takes each bad record: its line, its field, what is wrong and what to do.
  /// - Throws: ``CogcastError/unreadableLog(_:charges:)`` where the log cannot be read to its end, or
  ///   has no record.
  public func history(
    reading read: @escaping (inout [UInt8]) -> Int, reporting report: (String) -> Void
  ) throws(CogcastError) -> LoggedUse {
    let tally: HistoryTally
    do throws(LogError) {
      var reading = try HistoryReading(
        FunctionSource(read: read), format: format.logFormat,
        charger: RecordCharger(book: book, aliases: aliases, undated: undated))
      try reading.run { report($0.description) }
      tally = reading.tally
    } catch {
      throw .unreadableLog(error.description, charges: nil)
    }
    guard tally.records > 0 else {
      throw .unreadableLog(
        "there is no request in \(tally.lines) lines, so there is nothing to look at; is the log of"
          + " another system, which --from names?", charges: nil)
    }
    let history = UsageHistory(tally)
    return LoggedUse(
      history: history,
      summary: PatternDocument.Log(
        format: format.rawValue, records: tally.records, invalid: tally.invalid,
        unpriced: tally.unpriced, weeks: history.weeks.count, undated: tally.undated))
  }
}

extension UsageHistory {
  /// Whole weeks from the first day of the log on.
  fileprivate init(_ tally: HistoryTally) {
    let first = tally.days.keys.min() ?? 0
    let count = ((tally.days.keys.max() ?? -1) + 1 - first) / 7
    let hasSessions = tally.days.values.contains { !$0.sessions.isEmpty }
    let hasUsers = tally.days.values.contains { !$0.users.isEmpty }
    let weeks = (0..<count).map { week -> Week in
      let days = (0..<7).compactMap { tally.days[first + 7 * week + $0] }
      var sum = Week()
      sum.requests = days.reduce(0) { $0 + $1.requests }
      sum.tokens = days.reduce(0) { $0 + $1.tokens }
      sum.cost = days.reduce(0) { $0 + $1.cost }
      sum.sessions =
        days.reduce(into: Set<Int>()) { $0.formUnion(hasSessions ? $1.sessions : $1.users) }.count
      return sum
    }
    let models = tally.models.sorted {
      ($0.key.name, $0.key.provider ?? "") < ($1.key.name, $1.key.provider ?? "")
    }.map { name, days in
      var requests = [Double](repeating: 0, count: count)
      var cost = requests
      for (day, use) in days where (day - first) / 7 < count {
        requests[(day - first) / 7] += Double(use.requests)
        cost[(day - first) / 7] += use.cost
      }
      return Model(name: name.name, provider: name.provider, requests: requests, cost: cost)
    }
    self.init(
      weeks: weeks, models: models,
      requests: tally.userRequests.map { UserRequest(calls: $0.calls, tokens: $0.tokens) },
      counting: hasSessions ? .session : hasUsers ? .user : nil, undated: tally.undated)
  }
}
