import Foundation
import Governance
import Pricing
import Reports
import Scenarios
import Simulation
import Summaries
import UsageRecords

extension FeatureScenario {
  /// Sums what a log says of this feature week by week.
  ///
  /// Requests that name another feature are left out and counted; those that name none are taken to be
  /// of this one. A unit counts in its first week.
  ///
  /// - Parameters:
  ///   - log: Whose log it is, and the book that prices it.
  ///   - request: What counts as one session, and the day from which weeks count.
  ///   - read: Writes the next bytes of the log over the start of its argument and returns their
  ///     number, 0 at the end; a negative number is a failure.
  ///   - report: Takes each bad record: its line, its field, what is wrong and what to do.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` where neither the request nor the scenario says when
  ///   the first week starts, ``CogcastError/unreadableLog(_:charges:)`` where the log cannot be read to
  ///   its end, or no request falls into the horizon.
  public func weeklyActuals(
    of log: UsageLog, _ request: TrackingRequest = TrackingRequest(),
    reading read: @escaping (inout [UInt8]) -> Int, reporting report: (String) -> Void
  ) throws(CogcastError) -> WeeklyActuals {
    try request.check()
    guard let start = request.start?.date ?? scenario.horizon.start else {
      throw .invalidRequest(
        "\(file) does not say when its first week starts; give --start, or `horizon.start`.")
    }
    let usage: WeeklyUsage
    do throws(LogError) {
      var reading = try WeeklyReading(
        FunctionSource(read: read), format: log.format.logFormat,
        charger: RecordCharger(book: log.book, aliases: log.aliases, undated: log.undated),
        feature: scenario.attribution.feature, unit: request.unit.label, cost: request.cost.source,
        start: start,
        weeks: scenario.horizon.weeks)
      try reading.run { report($0.description) }
      usage = reading.usage
    } catch {
      throw .unreadableLog(error.description, charges: nil)
    }
    guard !usage.covered.isEmpty else {
      throw .unreadableLog(
        "no request of \(scenario.attribution.feature) falls into the \(scenario.horizon.weeks) weeks"
          + " from \(start) on (\(usage.leftOut.words)); is the log of another feature, or of another"
          + " system, which --from names?", charges: nil)
    }
    return WeeklyActuals(usage: usage, request: request, format: log.format.rawValue)
  }

  /// Holds actual weeks against the forecast of the same weeks.
  ///
  /// - Parameters:
  ///   - actuals: What a log says of this feature.
  ///   - options: Method, trials, seed, threads; without a precision.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for options that the engine cannot serve, or segments
  ///   whose sessions are of unlike worth, ``CogcastError/cancelled`` when the task is.
  public func track(
    _ actuals: WeeklyActuals, _ options: RunOptions = RunOptions(),
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureTracking {
    guard options.precision == nil else {
      throw .invalidRequest("weeks have no precision: ask for more --trials.")
    }
    let unitsPerSession = try unitsPerSession
    let simulated = try options.simulation(.distributions)
    let evaluator = try await JointSimulation(over: [scenario], simulated, progress: progress)
      .run([JointSimulation.Part(scenario: scenario)])[0]
    let result = evaluator.result
    let metrics = Metrics(
      result, strategy: evaluator.strategy(of: MetricReference(.costTotal)))
    let forecast = (0..<scenario.horizon.weeks).map { week in
      WeeklyForecast(
        cost: metrics.column(.inferenceCost, .all, .week(week)),
        units: metrics.column(.units, .all, .week(week)).scaled(by: 1 / unitsPerSession))
    }
    let usage = actuals.usage
    let weeks = usage.covered.map { index in
      TrackedWeek(
        usage.actual(index), isPartial: usage.isPartial(index),
        band: Band(forecast[index].cost, randomisations: result.randomisations),
        trials: forecast[index].cost.sampled, expected: forecast[index].means)
    }
    let unitCosts = Array(
      weeks.reversed().drop { $0.flaw == .partial }
        .prefix { $0.flaw == nil && ($0.actual.unitCost ?? 0) > 0 }
        .reversed().compactMap(\.actual.unitCost))
    return FeatureTracking(
      ForecastTracking(
        run: RunRecord(
          version: cogcastVersion, scenario, options: result.options, trials: result.trials),
        format: actuals.format, unit: actuals.request.unit.rawValue,
        pricedBy: actuals.request.cost.rawValue,
        start: usage.start.description, feature: scenario.attribution.feature, weeks: weeks,
        slope: SlopeTest(unitCosts), unitCostWeeks: unitCosts.count,
        forecastPower: WeeklyForecast.smallestFound(in: forecast),
        leftOut: usage.leftOut.parts + [
          ForecastTracking.LeftOut(
            "withoutFeature", "requests name no feature and are taken to be of this one",
            usage.withoutFeature)
        ],
        unpriced: usage.unpriced.sorted { $0.key < $1.key }.map {
          ForecastTracking.Unpriced(model: $0.key, reason: $0.value)
        }, notes: trackingNotes, limit: actuals.request.limit))
  }

  /// One session's units; sessions that are told from a log are compared with them.
  private var unitsPerSession: Double {
    get throws(CogcastError) {
      let values = scenario.segments.filter(\.isTracked).map(\.unitsPerSession.value)
      guard case .known(let first)? = values.first, first > 0,
        values.allSatisfy({ $0 == .known(first) })
      else {
        throw .invalidRequest(
          "\(file) gives its sessions unlike or unknown `unitsPerSession`, so that a log of sessions"
            + " cannot be held against its units; follow each segment with a scenario of its own.")
      }
      return first
    }
  }

  private var trackingNotes: [String] {
    var notes: [String] = []
    if scenario.segments.contains(where: \.isShadow) {
      notes.append(
        "The forecast holds untracked use too (`shadowShare`), which a log of tracked requests lacks."
      )
    }
    if scenario.segments.contains(where: \.isBackground) {
      notes.append(
        "The forecast's cost holds background work, whose sessions are no units: in the log, they count"
          + " where they name a session.")
    }
    if !scenario.capacities.isEmpty {
      notes.append(
        "Models that are paid by the hour cost the same whatever the log holds; they are in the forecast"
          + " alone.")
    }
    return notes
  }
}

/// One week of the forecast.
private struct WeeklyForecast {
  let cost: TrialSeries
  let units: TrialSeries

  var means: (units: Double, cost: Double) {
    func mean(_ series: TrialSeries) -> Double {
      series.expected.reduce(0, +) / Double(series.count)
    }
    return (mean(units), mean(cost))
  }

  /// The fall that a test of the first twelve weeks would find, by the median trial's noise around its
  /// own line; `nil` where there are fewer weeks, or weeks without use.
  static func smallestFound(in weeks: [WeeklyForecast]) -> Double? {
    let count = SlopeTest.weeks.upperBound
    guard weeks.count >= count else { return nil }
    let unitCosts = weeks.prefix(count).map { TrialSeries.ratio($0.cost, $0.units).sampled }
    let trials = unitCosts[0].indices
    let squares = trials.compactMap { trial -> Double? in
      let logs = unitCosts.map { log($0[trial]) }
      return logs.allSatisfy(\.isFinite) ? SlopeFit(logs).squares : nil
    }.sorted()
    guard squares.count * 2 > trials.count else { return nil }
    return SlopeTest.smallestFound(meanSquares: squares[squares.count / 2], weeks: count)
  }
}

extension WeeklyUsage {
  fileprivate func actual(_ index: Int) -> TrackedWeek.Actual {
    let week = weeks[index]
    return TrackedWeek.Actual(
      number: index + 1, start: start.adding(days: 7 * index).description,
      requests: week.requests, units: week.unnamed == 0 ? Double(week.units) : nil,
      cost: week.cost, unpriced: week.unpriced, unnamed: week.unnamed)
  }
}

extension WeeklyUsage.LeftOut {
  fileprivate var parts: [ForecastTracking.LeftOut] {
    [
      .init("otherFeature", "requests name another feature", ofOtherFeatures),
      .init("withoutTime", "requests have no time", withoutTime),
      .init("beforeStart", "requests lie before the first week", beforeStart),
      .init("afterEnd", "requests lie after the horizon", afterEnd),
      .init("invalid", "records cannot be read", invalid),
      .init("passedOver", "lines are no call that somebody bills", passedOver),
    ]
  }

  fileprivate var words: String {
    let found = parts.filter { $0.requests > 0 }.map { "\($0.requests) \($0.words)" }
    return found.isEmpty ? "the log has no request" : found.joined(separator: ", ")
  }
}
