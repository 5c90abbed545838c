import Economics
import HandMade
import Scenarios
import Simulation
import Summaries
import Testing

/// Summaries of what the engine really records.
@Suite struct EngineTests {
  private let scenario = HandMade.scenario(
    weeks: 15, segments: ["free", "paid"], strategies: ["plain", "other"],
    workflows: [HandMade.workflow(system: HandMade.unknown(0), output: HandMade.unknown(1))],
    harness: Harness(
      perUnit: HandMade.known(0.001), vectorQueriesPerCall: HandMade.known(1),
      vectorQueryPrice: HandMade.known(0.0004), egressMegabytesPerCall: HandMade.known(0.1),
      egressPricePerGigabyte: HandMade.known(0.09)),
    assumptions: [
      HandMade.assumption("system", upTo: 4000), HandMade.assumption("output", upTo: 1000),
    ],
    fixed: FixedCosts(oneOff: HandMade.known(100), monthly: HandMade.known(20)),
    value: .costDisplacement(humanCost: HandMade.known(0.1), deflection: HandMade.known(0.3)))

  private func simulated() async throws -> SimulationResult {
    let options = SimulationOptions(trials: 256, randomisations: 8, strategies: [0, 1])
    return try await Simulator(scenario: scenario, options: options).run()
  }

  @Test func everyMetricIsAnswered() async throws {
    let evaluator = MetricEvaluator(try await simulated())
    for name in MetricName.allCases {
      let index = name.indexing == .none ? nil : 3
      for strategy in ["plain", "other"] {
        let band = evaluator.band(
          for: MetricReference(name, index: index, strategy: strategy))
        #expect(band.quantiles.count == 6, "\(name.rawValue)")
        #expect((band.mean != nil) == name.hasMean, "\(name.rawValue)")
      }
    }
  }

  @Test func partsSumToTheTotal() async throws {
    let result = try await simulated()
    let total = try #require(
      MetricEvaluator(result).band(for: MetricReference(.costTotal)).mean)
    let breakdown = Breakdown(result, strategy: 0)
    for parts in [
      [Breakdown.Part(name: "total", cost: breakdown.total)], breakdown.layers, breakdown.models,
      breakdown.meters, breakdown.segments, breakdown.calls,
    ] {
      let sum = parts.reduce(0) { $0 + $1.cost.value }
      #expect(abs(sum - total.value) <= 1e-9 * total.value, "\(parts.map(\.name))")
    }
    let bridge = result.strategies[0].bridge.reduce(0) { $0 + $1.amount }
    #expect(abs(bridge - total.value) <= 1e-9 * total.value)
  }

  @Test func selectorsSplitTheCost() async throws {
    let result = try await simulated()
    let metrics = Metrics(result, strategy: 0)
    func mean(_ text: String) throws -> Double {
      let series = metrics.series(for: try MetricReference(parsing: text, in: scenario))
      return try #require(series).expected.reduce(0, +) / Double(result.trials)
    }
    let total = try mean("cost.total")
    let segments = try mean("cost.total{segment:free}") + mean("cost.total{segment:paid}")
    #expect(abs(segments + (try mean("cost.fixed")) - total) <= 1e-9 * total)
    let models = try mean("cost.total{model:small}") + mean("cost.total{model:large}")
    #expect(abs(models - (try mean("cost.inference"))) <= 1e-9 * total)
    let weeks = try (1...15).reduce(0) { $0 + (try mean("cost.week(\($1))")) }
    #expect(abs(weeks - total) <= 1e-9 * total)
  }

  @Test func driversAreTheUnknownLengths() async throws {
    let drivers = Drivers(try await simulated(), strategy: 0)
    #expect(drivers.all.count == 2)
    #expect(drivers.explained > 0.9)
  }
}
