import Foundation
import HandMade
import Simulation
import Testing

/// Capacity by the hour: reserved units, replicas, and what spills over.
struct CapacityArithmeticTests {
  /// Requests of one turn that each read and write so many tokens, as many a minute.
  private func scenario(
    perMinute: Double, input: String = "200", output: String = "20", _ capacity: String,
    call: String = "", hours: String = ""
  ) -> HandScenario {
    var scenario = HandScenario()
    scenario.users = perMinute * 60 * 168
    scenario.calls = [
      #""name": "answer", "prompt": {"user": \#(input)}, "output": \#(output)\#(call)"#
    ]
    scenario.root = """
      "demand": {\(hours)}, "capacity": {"own": {"model": "hand", \(capacity)}},
      "routing": {"use": "hourly", "strategies": {
        "hourly": {"single": "hand", "capacity": ["own"]}, "byToken": {"single": "hand"}}}
      """
    return scenario
  }

  private func provisioned(
    _ units: Double, tokensPerMinute: Double = 3400, minimum: Int = 15, step: Int = 5
  ) -> String {
    """
    "provisioned": {"units": \(units), "tokensPerMinute": \(tokensPerMinute), "outputWeight": 8,
                    "minimum": \(minimum), "step": \(step), "pricePerUnitHour": 2}
    """
  }

  private static let byToken = (200 * 3.0 + 20 * 15) / 1e6
  /// Requests of a week at 1,000 a minute.
  private static let weekly = 1000.0 * 60 * 168

  /// Microsoft's example: 1,000 requests a minute of 200 and 20 tokens are 105.88 units of gpt-5.2, of
  /// which 110 are sold.
  @Test func theNextStepOfUnitsIsBought() async throws {
    let forecast = try await HandForecast(scenario(perMinute: 1000, provisioned(105.88)))
    #expect(isClose(forecast.mean(.inferenceCost), 110 * 168 * 2))
    #expect(isClose(forecast.mean(.inferenceCost, scope: .model("hand")), 110 * 168 * 2))
    #expect(isClose(forecast.mean(.inputTokens), 200 * Self.weekly))
    #expect(forecast.mean(.inferenceCost, scope: .segment(0)) < 1e-6)
  }

  @Test func whatIsAboveTheUnitsIsPaidByTheToken() async throws {
    let forecast = try await HandForecast(scenario(perMinute: 1000, provisioned(100)))
    let load = 1000.0 * (200 + 8 * 20) / 3400
    let spilled: Double = (load - 100) / load * Self.weekly * Self.byToken
    #expect(isClose(forecast.mean(.inferenceCost), 100 * 168 * 2 + spilled))
    #expect(isClose(forecast.mean(.inferenceCost, scope: .segment(0)), spilled))
  }

  /// The same example with half of the input cached: 76.47 units.
  @Test func tokensReadFromACacheTakeNoCapacity() async throws {
    var scenario = scenario(
      perMinute: 1000, input: "100", provisioned(75), call: #", "cache": {"ttl": "1h"}"#)
    scenario.calls[0] = scenario.calls[0].replacingOccurrences(
      of: #""prompt": {"#, with: #""prompt": {"system": 100, "#)
    let forecast = try await HandForecast(scenario)
    let load = 1000.0 * (200 * 0.5 + 8 * 20) / 3400
    #expect(abs(load - 76.47) < 0.005)
    // 100 tokens at $3, 100 from the cache at $0.30, 20 written at $15.
    let request = 630 / 1e6
    let spilled: Double = (load - 75) / load * Self.weekly * request
    #expect(isClose(forecast.mean(.inferenceCost), 75 * 168 * 2 + spilled))
  }

  private func selfHosted(_ members: String) -> String {
    """
    "selfHosted": {"inputTokensPerSecond": 2000, "outputTokensPerSecond": 100, "gpusPerReplica": 2,
                   "pricePerGPUHour": 2.5\(members)}
    """
  }

  /// 50 requests a second read 10,000 and write 1,000 tokens: 5 and 10 replicas' worth, 21.4 at 70 %.
  @Test func replicasFollowTheLoadAtTheTargetUtilisation() async throws {
    let forecast = try await HandForecast(
      scenario(perMinute: 3000, selfHosted("")))
    #expect(isClose(forecast.mean(.inferenceCost), 22 * 2 * 2.5 * 168))
    let fuller = try await HandForecast(
      scenario(
        perMinute: 3000, selfHosted(#", "targetUtilisation": 0.9"#)))
    #expect(isClose(fuller.mean(.inferenceCost), 17 * 2 * 2.5 * 168))
  }

  @Test func loadBeyondTheLastReplicaIsPaidByTheToken() async throws {
    let forecast = try await HandForecast(
      scenario(
        perMinute: 3000, selfHosted(#", "maximumReplicas": 10"#)))
    let spilled: Double = (15 - 7) / 15.0 * 3 * Self.weekly * Self.byToken
    #expect(isClose(forecast.mean(.inferenceCost), 10 * 2 * 2.5 * 168 + spilled))
  }

  @Test func theMinimumIsKeptWithoutUse() async throws {
    var scenario = scenario(perMinute: 0, selfHosted(#", "minimumReplicas": 3"#))
    scenario.weeks = 2
    let forecast = try await HandForecast(scenario)
    let weekly: Double = 3 * 2 * 2.5 * 168
    #expect(isClose(forecast.mean(.inferenceCost), 2 * weekly))
    #expect(isClose(forecast.mean(.inferenceCost, .week(1)), weekly))
  }

  /// Of a load that is smooth over thousands of replicas E⌈L / u⌉ is E[L] / u + 1/2: a session a second,
  /// of exponential length, is the work of 4,000 replicas that were never idle. Capped at 3,000, all are paid for.
  @Test(arguments: [nil, 3000])
  func thousandsOfReplicasAreCounted(maximum: Int?) async throws {
    let limit = maximum.map { #", "maximumReplicas": \#($0)"# } ?? ""
    let forecast = try await HandForecast(
      scenario(
        perMinute: 60, input: #"{"exponential": {"mean": 2000}}"#, output: "200",
        #""selfHosted": {"inputTokensPerSecond": 1, "outputTokensPerSecond": 0.1, "#
          + #""pricePerGPUHour": 1, "targetUtilisation": 0.8\#(limit)}"#))
    let replicas = (2000 + 2000) / 0.8
    let cost = forecast.result.strategies[0].breakdown.first { $0.meter == .selfHosted }!.means
    let hours = cost.reduce(0, +) / Double(cost.count) / 168
    #expect(abs(hours - (maximum.map(Double.init) ?? replicas + 0.5)) < 0.25)
  }

  /// Every hour of the week is one ceiling; the loads are large, so that chance plays no part.
  @Test func replicasFollowTheHoursOfTheWeek() async throws {
    let day = (0..<24).map { 1 + Double($0 * 7 % 24) }
    let forecast = try await HandForecast(
      scenario(
        perMinute: 60_000, selfHosted(""),
        hours: "\"hourProfile\": [\(day.map(String.init(describing:)).joined(separator: ", "))]"))
    let hours = day.reduce(0.0) { $0 + 7 * (300 * $1 / 12.5 / 0.7).rounded(.up) }
    let cost = forecast.mean(.inferenceCost)
    // A load within chance of a whole number may take one replica more or less in an hour.
    #expect(abs(cost - hours * 5) < 0.002 * cost, "\(cost) \(hours * 5)")
  }

  /// With equal loads the hour is a Poisson number: E[(N - c)+] = λ P(N ≥ c) - c P(N ≥ c + 1).
  @Test(arguments: [(0.5, 1), (4, 4), (4, 7), (20, 20), (90, 95), (400, 390)])
  func aBusyHourSpillsThoughTheMeanOneFits(mean: Double, units: Int) async throws {
    let forecast = try await HandForecast(
      scenario(
        perMinute: mean / 60, provisioned(Double(units), tokensPerMinute: 6, minimum: 1, step: 1)))
    var atLeast = [Double](repeating: 0, count: 2)
    var mass = exp(-mean)
    for n in 0...(units + 600) {
      if n >= units { atLeast[0] += mass }
      if n >= units + 1 { atLeast[1] += mass }
      mass *= mean / Double(n + 1)
    }
    let excess = mean * atLeast[0] - Double(units) * atLeast[1]
    let weekly = mean * 168 * Self.byToken
    let spilled = forecast.mean(.inferenceCost, scope: .segment(0))
    #expect(abs(spilled - excess / mean * weekly) < 0.01 * excess / mean * weekly)
  }

  /// Where the number of equal loads is large, the burst is all that moves it. Of 168 equal hours with
  /// bursts of variation one, each has 168 times a beta law (1, 167) of the mean load: what is above c times
  /// it is (1 - c/168)^168. The gamma law of the engine has its mean and variance, and is 0.2 % off.
  @Test(arguments: [0.5, 1.0, 2.0])
  func aBurstSpillsThoughTheMeanHourFits(over: Double) async throws {
    let mean = 40_000.0
    let forecast = try await HandForecast(
      scenario(
        perMinute: mean / 60, provisioned(over * mean, tokensPerMinute: 6, minimum: 1, step: 1),
        hours: #""burstiness": 1"#))
    let spilled = forecast.mean(.inferenceCost, scope: .segment(0))
    let expected = mean * pow(1 - over / 168, 168) * 168 * Self.byToken
    #expect(abs(spilled - expected) < 0.003 * expected, "\(spilled) \(expected)")
  }

  /// Few equal loads in those bursts: Poisson numbers over the beta law,
  /// E[(N - c)+] = ∫ E[(N - c)+ | λ r] (167/168) (1 - r/168)^166 dr.
  @Test(arguments: [(0.5, 1), (2, 4), (6, 9), (15, 40)])
  func fewSessionsInBurstsArePoissonOverTheBurst(mean: Double, units: Int) async throws {
    let forecast = try await HandForecast(
      scenario(
        perMinute: mean / 60, provisioned(Double(units), tokensPerMinute: 6, minimum: 1, step: 1),
        hours: #""burstiness": 1"#))
    let step = 0.01
    var excess = 0.0
    for place in 0..<3000 {
      let burst = (Double(place) + 0.5) * step
      var (mass, below) = (exp(-mean * burst), 0.0)
      for n in 0..<units {
        below += (Double(units) - Double(n)) * mass
        mass *= mean * burst / Double(n + 1)
      }
      excess +=
        (mean * burst - Double(units) + below) * 167 / 168 * pow(1 - burst / 168, 166) * step
    }
    let spilled = forecast.mean(.inferenceCost, scope: .segment(0))
    let expected = excess * 168 * Self.byToken
    #expect(abs(spilled - expected) < 0.003 * expected, "\(spilled) \(expected)")
  }

  /// Sessions of one turn or three, all turns alike: an hour's load is a lattice of turns, for which no
  /// one gamma law stands. E[(x M - c)+], with a Poisson number of sessions of either kind.
  @Test(arguments: [(0.4, 1), (0.4, 4), (3, 4), (3, 9), (12, 25)])
  func turnsLeaveLumpsInTheLoadOfFewSessions(mean: Double, units: Int) async throws {
    var scenario = scenario(
      perMinute: mean / 60, provisioned(Double(units), tokensPerMinute: 6.6, minimum: 1, step: 1))
    scenario.turns = #"{"discrete": {"values": [1, 3], "weights": [2, 1]}}"#
    scenario.workflow = #""memory": "none""#
    let forecast = try await HandForecast(scenario)
    let spilled = forecast.mean(.inferenceCost, scope: .segment(0))
    let share = spilledShare(
      ones: mean * 2 / 3, others: mean / 3, of: 3, turn: 360 / 60 / 6.6, units: Double(units))
    let expected = share * mean * 5 / 3 * 168 * Self.byToken
    #expect(abs(spilled - expected) < 1e-4 * expected, "\(spilled) \(expected)")
  }

  /// Sessions of one turn each, those of the background five times as large: the number of turns does not say
  /// what an hour holds.
  @Test(arguments: [(0.4, 0.4, 3), (2, 1, 7), (8, 2, 30)])
  func sessionsOfOtherWorkflowsLeaveLumpsOfTheirOwn(
    users: Double, background: Double, units: Int
  ) async throws {
    var scenario = scenario(
      perMinute: users / 60, provisioned(Double(units), tokensPerMinute: 6.6, minimum: 1, step: 1))
    scenario.root +=
      #", "background": {"sync": {"workflow": "heavy", "runsPerWeek": \#(background * 168)}}"#
    let heavy = #""name": "report", "prompt": {"user": 1000}, "output": 100"#
    let text = scenario.text.replacingOccurrences(
      of: #""workflows": {"#,
      with: #""workflows": {"heavy": {"turns": 1, "calls": [{\#(heavy)}]}, "#)
    let forecast = try await HandForecast(text: text)
    let spilled =
      forecast.mean(.inferenceCost, scope: .segment(0))
      + forecast.mean(.inferenceCost, scope: .segment(1))
    let share = spilledShare(
      ones: users, others: background, of: 5, turn: 360 / 60 / 6.6, units: Double(units))
    let expected = share * (users + 5 * background) * 168 * Self.byToken
    #expect(abs(spilled - expected) < 1e-4 * expected, "\(spilled) \(expected)")
  }

  /// E[(L - c)+] / E[L] with Poisson numbers of sessions of one load and of another.
  private func spilledShare(
    ones: Double, others: Double, of loads: Int, turn: Double, units: Double
  ) -> Double {
    func poisson(_ mean: Double) -> [Double] {
      var masses = [exp(-mean)]
      for n in 1..<80 { masses.append(masses[n - 1] * mean / Double(n)) }
      return masses
    }
    var (excess, load) = (0.0, 0.0)
    for (one, p) in poisson(ones).enumerated() {
      for (other, q) in poisson(others).enumerated() {
        let own = Double(one + loads * other) * turn
        load += p * q * own
        excess += p * q * max(own - units, 0)
      }
    }
    return excess / load
  }

  /// What spills is the segments' by their part of the load: of equal sessions, by their numbers.
  @Test func segmentsShareWhatSpillsInProportionToTheirSessions() async throws {
    var scenario = scenario(perMinute: 0.1, provisioned(9, tokensPerMinute: 6, minimum: 1, step: 1))
    scenario.root += #", "background": {"sync": {"runsPerWeek": 336}}"#
    let forecast = try await HandForecast(scenario)
    let (users, background) = (
      forecast.mean(.inferenceCost, scope: .segment(0)),
      forecast.mean(.inferenceCost, scope: .segment(1))
    )
    #expect(isClose(users, 3 * background))
    var (mass, excess) = (exp(-8.0), 0.0)
    for n in 0..<100 {
      excess += max(Double(n) - 9, 0) * mass
      mass *= 8 / Double(n + 1)
    }
    let expected = excess * 168 * Self.byToken
    #expect(abs(users + background - expected) < 1e-4 * expected)
  }

  /// A campaign from the third week to the sixth: a week spills by its own load, and a month has its part of
  /// the weeks that it begins or ends in.
  @Test func monthsOfASegmentHaveWhatSpillsInTheirWeeks() async throws {
    var scenario = scenario(perMinute: 1000, provisioned(110))
    scenario.weeks = 9
    scenario.segment = #""events": [{"week": 3, "factor": 1.5, "weeks": 4}]"#
    scenario.root += #", "background": {"sync": {"runsPerWeek": \#(Self.weekly / 4)}}"#
    let keys = (0..<2).flatMap { segment in
      (0..<3).map {
        ColumnKey(.inferenceCost, scope: .segment(segment), period: .month($0))
      }
    }
    let forecast = try await HandForecast(
      text: scenario.text, options: SimulationOptions(trials: 64, extraColumns: keys))
    let week = 1000.0 * (200 + 8 * 20) / 3400
    let spilled = (0..<9).map { place -> [Double] in
      let users = (2..<6).contains(place) ? 1.5 : 1
      let load = week * (users + 0.25)
      return [users, 0.25].map { $0 * (load - 110) / load * Self.weekly * Self.byToken }
    }
    for segment in 0..<2 {
      for month in 0..<3 {
        let (start, end) = (Double(month) * 13 / 3, Double(month + 1) * 13 / 3)
        let expected = spilled.indices.reduce(0.0) { sum, place in
          let shared = min(Double(place + 1), end) - max(Double(place), start)
          return sum + max(shared, 0) * spilled[place][segment]
        }
        let found = forecast.mean(
          .inferenceCost, .month(month), scope: .segment(segment))
        #expect(isClose(found, expected), "segment \(segment), month \(month)")
      }
    }
  }

  /// Background work fills even hours and takes no part in bursts; untracked use has no capacity and
  /// pays by the token.
  @Test func backgroundWorkLoadsEvenlyAndUntrackedUsePaysByTheToken() async throws {
    var scenario = scenario(perMinute: 0, provisioned(110))
    scenario.root += #", "background": {"sync": {"runsPerWeek": \#(Self.weekly)}}"#
    let alone = try await HandForecast(scenario)
    #expect(isClose(alone.mean(.inferenceCost), 110 * 168 * 2))
    var used = self.scenario(perMinute: 1000, provisioned(110))
    used.root += #", "shadowShare": 0.5"#
    let shadowed = try await HandForecast(used)
    #expect(
      isClose(shadowed.mean(.inferenceCost), 110 * 168 * 2 + Self.weekly * Self.byToken))
    let bridge = shadowed.result.strategies[0].bridge
    #expect(isClose(bridge.reduce(0) { $0 + $1.amount }, shadowed.mean(.inferenceCost)))
    #expect(
      isClose(bridge.first { $0.effect == .shadow }!.amount, Self.weekly * Self.byToken))
    let entries = shadowed.result.strategies[0].breakdown
    let parts = entries.reduce(0) { $0 + $1.means.reduce(0, +) / Double($1.means.count) }
    #expect(isClose(parts, shadowed.mean(.inferenceCost)))
  }

  @Test func theReportSaysWhereItBreaksEven() async throws {
    let forecast = try await HandForecast(scenario(perMinute: 1000, provisioned(110)))
    // A unit-hour of load is 3,400 · 60 / 360 requests, which cost $0.51 by the token.
    let note = forecast.result.notes.first { $0.kind == .capacity }
    #expect(isClose(3400 * 60 / 360.0 * Self.byToken, 0.51))
    #expect(
      note?.message
        == "strategy hourly, capacity own: 110 provisioned units used to 96.3 % on average, 0.0 % of"
        + " the load beyond them; paying by the token costs as much at a utilisation of 392.2 %, so"
        + " that it is always cheaper; what one session costs has no part of it, nor of what it spills"
    )
  }

  @Test func theBridgeAndTheBreakdownSumToTheWhole() async throws {
    var scenario = scenario(
      perMinute: 300, input: "{\"exponential\": {\"mean\": 300}}", provisioned(30))
    scenario.weeks = 10
    scenario.root +=
      #", "prices": {"changes": [{"fromWeek": 4, "factor": 0.6}, {"perYear": -0.5}]}"#
      + #", "learning": {"promptTokensPerMonth": -0.1}, "fixed": {"monthly": 70}"#
    let forecast = try await HandForecast(scenario)
    let total =
      forecast.mean(.inferenceCost) + forecast.mean(.harnessCost) + forecast.mean(.fixedCost)
    let strategy = forecast.result.strategies[0]
    #expect(isClose(strategy.bridge.reduce(0) { $0 + $1.amount }, total))
    #expect(strategy.bridge.contains { $0.effect == .capacity && $0.amount != 0 })
    let parts = strategy.breakdown.reduce(0) {
      $0 + $1.means.reduce(0, +) / Double($1.means.count)
    }
    #expect(isClose(parts, forecast.mean(.inferenceCost)))
  }
}

/// The engine's hours against hours that are played session by session.
struct CapacityHoursTests {
  /// Sessions of exponential length on a provisioned and on a self-hosted capacity, over a day of 24
  /// different hours.
  @Test(arguments: [(6.0, 1), (30, 2)])
  func theExpectedWeekIsThatOfPlayedHours(perHour: Double, seed: UInt64) async throws {
    var scenario = HandScenario()
    scenario.users = perHour * 168
    scenario.calls = [
      #""name": "answer", "prompt": {"user": {"exponential": {"mean": 1000}}}, "output": 100"#
    ]
    let units = (perHour * 1.1).rounded()
    let weights = (0..<24).map { (hour: Int) -> Double in 1 + Double(hour * 5 % 24) / 4 }
    scenario.root = """
      "demand": {"hourProfile": \(weights)},
      "capacity": {
        "bought": {"model": "hand", "provisioned": {"units": \(units), "tokensPerMinute": 25,
          "outputWeight": 5, "minimum": 1, "step": 1, "pricePerUnitHour": 0}},
        "own": {"model": "hand", "selfHosted": {"inputTokensPerSecond": 1,
          "outputTokensPerSecond": 0.2, "pricePerGPUHour": 1, "minimumReplicas": 2,
          "maximumReplicas": 9}}},
      "routing": {"use": "bought", "strategies": {
        "bought": {"single": "hand", "capacity": ["bought"]},
        "own": {"single": "hand", "capacity": ["own"]}}}
      """
    var options = SimulationOptions(trials: 256, strategies: [0, 1])
    options.seed = seed
    let forecast = try await HandForecast(text: scenario.text, options: options)
    func cost(_ strategy: Int, _ meter: CostMeter) -> Double {
      let entry = forecast.result.strategies[strategy].breakdown.first { $0.meter == meter }
      return (entry?.means.reduce(0, +) ?? .nan) / Double(entry?.means.count ?? 1)
    }
    var random = TestRandom(seed: seed)
    let days = 4000
    var (bought, own, replicas) = (PlayedMean(), PlayedMean(), PlayedMean())
    for _ in 0..<days {
      var day = (bought: 0.0, own: 0.0, replicas: 0.0)
      for weight in weights {
        let mean = perHour * weight * 24 / weights.reduce(0, +)
        var (tokens, cost, passed) = (0.0, 0.0, 0.0)
        while true {
          passed -= log(random.uniform()) / mean
          if passed > 1 { break }
          let user = -1000 * log(random.uniform())
          tokens += user + 5 * 100
          cost += (user * 3 + 100 * 15) / 1e6
        }
        let load = tokens / 1500
        if load > units { day.bought += (1 - units / load) * cost }
        let busy = tokens / 3600
        day.replicas += min(max((busy / 0.7).rounded(.up), 2), 9)
        if busy > 6.3 { day.own += (1 - 6.3 / busy) * cost }
      }
      bought.add(7 * day.bought)
      own.add(7 * day.own)
      replicas.add(7 * day.replicas)
    }
    // The engine spreads what spilled over the week's tokens, input and output alike.
    for (name, played, engine) in [
      ("bought", bought, cost(0, .spill)), ("own", own, cost(1, .spill)),
      ("replicas", replicas, cost(1, .selfHosted)),
    ] {
      #expect(
        abs(engine - played.mean) < 5.5 * played.error + Self.tolerance * engine,
        "\(name): \(engine) \(played.mean) ± \(played.error)")
    }
  }

  /// Sessions of one to six turns that carry their history, all messages alike, in hours with bursts and without:
  /// lumps (up to five sessions), none (twelve), and one law from sixteen sessions on. The exact law of an hour by
  /// Panjer's recursion, in units of 20 tokens of input.
  ///
  /// Where all sessions are of one workflow, hours are counted by their number; of two workflows, though these
  /// are alike, each hour is a lattice of its own. Replicas are within 8e-4 of the
  /// exact ones by number; by lattices within 1.3e-3, and with bursts 3e-3.
  @Test(
    arguments: [
      (1.0, 0.0), (3, 0), (5, 0), (12, 0), (20, 0), (40, 0), (1, 0.6), (3, 0.6), (8, 0.6),
      (30, 0.6),
    ], [1, 2])
  func replicasServeTheExactSumOfUnlikeSessions(
    hour: (sessions: Double, burst: Double), workflows: Int
  ) async throws {
    var scenario = HandScenario()
    let (perHour, burst) = hour
    scenario.users = perHour * 168 / Double(workflows)
    scenario.turns = #"{"discrete": {"values": [1, 2, 3, 4, 5, 6], "weights": [6, 5, 4, 3, 2, 1]}}"#
    scenario.workflow = #""memory": "full""#
    scenario.calls = [#""name": "answer", "prompt": {"user": 200}, "output": 20"#]
    scenario.root = """
      "demand": {"burstiness": \(burst)},
      "capacity": {"own": {"model": "hand", "selfHosted": {"inputTokensPerSecond": 1,
        "outputTokensPerSecond": 0.125, "targetUtilisation": 0.703, "pricePerGPUHour": 1}}},
      "routing": {"use": "own", "strategies": {"own": {"single": "hand", "capacity": ["own"]}}}
      """
    let forecast = try await HandForecast(text: Self.repeating(scenario, workflows))
    let replicas = Self.replicas(
      loads: (1...6).map { 18 * $0 + 11 * $0 * ($0 - 1) / 2 }, perHour: perHour,
      variance: burst * burst * (1 - 1 / 168.0) / (1 + burst * burst / 168),
      ofReplica: 0.703 * 3600 / 20)
    let cost = forecast.mean(.inferenceCost)
    let tolerance = workflows == 1 ? 8e-4 : burst > 0 ? 3e-3 : 1.3e-3
    #expect(abs(cost / 168 - replicas) < tolerance * replicas, "\(cost / 168) \(replicas)")
  }

  /// Summaries alone go to the servers, and a session of one turn, as three of ten are, has none. Hours counted by
  /// number and lattices of two like workflows agree to their errors, 3e-3 together.
  @Test(arguments: [(1.0, 0.0), (4, 0), (3, 0.6), (12, 0)])
  func sessionsThatLoadNothingAreNotCounted(hour: (sessions: Double, burst: Double)) async throws {
    var costs: [Double] = []
    for workflows in [1, 2] {
      var scenario = HandScenario()
      scenario.users = hour.sessions * 168 / Double(workflows)
      scenario.turns = #"{"discrete": {"values": [1, 2, 3], "weights": [3, 4, 3]}}"#
      scenario.workflow = #""memory": {"summary": {"tokens": 100, "prompt": 300, "model": "hand"}}"#
      scenario.calls = [#""name": "answer", "prompt": {"user": 200}, "output": 20"#]
      scenario.root = """
        "demand": {"burstiness": \(hour.burst)},
        "capacity": {"own": {"model": "hand", "selfHosted": {"inputTokensPerSecond": 1,
          "outputTokensPerSecond": 0.125, "targetUtilisation": 0.703, "pricePerGPUHour": 1}}},
        "routing": {"use": "s", "strategies": {"s": {"single": "cheap", "capacity": ["own"]}}}
        """
      let forecast = try await HandForecast(text: Self.repeating(scenario, workflows))
      costs.append(forecast.mean(.inferenceCost, scope: .model("hand")))
    }
    #expect(costs[0] > 168 * 1.2, "\(costs)")
    #expect(abs(costs[0] / costs[1] - 1) < 3e-3, "\(costs)")
  }

  /// The scenario with its segment and its workflow as often.
  private static func repeating(_ scenario: HandScenario, _ workflows: Int) -> String {
    guard workflows > 1 else { return scenario.text }
    var text = scenario.text
    let turns = text.range(of: #""workflows": {"#)!
    let chat = text[turns.upperBound...]
    let end = chat.range(of: #", "demand""#)!
    let workflow = chat[..<end.lowerBound].dropLast()
    text.insert(
      contentsOf: "," + workflow.replacing(#""chat":"#, with: #""talk":"#), at: workflow.endIndex)
    return text.replacing(
      #""workflow": "chat"}}"#,
      with: #""workflow": "chat"}, "more": {"users": \#(scenario.users), "#
        + #""sessionsPerUserPerWeek": 1, "workflow": "talk"}}"#)
  }

  /// Of sessions of one to six turns.
  ///
  /// - Parameters:
  ///   - loads: In units, by turns.
  ///   - variance: Of the hour's burst.
  private static func replicas(
    loads: [Int], perHour: Double, variance: Double, ofReplica: Double
  ) -> Double {
    let ratio = variance * perHour / (1 + variance * perHour)
    var masses = [
      variance > 0 ? exp(-log1p(variance * perHour) / variance) : exp(-perHour)
    ]
    let spread = (perHour * (1 + variance * perHour)).squareRoot()
    for units in 1..<Int(perHour * 85 + 2000 * spread) {
      var mass = 0.0
      for (turns, load) in loads.enumerated() where load <= units {
        let share = Double(load) / Double(units)
        let weight =
          variance > 0 ? ratio * (1 + (1 / variance - 1) * share) : perHour * share
        mass += weight * Double(6 - turns) / 21 * masses[units - load]
      }
      masses.append(mass)
    }
    #expect(abs(masses.reduce(0, +) - 1) < 1e-9)
    return masses.enumerated().reduce(0) {
      $0 + $1.element * max((Double($1.offset) / ofReplica).rounded(.up), 1)
    }
  }

  /// Moments of a session's load come from a panel of 64 sessions, and what spills has the week's mean
  /// price.
  private static let tolerance = 0.02
}

/// The mean of independent values with its error.
private struct PlayedMean {
  private var count = 0.0
  private var sum = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  var mean: Double { sum / count }
  var error: Double { ((squares / count - mean * mean) / count).squareRoot() }
}
