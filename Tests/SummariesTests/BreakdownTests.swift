import HandMade
import Simulation
import Summaries
import Testing

@Suite struct BreakdownTests {
  private let breakdown: Breakdown
  private let result: SimulationResult

  init() {
    let entries = [
      BreakdownEntry(
        segment: 0, call: "chat.answer", model: "small", meter: .input, means: [100, 110, 90, 104]),
      BreakdownEntry(
        segment: 0, call: "chat.answer", model: "large", meter: .output, means: [50, 52, 49, 53]),
      BreakdownEntry(
        segment: 1, call: "chat.classifier", model: "small", meter: .input, means: [7, 7, 7, 7]),
      BreakdownEntry(
        segment: 1, call: nil, model: nil, meter: .egress, means: [3, 3.5, 2.5, 3]),
    ]
    result = HandMade.result(
      HandMade.scenario(segments: ["free", "paid"]), trials: 8, randomisations: 4,
      strategies: [(nil, { flow, scope, _, _ in flow == .fixedCost && scope == .all ? 2 : 0 })],
      breakdown: entries)
    breakdown = Breakdown(result, strategy: 0)
  }

  @Test func everyWayOfTakingApartSumsToTheTotal() {
    let total = breakdown.total.value
    #expect(abs(total - (101 + 51 + 7 + 3 + 104)) < 1e-9)
    for parts in [
      breakdown.layers, breakdown.models, breakdown.meters, breakdown.segments, breakdown.calls,
    ] {
      #expect(abs(parts.reduce(0) { $0 + $1.cost.value } - total) < 1e-9 * total)
    }
  }

  @Test func partsCarryTheirNamesInOrder() {
    #expect(breakdown.layers.map(\.name) == ["inference", "harness", "fixed"])
    #expect(breakdown.models.map(\.name) == ["small", "(fixed)", "large", "(harness)"])
    #expect(breakdown.meters.map(\.name) == ["input", "(fixed)", "output", "egress"])
    #expect(breakdown.segments.map(\.name) == ["free", "(fixed)", "paid"])
    #expect(
      breakdown.calls.map(\.name) == ["chat.answer", "(fixed)", "chat.classifier", "(harness)"])
  }

  @Test func errorsComeFromTheRandomisations() throws {
    let large = try #require(breakdown.models.first { $0.name == "large" })
    #expect(large.cost.value == 51)
    // sd of 50, 52, 49, 53 is sqrt(10/3); over sqrt(4).
    #expect(abs(large.cost.error - (10.0 / 3).squareRoot() / 2) < 1e-12)
    let fixed = try #require(breakdown.layers.last)
    #expect(fixed.cost == Estimate(value: 104, error: 0))
  }

  @Test func sharesOfVarianceSumToOne() throws {
    let split = try #require(
      VarianceSplit(VarianceShares(uncertainty: 90, demand: 6, request: 4)))
    #expect(split.uncertainty == 0.9)
    #expect(abs(split.variability - 0.1) < 1e-15)
    let clamped = try #require(
      VarianceSplit(VarianceShares(uncertainty: 9, demand: -0.5, request: 1)))
    #expect(clamped.demand == 0 && clamped.uncertainty == 0.9)
    #expect(VarianceSplit(VarianceShares(uncertainty: 0, demand: 0, request: 0)) == nil)
  }
}
