import Pricing
import Scenarios
import Simulation
import Testing

/// Points that belong together: what a block replaces, and nothing else, differs from the first set.
struct OuterDesignTests {
  /// Three unknown inputs, of which the first two are correlated, and a demand process.
  private func scenario() throws -> Scenario {
    let text = """
      {"name": "Design", "attribution": {"feature": "design"}, "horizon": {"weeks": 9},
       "models": {"hand": {"input": 3, "output": 15}},
       "segments": {"all": {"users": {"p5": 900, "p95": 1300},
         "sessionsPerUserPerWeek": {"p5": 0.5, "p95": 2}, "userHeterogeneity": 0.8}},
       "demand": {"weeklyNoise": 0.2},
       "workflows": {"chat": {"calls": [{"name": "answer", "model": "hand", "maxTokens": 900,
         "prompt": {"system": {"p5": 800, "p95": 1500}}, "output": 200}]}},
       "correlations": [{"between": ["segments.all.users", "segments.all.sessionsPerUserPerWeek"],
         "rank": 0.6}]}
      """
    let (scenario, findings) = ScenarioDecoder.decode(
      text: Array(text.utf8), file: "test.json", book: .builtin, fileReader: { _ in nil })
    return try #require(scenario, "\(findings)")
  }

  private let points = 40

  private func run(
    _ blocks: [OuterDesign.Block], threads: Int = 1,
    method: SimulationOptions.Method = .sobol
  ) async throws -> (design: OuterDesign, result: SimulationResult) {
    let design = OuterDesign(points: points, blocks: blocks)
    let options = SimulationOptions(
      method: method, detail: .means, randomisations: 4, threads: threads, design: design)
    return (design, try await Simulator(scenario: try scenario(), options: options).run())
  }

  private func total(_ result: SimulationResult) throws -> [Double] {
    try #require(result.strategies[0].columns[ColumnKey(.inferenceCost)]).expected
  }

  @Test(arguments: SimulationOptions.Method.allCases)
  func exchangedAssumptionsAreAsInTheSecondSet(method: SimulationOptions.Method) async throws {
    let (design, result) = try await run(
      [
        OuterDesign.Block(), OuterDesign.Block(second: [0, 1, 2], secondDemand: true),
        OuterDesign.Block(second: [0, 1]), OuterDesign.Block(second: [2]),
        OuterDesign.Block(secondDemand: true),
      ], method: method)
    #expect(result.trials == 5 * points * 4)
    func values(_ assumption: Int, _ block: Int) -> [Double] {
      design.values(result.assumptionValues[assumption], inBlock: block)
    }
    for assumption in 0..<3 {
      #expect(values(assumption, 0) != values(assumption, 1))
      #expect(values(assumption, 2) == values(assumption, assumption < 2 ? 1 : 0))
      #expect(values(assumption, 3) == values(assumption, assumption == 2 ? 1 : 0))
      #expect(values(assumption, 4) == values(assumption, 0))
    }
    let costs = try total(result)
    #expect(design.values(costs, inBlock: 4) != design.values(costs, inBlock: 0))
    #expect(design.values(costs, inBlock: 0).count == points * 4)
  }

  @Test func fixedAssumptionsStandAtTheirQuantile() async throws {
    let (design, result) = try await run([
      OuterDesign.Block(), OuterDesign.Block(fixed: [0: 0.5, 1: 0.05]),
    ])
    let assumptions = result.scenario.assumptions
    for (assumption, probability) in [(0, 0.5), (1, 0.05)] {
      let values = design.values(result.assumptionValues[assumption], inBlock: 1)
      let quantile = assumptions[assumption].law.quantile(probability)
      #expect(values.allSatisfy { $0 == quantile })
    }
    let free = result.assumptionValues[2]
    #expect(design.values(free, inBlock: 1) == design.values(free, inBlock: 0))
  }

  /// Blocks of trials cross the borders of blocks of the design: 64 against 40.
  @Test func threadsChangeNothing() async throws {
    let blocks = [OuterDesign.Block(), OuterDesign.Block(second: [2]), OuterDesign.Block()]
    let (design, one) = try await run(blocks)
    let two = try await run(blocks, threads: 2).result
    let costs = try total(one)
    #expect(costs == (try total(two)))
    #expect(design.values(costs, inBlock: 0) == design.values(costs, inBlock: 2))
  }

  /// Means alone are the expectations of the whole.
  @Test func meansAreThoseOfAFullRun() async throws {
    let scenario = try scenario()
    func columns(_ detail: SimulationOptions.Detail) async throws -> [ColumnKey: TrialSeries] {
      let options = SimulationOptions(detail: detail, trials: 256)
      return try await Simulator(scenario: scenario, options: options).run().strategies[0].columns
    }
    let (full, means) = (try await columns(.full), try await columns(.means))
    #expect(full.mapValues(\.expected) == means.mapValues(\.expected))
    #expect(means.values.allSatisfy { $0.sampled == $0.expected })
  }
}
