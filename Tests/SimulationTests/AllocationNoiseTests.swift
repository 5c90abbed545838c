import Scenarios
import Simulation
import Summaries
import Testing

/// Costs by whom they belong to have the chance that costs of the same models and segments have.
struct AllocationNoiseTests {
  /// Known inputs, two segments whose calls go to two models, with a harness for sessions and by the month.
  private static let scenario = """
    {"name": "Shared", "attribution": {"feature": "hand", "team": "cx"}, "horizon": {"weeks": 13},
     "models": {"m": {"input": 1, "output": 10}, "n": {"input": 2, "output": 10}},
     "segments": {
       "free": {"users": 300, "sessionsPerUserPerWeek": 1, "workflow": "chat",
                "attribution": {"costCentre": "17"}},
       "paid": {"users": 150, "sessionsPerUserPerWeek": 2, "workflow": "find"}},
     "workflows": {
       "chat": {"turns": {"geometric": {"mean": 3}}, "calls": [
         {"name": "answer", "model": "m", "prompt": {"user": 2000},
          "output": {"lognormal": {"mean": 300, "cv": 0.6}}},
         {"name": "title", "model": "n", "prompt": {"user": 400}, "output": 20}]},
       "find": {"calls": [
         {"name": "answer", "model": "n", "prompt": {"user": {"lognormal": {"mean": 500, "cv": 1}}},
          "output": 100, "attribution": {"team": "search"}}]}},
     "harness": {"perUnit": 0.001, "services": {"store": {"kind": "vectorStore", "per": "month", "price": 5}}},
     "fixed": {"monthly": 60}}
    """
  private static let months = 3.0

  private func forecast() async throws -> HandForecast {
    var options = SimulationOptions(trials: 512)
    options.keepsTrialCosts = true
    return try await HandForecast(text: Self.scenario, options: options)
  }

  private func expect(_ part: TrialSeries, equals cost: TrialSeries) {
    #expect(part.hasNoise)
    for trial in part.sampled.indices {
      #expect(abs(Self.months * part.expected[trial] / cost.expected[trial] - 1) < 1e-9)
      #expect(abs(Self.months * part.sampled[trial] / cost.sampled[trial] - 1) < 1e-9)
    }
  }

  @Test func aModelOrSegmentHasTheNoiseOfAGateOnIt() async throws {
    let result = try await forecast().result
    let metrics = Metrics(result, strategy: 0)
    let models = Allocation.series(result, strategy: 0, by: "model")
    for model in ["m", "n"] {
      expect(try #require(models[model]), equals: metrics.cost(.model(model)))
    }
    let layers = Allocation.series(result, strategy: 0, by: "layer")
    expect(try #require(layers["harness"]), equals: metrics.column(.harnessCost))
    let segments = Allocation.series(result, strategy: 0, by: "segment")
    for (index, segment) in ["free", "paid"].enumerated() {
      expect(try #require(segments[segment]), equals: metrics.cost(.segment(index)))
    }
    let centres = Allocation.series(result, strategy: 0, by: "costCentre")
    expect(try #require(centres["17"]), equals: metrics.cost(.segment(0)))
  }

  @Test func partsSumToTheWholeInEveryTrial() async throws {
    let result = try await forecast().result
    let total = Metrics(result, strategy: 0).cost()
    for field in ["call", "layer", "model", "provider", "segment", "team", "costCentre"] {
      let parts = Allocation.series(result, strategy: 0, by: field)
      #expect(parts.count > 1, "\(field)")
      let whole = try #require(
        parts.values.reduce(nil) { sum, part in sum.map { $0 + part } ?? part })
      expect(whole, equals: total)
    }
  }
}
