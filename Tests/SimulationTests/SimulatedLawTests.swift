import Simulation
import Summaries
import Testing

/// Lengths and counts by any law: expected flows against the mean of sessions played one by one. Both take
/// the law of gaps from the same sums, so that gaps are not among them.
struct SimulatedLawTests {
  private static let laws = [
    #"{"lognormal": {"mean": 100, "cv": 1.2, "min": 60, "max": 300}}"#,
    #"{"normal": {"mean": 40, "sd": 100}}"#,
    #"{"normal": {"mean": 90, "sd": 60, "min": 50, "max": 150}}"#,
    #"{"uniform": {"min": 0, "max": 250}}"#,
    #"{"triangular": {"min": 0, "mode": 20, "max": 250}}"#,
    #"{"pert": {"min": 0.2, "mode": 1.5, "max": 7}}"#,
    #"{"beta": {"alpha": 0.5, "beta": 2}}"#,
    #"{"gamma": {"shape": 0.3, "scale": 300}}"#,
    #"{"weibull": {"shape": 0.6, "scale": 80}}"#,
    #"{"exponential": {"mean": 2.5}}"#,
    #"{"pareto": {"scale": 40, "shape": 1.2, "max": 2000}}"#,
    #"{"poisson": {"mean": 2.3}}"#,
    #"{"negativeBinomial": {"mean": 3, "dispersion": 0.5}}"#,
    #"{"binomial": {"n": 6, "p": 0.4}}"#,
    #"{"geometric": {"mean": 2.4, "min": 2, "max": 5}}"#,
    #"{"bernoulli": {"p": 0.3}}"#,
    #"{"discrete": {"values": [0, 1.4, 3, 200], "weights": [3, 2, 4, 1]}}"#,
    #"{"empirical": {"quantiles": [0, 1, 2, 2, 5, 400]}}"#,
    """
    {"mixture": {"components": [{"weight": 3, "law": {"normal": {"mean": 5, "sd": 20}}},
                                {"weight": 1, "law": {"gamma": {"mean": 300, "cv": 0.5}}}]}}
    """,
    #"{"metalog": {"p10": 3, "p50": 20, "p90": 150, "max": 400}}"#,
  ]

  enum Field: String, CaseIterable {
    case turns, opening, user, retrieved, output, cutOutput, steps, toolResult, children
  }

  private func text(_ field: Field, _ law: String) -> String {
    func value(_ own: Field, or other: String) -> String { own == field ? law : other }
    var scenario = HandScenario()
    (scenario.users, scenario.weeks) = (15, 2)
    scenario.turns = value(.turns, or: "2")
    scenario.workflow = #""memory": "full", "secondsBetweenTurns": 60"#
    let output = field == .cutOutput ? law : value(.output, or: "80")
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "cache": {},
      "prompt": {"system": 300, "opening": \(value(.opening, or: "20")),
                 "retrieved": \(value(.retrieved, or: "50")), "user": \(value(.user, or: "30"))},
      "output": \(output)\(field == .cutOutput ? #", "maxTokens": 90"# : ""),
      "loop": {"steps": \(value(.steps, or: "1")), "maxSteps": 6,
               "toolResult": \(value(.toolResult, or: "40"))},
      "delegate": {"children": \(value(.children, or: "0.5")), "maxDepth": 2, "maxAgents": 5}
      """
    ]
    return scenario.text
  }

  /// 5.5 standard errors of the mean difference over trials: a false alarm of 4e-8 for each of 1,246.
  @Test(arguments: Field.allCases)
  func expectedFlowsAreTheMeanOfSimulatedOnes(field: Field) async throws {
    let trials = 256
    let flows: [Flow] = [
      .inferenceCost, .inputTokens, .cacheReadTokens, .cacheWriteTokens, .outputTokens, .calls,
      .successes,
    ]
    // Every value of a law of shares would count as one turn, which the language refuses.
    let laws = Self.laws.filter { law in
      field != .turns || !["beta", "bernoulli"].contains { law.contains("\"\($0)\"") }
    }
    for law in laws {
      let forecast = try await HandForecast(
        text: text(field, law), options: SimulationOptions(trials: trials))
      #expect(
        forecast.result.notes.contains { $0.message.contains("one by one in 100.0 %") }, "\(law)")
      for flow in flows {
        let series = try #require(forecast.result.strategies[0].columns[ColumnKey(flow)])
        let differences = zip(series.sampled, series.expected).map { $0 - $1 }
        let mean = differences.reduce(0, +) / Double(trials)
        let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / Double(trials * (trials - 1))).squareRoot()
        let rounding = 1e-9 * abs(series.expected[0])
        #expect(
          abs(mean) <= 5.5 * error + rounding,
          "\(flow) of \(law): off by \(mean) ± \(error) of \(series.expected[0])")
      }
    }
  }

  /// Each week has less than 1 % of the variance, and all together have the whole of it.
  @Test func noWeekIsNegligibleWhereAllAreAlike() async throws {
    var scenario = HandScenario()
    scenario.weeks = 104
    scenario.users = 10
    scenario.turns = #"{"geometric": {"mean": 3}}"#
    scenario.workflow = #""memory": "full""#
    let trials = 1024
    let forecast = try await HandForecast(
      text: scenario.text, options: SimulationOptions(trials: trials))
    let units = try #require(forecast.result.strategies[0].columns[ColumnKey(.units)]?.sampled)
    let mean = units.reduce(0, +) / Double(trials)
    let variance = units.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(trials - 1)
    // A Poisson number of 1,040; a sample variance of as many trials is known to 4.4 %.
    #expect(abs(variance / 1040 - 1) < 0.2, "\(variance)")
  }
}
