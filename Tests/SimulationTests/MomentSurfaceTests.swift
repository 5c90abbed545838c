import Foundation
import Simulation
import Testing

/// Moments of sessions as functions of the assumptions, where they are smooth, and not where they are not.
struct MomentSurfaceTests {
  private static func draws(_ count: Int, seed: UInt64) -> [[Double]] {
    var generator = SplitMix(state: seed)
    return (0..<count).map { _ in
      [exp(generator.uniform() * 2), generator.uniform() - 0.5, generator.uniform()]
    }
  }

  private struct SplitMix {
    var state: UInt64

    mutating func uniform() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((word ^ (word >> 31)) >> 11) * 0x1p-53
    }
  }

  /// The second assumption is negative in places, so that it enters as it is; the third moves nothing.
  private static func columns(_ draw: [Double]) -> [Double] {
    let x = log(draw[0])
    let y = draw[1]
    return [exp(1 + 0.3 * x - 0.2 * x * y + x * x * x / 9 + y * y * y), 0, 5 * draw[0] * draw[0]]
  }

  /// Coefficients are rounded to 2⁻³⁰ of a logarithm, so 1e-8 is what sums of twenty of them leave.
  @Test func cubicLogarithmsAreMetInOtherTrials() throws {
    let draws = Self.draws(60, seed: 1)
    let surface = try #require(
      MomentSurface(
        draws: draws, assumptions: [0, 1], products: .ofTwo, values: draws.map(Self.columns)))
    for draw in Self.draws(40, seed: 2) {
      // Inside the range of the fit.
      let inside = zip(draw.indices, draw).map { place, value in
        let range = draws.map { $0[place] }
        return min(max(value, range.min()!), range.max()!)
      }
      for (found, expected) in zip(surface.values(in: [inside], block: 4), Self.columns(inside)) {
        #expect(abs(found - expected) <= 3e-8 * expected)
      }
    }
  }

  /// Terms of a cubic in three assumptions, which products of two cannot follow.
  @Test func productsOfThreeAreMet() throws {
    func columns(_ draw: [Double]) -> [Double] {
      let (x, y, z) = (log(draw[0]), draw[1], log(draw[2]))
      return [exp(0.2 * x * x * y - 0.1 * x * y * z + 0.3 * y * y * z - 0.01 * x * z * z + y)]
    }
    let draws = Self.draws(60, seed: 6)
    func surface(_ products: MomentSurface.Products) throws -> MomentSurface {
      try #require(
        MomentSurface(
          draws: draws, assumptions: [0, 1, 2], products: products, values: draws.map(columns)))
    }
    let (two, three) = (try surface(.ofTwo), try surface(.ofThree))
    var worst = 0.0
    for draw in draws {
      let expected = columns(draw)[0]
      #expect(abs(three.values(in: [draw], block: 4)[0] - expected) <= 3e-8 * expected)
      worst = max(worst, abs(two.values(in: [draw], block: 4)[0] / expected - 1))
    }
    #expect(worst > 0.01)
    #expect(MomentSurface.terms(features: 3, .ofThree) == 20)
  }

  @Test func beyondTheFitAnAssumptionCountsAsItsEnd() throws {
    let draws = Self.draws(60, seed: 3)
    let surface = try #require(
      MomentSurface(
        draws: draws, assumptions: [0, 1], products: .ofTwo, values: draws.map(Self.columns)))
    let end = draws.map { $0[0] }.max()!
    #expect(
      surface.values(in: [[2 * end, 0.1, 0]], block: 1)
        == surface.values(in: [[end, 0.1, 0]], block: 1))
  }

  /// What is linear in the logarithm of the first assumption and in the second comes from five trials, the
  /// rest from the surface.
  @Test func aMoveByLinearLogarithmsIsMetInOtherTrials() throws {
    func moved(_ draw: [Double]) -> [Double] {
      Self.columns(draw).map { $0 * exp(0.07 - 0.2 * log(draw[0]) + 0.4 * draw[1]) }
    }
    let draws = Self.draws(60, seed: 5)
    let surface = try #require(
      MomentSurface(
        draws: draws, assumptions: [0, 1], products: .ofTwo, values: draws.map(Self.columns)))
    let few = Array(draws[..<5])
    let found = try #require(surface.moved(toValues: few.map(moved), in: few))
    for draw in draws[5...] {
      for (value, expected) in zip(found.values(in: [draw], block: 4), moved(draw)) {
        #expect(abs(value - expected) <= 3e-8 * expected)
      }
    }
    // The surface itself is as it was.
    #expect(
      abs(surface.values(in: [draws[9]], block: 4)[2] - Self.columns(draws[9])[2])
        <= 3e-8 * Self.columns(draws[9])[2])
    // Where another column is zero, there is no move.
    let other = few.map { moved($0).map { $0 == 0 ? 1 : $0 } }
    #expect(surface.moved(toValues: other, in: few) == nil)
  }

  @Test func aColumnThatIsZeroInSomeTrialsHasNoSurface() {
    let draws = Self.draws(60, seed: 4)
    let values = draws.map { [$0[1] > 0 ? $0[0] : 0] }
    #expect(
      MomentSurface(draws: draws, assumptions: [0, 1], products: .ofTwo, values: values) == nil)
  }

  /// Of 256 trials without lines, which are more evaluations than trials, a fit is not worth it.
  private static func options(_ trials: Int) -> SimulationOptions {
    var options = SimulationOptions(trials: trials)
    options.isIntegrated = trials > 256
    return options
  }

  private static let output = #"{"lognormal": {"p50": {"p5": 200, "p95": 500}, "sigma": 0.3}}"#

  private func result(
    model: String = "hand", prompt: String = #"{"system": 1000}"#, turns: String = "3",
    workflow: String = "", trials: Int = 4096
  ) async throws -> SimulationResult {
    var scenario = HandScenario()
    scenario.turns = turns
    scenario.workflow = workflow
    scenario.calls = [
      #""name": "answer", "model": "\#(model)", "prompt": \#(prompt), "output": \#(Self.output)"#
    ]
    return try await HandForecast(
      text: scenario.text, options: Self.options(trials)
    ).result
  }

  private func path(_ result: SimulationResult) -> String {
    result.notes.first { $0.kind == .path && $0.message.contains("variance and skewness") }?.message
      ?? ""
  }

  /// Three turns of a constant c and an answer each, answers of unknown median m: E[X²] = (3c)² + 18cpE +
  /// p² (3V + 9E²), E in m and V in m². With m = e^(μ + τZ) the mean of mᵏ is e^(kμ + k²τ²/2). Of sixteen
  /// panels of sixteen points the mean has a standard error of 0.33 %; three of these.
  @Test func theRequestNoiseIsThatOfTheClosedForm() async throws {
    let result = try await result()
    #expect(path(result).contains("smooth functions of the assumptions"))
    let tau = log(500.0 / 200) / (2 * 1.6448536269514722)
    func power(_ k: Double) -> Double { pow(200.0 * 500, k / 2) * exp(k * k * tau * tau / 2) }
    let mean = exp(0.3 * 0.3 / 2)
    let variance = mean * mean * (exp(0.3 * 0.3) - 1)
    let (c, p) = (1000 * 3e-6, 15e-6)
    let constant = 9 * c * c + 18 * c * p * mean * power(1)
    let second = constant + p * p * (3 * variance + 9 * mean * mean) * power(2)
    let request = result.strategies[0].variance.request
    #expect(abs(request / (1000 * second) - 1) < 0.01)
  }

  /// Every randomisation moves the pilot's fit to its own panel, and a few of its trials are enough.
  @Test func aRandomisationComputesFewTrials() async throws {
    let path = path(try await result(trials: 1024))
    #expect(path.contains("computed for 8 trials of a randomisation and 36 of a pilot"), "\(path)")
  }

  /// The sessions of the benchmark's reference workload: products of two of their four assumptions leave 1 %.
  @Test func productsOfThreeAreFittedWhereThoseOfTwoDoNotDo() async throws {
    func result(_ trials: Int) async throws -> SimulationResult {
      var scenario = HandScenario()
      scenario.turns = #"{"geometric": {"mean": {"p5": 2, "p95": 4.5}, "max": 20}}"#
      scenario.workflow =
        #""memory": "full", "secondsBetweenTurns": {"lognormal": {"p50": 35, "p95": 600}}"#
      scenario.calls = [
        #"""
        "name": "answer", "model": "hand", "output":
          {"lognormal": {"p50": {"p5": 150, "p95": 350}, "sigma": 0.7}},
        "prompt": {"system": 1400, "tools": 600, "retrieved": 800,
          "user": {"lognormal": {"p50": {"p5": 60, "p95": 240}, "sigma": 0.9}}},
        "cache": {"ttl": "5m"},
        "retry": {"failureRate": {"p5": 0.01, "p95": 0.08}, "maxAttempts": 3, "billedFraction": 0.4}
        """#
      ]
      return try await HandForecast(
        text: scenario.text, options: Self.options(trials)
      ).result
    }
    let fitted = try await result(1024)
    let terms = MomentSurface.terms(features: 4, .ofThree)
    // Two trials a term, and two at each end of each assumption.
    #expect(path(fitted).contains("and \(2 * terms + 16) of a pilot"), "\(path(fitted))")
    let computed = try await result(256)
    #expect(path(computed).contains("computed for every trial"))
    let ratio = fitted.strategies[0].variance.request / computed.strategies[0].variance.request
    #expect(abs(ratio - 1) < 0.05)
  }

  /// The same panels either way: what differs is the fit, and which trials there are.
  @Test func fewTrialsHaveAPanelEachAndAgree() async throws {
    let turns = #"{"geometric": {"mean": {"p5": 2, "p95": 4}}}"#
    let few = try await result(turns: turns, trials: 256)
    #expect(path(few).contains("computed for every trial"))
    let many = try await result(turns: turns)
    #expect(path(many).contains("smooth functions of the assumptions"))
    let ratio = many.strategies[0].variance.request / few.strategies[0].variance.request
    #expect(abs(ratio - 1) < 0.05)
  }

  /// Gemini's input price doubles where the prompt exceeds 200,000 tokens, in the middle of what it may be.
  @Test func aCliffInTheRangeHasAPanelForEveryTrial() async throws {
    let result = try await result(
      model: "gemini-2.5-pro", prompt: #"{"system": {"p5": 100000, "p95": 400000}}"#)
    #expect(path(result).contains("computed for every trial"))
  }

  @Test func aCacheOfAnswersHasAPanelForEveryTrial() async throws {
    let result = try await result(
      workflow:
        #""responseCache": {"popularity": {"questions": 40, "exponent": 1, "ttlSeconds": 3600}}"#)
    #expect(path(result).contains("computed for every trial"))
  }
}
