import Simulation
import Testing

/// What must hold for any scenario, trial by trial.
struct InvariantTests {
  /// Two segments and two calls with every per-request mechanism, some inputs unknown.
  ///
  /// - Parameters:
  ///   - scale: Factor on every price.
  ///   - users: Factor on the users of both segments.
  ///   - cache: Member that turns the cache on; its hits depend on the volume.
  private func rich(scale: Double = 1, users: Double = 1, cache: String = "") -> String {
    """
    {"name": "Invariants", "attribution": {"feature": "invariants"}, "horizon": {"weeks": 11},
     "models": {
       "a": {"input": \(scale), "cacheRead": \(0.1 * scale), "cacheWrite5m": \(1.25 * scale),
             "output": \(5 * scale)},
       "b": {"input": \(4 * scale), "output": \(20 * scale)}},
     "segments": {
       "free": {"users": \(3000 * users), "adoption": {"p5": 0.2, "p95": 0.4},
                "sessionsPerUserPerWeek": {"p5": 0.5, "p95": 1.5}, "churnPerMonth": 0.05},
       "paid": {"users": \(50 * users), "sessionsPerUserPerWeek": 1}},
     "demand": {"weeklyNoise": 0.2, "autocorrelation": 0.5},
     "workflows": {"chat": {
       "turns": {"geometric": {"mean": {"p5": 2, "p95": 4}}}, "memory": "full",
       "calls": [
         {"name": "answer", "prompt": {"system": 900, "user": {"lognormal": {"p50": 40, "p95": 300}}},
          "output": {"gamma": {"mean": 200, "cv": 0.7}}, "maxTokens": 500,
          "retry": {"failureRate": {"p5": 0.01, "p95": 0.08}}\(cache)},
         {"name": "title", "model": "b", "prompt": {"user": 50}, "output": 8,
          "validate": {"failureRate": 0.2}}]}},
     "routing": {"strategies": {"tiered": {"tiers": [
       {"model": "a", "share": {"p5": 0.4, "p95": 0.7}, "success": 0.9}, {"model": "b"}]}}},
     "harness": {"perUnit": \(0.001 * scale)}, "fixed": {"monthly": \(100 * scale)}}
    """
  }

  private let cache = #", "cache": {}"#
  private let options = SimulationOptions(trials: 512)

  private func column(
    _ forecast: HandForecast, _ flow: Flow, _ period: Period = .total, _ scope: Scope = .all
  ) throws -> TrialSeries {
    try #require(
      forecast.result.strategies[0].columns[ColumnKey(flow, scope: scope, period: period)])
  }

  private func expectClose(
    _ values: [Double], _ expected: [Double], within tolerance: Double = 1e-9, _ what: String
  ) {
    let scale = expected.map(abs).max() ?? 0
    let worst = zip(values, expected).map { abs($0 - $1) }.max() ?? .infinity
    #expect(worst <= tolerance * scale, "\(what): off by \(worst) of \(scale)")
  }

  private func sums(_ parts: [[Double]]) -> [Double] {
    parts.dropFirst().reduce(parts[0]) { zip($0, $1).map(+) }
  }

  @Test func costScalesWithPrice() async throws {
    let base = try await HandForecast(text: rich(cache: cache), options: options)
    let dear = try await HandForecast(text: rich(scale: 3, cache: cache), options: options)
    for flow in [Flow.inferenceCost, .harnessCost, .fixedCost] {
      let (one, three) = (try column(base, flow), try column(dear, flow))
      expectClose(three.expected, one.expected.map { 3 * $0 }, "expected \(flow)")
      expectClose(three.sampled, one.sampled.map { 3 * $0 }, "sampled \(flow)")
    }
  }

  @Test func noUseCostsNothingButWhatIsFixed() async throws {
    let forecast = try await HandForecast(text: rich(users: 0, cache: cache), options: options)
    for flow in Flow.allCases where flow != .fixedCost {
      let series = try column(forecast, flow)
      #expect(series.expected.allSatisfy { $0 == 0 }, "\(flow)")
      #expect(series.sampled.allSatisfy { $0 == 0 }, "\(flow)")
    }
    let fixed = try column(forecast, .fixedCost)
    #expect(fixed.sampled.allSatisfy { isClose($0, 300 * 11.0 / 13) })
  }

  /// So few that the cube of the standard deviation of a week's cost is no number any more.
  @Test(arguments: ["1e-200", "1e-300"])
  func aSegmentOfAlmostNobodyCostsAlmostNothing(users: String) async throws {
    let text = rich(cache: cache).replacing("\"users\": 50.0", with: "\"users\": \(users)")
    let forecast = try await HandForecast(text: text, options: options)
    for flow in Flow.allCases {
      let (all, paid) = (
        try column(forecast, flow), try column(forecast, flow, .total, .segment(1))
      )
      #expect(all.sampled.allSatisfy { $0.isFinite }, "\(flow)")
      #expect(paid.sampled.allSatisfy { abs($0) < 1e-100 }, "\(flow)")
    }
  }

  /// Not turned: each scenario alone turns its points by the shares of its own cost, fixed cost
  /// included, and so by another angle.
  @Test func twiceTheUsersCostTwiceAsMuchOnAverage() async throws {
    var options = options
    options.isRotated = false
    let base = try await HandForecast(text: rich(), options: options)
    let twice = try await HandForecast(text: rich(users: 2), options: options)
    for flow in [Flow.inferenceCost, .harnessCost, .units, .successes, .calls, .outputTokens] {
      let (one, two) = (try column(base, flow), try column(twice, flow))
      expectClose(two.expected, one.expected.map { 2 * $0 }, "expected \(flow)")
    }
  }

  /// About 33 sessions a week, which is where noise begins to be matched; little else is unknown, or no week
  /// would weigh enough to be simulated.
  private var betweenPaths: String {
    rich(users: 0.037, cache: cache)
      .replacing(#""adoption": {"p5": 0.2, "p95": 0.4}"#, with: #""adoption": 0.3"#)
      .replacing(#"{"p5": 0.5, "p95": 1.5}"#, with: "1")
      .replacing(#"{"p5": 2, "p95": 4}"#, with: "3")
  }

  @Test(arguments: [false, true])
  func componentsSumToTotals(someWeeksAreSimulated: Bool) async throws {
    let text = someWeeksAreSimulated ? betweenPaths : rich(cache: cache)
    let forecast = try await HandForecast(text: text, options: options)
    let notes = forecast.result.notes.map(\.message)
    let areMixed = notes.contains { $0.contains("one by one") && !$0.contains("100.0 %") }
    #expect(areMixed == someWeeksAreSimulated, "\(notes)")
    let grid = forecast.result.months
    // Deviations stop where a column would fall below 0; the sums of it do not.
    func expectSum(_ parts: [TrialSeries], _ total: TrialSeries, _ flow: Flow) {
      expectClose(sums(parts.map(\.expected)), total.expected, "expected \(flow)")
      let stopped = parts.map { part in
        zip(part.sampled, part.expected).map { $0 == 0 && $1 > 0 }
      }
      let whole = (0..<options.trials).filter { trial in !stopped.contains { $0[trial] } }
      #expect(whole.count > options.trials / 2, "\(flow)")
      expectClose(
        sums(parts.map { part in whole.map { part.sampled[$0] } }),
        whole.map { total.sampled[$0] }, "sampled \(flow)")
    }
    for flow in Flow.allCases where flow != .fixedCost {
      let total = try column(forecast, flow)
      let months = try (0..<grid.count).map { try column(forecast, flow, .month($0)) }
      let segments = try (0..<2).map { try column(forecast, flow, .total, .segment($0)) }
      for parts in [months, segments] { expectSum(parts, total, flow) }
    }
    for flow in [Flow.inferenceCost, .harnessCost, .fixedCost, .units] {
      let total = try column(forecast, flow)
      let weeks = try (0..<grid.weeks).map { try column(forecast, flow, .week($0)) }
      expectClose(sums(weeks.map(\.expected)), total.expected, "expected \(flow)")
      expectClose(sums(weeks.map(\.sampled)), total.sampled, "sampled \(flow)")
    }
    for flow in [Flow.inferenceCost, .inputTokens, .cacheReadTokens, .outputTokens, .calls] {
      let models = try ["a", "b"].map { try column(forecast, flow, .total, .model($0)) }
      expectSum(models, try column(forecast, flow), flow)
    }
  }

  @Test func theBreakdownSumsToTheMeanCost() async throws {
    let forecast = try await HandForecast(text: rich(cache: cache), options: options)
    let entries = forecast.result.strategies[0].breakdown
    let inference = entries.filter { $0.call != nil }.flatMap(\.means).reduce(0, +)
    let harness = entries.filter { $0.call == nil }.flatMap(\.means).reduce(0, +)
    let randomisations = Double(forecast.result.randomisations)
    #expect(isClose(inference / randomisations, forecast.mean(.inferenceCost)))
    #expect(isClose(harness / randomisations, forecast.mean(.harnessCost)))
  }

  @Test func theBridgeEndsAtTheMeanCost() async throws {
    let forecast = try await HandForecast(text: rich(cache: cache), options: options)
    let rungs = forecast.result.strategies[0].bridge.map(\.amount)
    let cost = [Flow.inferenceCost, .harnessCost, .fixedCost].map { forecast.mean($0) }
    #expect(isClose(rungs.reduce(0, +), cost.reduce(0, +)))
  }

  @Test(arguments: SimulationOptions.Method.allCases)
  func threadsChangeNothing(method: SimulationOptions.Method) async throws {
    var options = options
    options.method = method
    let one = try await HandForecast(text: rich(cache: cache), options: options)
    options.threads = 2
    let two = try await HandForecast(text: rich(cache: cache), options: options)
    #expect(one.result.strategies[0].columns == two.result.strategies[0].columns)
    #expect(one.result.assumptionValues == two.result.assumptionValues)
    #expect(
      one.result.strategies[0].breakdown.map(\.means)
        == two.result.strategies[0].breakdown.map(\.means))
    #expect(one.result.strategies[0].variance == two.result.strategies[0].variance)
    #expect(
      one.result.strategies[0].bridge.map(\.amount) == two.result.strategies[0].bridge.map(\.amount)
    )
  }

  /// Student's t with 15 degrees of freedom (the least that Welch's formula can give for two sets
  /// of 16 replicates) exceeds 9.49 in absolute value with probability 1e-7 or so.
  @Test func anotherSeedGivesTheSameMeanWithinItsError() async throws {
    var options = options
    var estimates: [(value: Double, variance: Double)] = []
    for seed in [UInt64(1), 2] {
      options.seed = seed
      let forecast = try await HandForecast(text: rich(cache: cache), options: options)
      let values = try column(forecast, .inferenceCost).expected
      let replicates = (0..<16).map { values[($0 * 32)..<($0 * 32 + 32)].reduce(0, +) / 32 }
      let mean = replicates.reduce(0, +) / 16
      let squares = replicates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      estimates.append((mean, squares / 15 / 16))
    }
    #expect(estimates[0].value != estimates[1].value)
    let distance = abs(estimates[0].value - estimates[1].value)
    let error = (estimates[0].variance + estimates[1].variance).squareRoot()
    #expect(distance <= 9.49 * error, "\(distance) \(error)")
  }
}
