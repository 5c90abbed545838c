import Cogcast
import Economics
import Foundation
import Kernels
import Pricing
import Scenarios
import Simulation
import Summaries
import Testing

/// The analysis of sensitivity against SALib on an independent formula, and against runs of the engine
/// with one assumption held at many values.
struct SensitivityAgreementTests {
  /// The scenario whose formula `Tests/SummariesTests/References/sobol.py` writes anew.
  private static let plain = """
    {"name": "Plain", "attribution": {"feature": "plain"}, "horizon": {"weeks": 52},
     "models": {"m": {"input": 5, "output": 20}},
     "segments": {"all": {"users": {"p5": 500, "p95": 2000},
       "sessionsPerUserPerWeek": {"uniform": {"min": 1, "max": 4}}}},
     "workflows": {"chat": {"calls": [{"name": "answer", "model": "m",
       "prompt": {"system": {"p5": 900, "p95": 3200}},
       "output": {"assumption": "answerLength"}}]}},
     "assumptions": {"answerLength": {"triangular": {"min": 100, "mode": 300, "max": 900}}},
     "fixed": {"monthly": 1000},
     "gates": ["p95(cost.month) <= 2400"]}
    """

  private struct Reference: Decodable {
    struct Function: Decodable {
      let name: String
      let factors: [String]
      let mean: Double
      let first: [Double]
      let firstError: [Double]
      let total: [Double]
      let totalError: [Double]
    }

    let functions: [Function]

    static func cost() throws -> Function {
      let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      let file = tests.appending(path: "SummariesTests/References/sobol.json")
      let table = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
      return try #require(table.functions.first { $0.name == "cost" })
    }
  }

  private func json(_ sensitivity: FeatureSensitivity) throws -> [String: Any] {
    let document = try JSONSerialization.jsonObject(with: Data(sensitivity.report(.json).utf8))
    return try #require(document as? [String: Any])
  }

  private func estimate(_ value: Any?) throws -> (value: Double, error: Double) {
    let numbers = try #require(value as? [String: Double])
    return (try #require(numbers["value"]), try #require(numbers["error"]))
  }

  /// SALib drew its own points and knew only the formula; 1e-7 of Student's t with 15 degrees of
  /// freedom is 9.1 standard errors.
  @Test func indicesOfAPlainScenarioAgreeWithSALib() async throws {
    let reference = try Reference.cost()
    let feature = try FeatureScenario(text: Self.plain)
    let document = try json(
      try await feature.sensitivity(RunOptions(trials: 16_384, threads: 2)))
    let mean = try estimate(document["mean"])
    #expect(abs(mean.value - reference.mean) <= 9.1 * mean.error + 1e-3 * reference.mean)
    let variance = try #require(document["variance"] as? [String: Any])
    let factors = try #require(variance["factors"] as? [[String: Any]])
    #expect(factors.count == 4)
    for (index, name) in reference.factors.enumerated() {
      let factor = try #require(factors.first { $0["assumptions"] as? [String] == [name] })
      for (key, salib, error) in [
        ("firstOrder", reference.first[index], reference.firstError[index]),
        ("total", reference.total[index], reference.totalError[index]),
      ] {
        let found = try estimate(factor[key])
        let both = (found.error * found.error + error * error).squareRoot()
        #expect(abs(found.value - salib) <= 9.1 * both, "\(name) \(key): \(found), SALib \(salib)")
        #expect(both < 0.025, "\(name) \(key): \(both)")
      }
    }
  }

  /// The gate is held against whole forecasts in which the assumption is known: 48 values of each, in
  /// the middles of equally likely ranges.
  @Test func decidingProbabilitiesAgreeWithForecastsGivenTheAssumption() async throws {
    let feature = try FeatureScenario(text: Self.plain)
    let document = try json(
      try await feature.sensitivity(RunOptions(trials: 16_384, threads: 2)))
    let gate = try #require((document["gates"] as? [[String: Any]])?.first)
    #expect(gate["holds"] as? Bool == true)
    let decides = try #require(gate["decides"] as? [[String: Any]])
    let (scenario, _) = ScenarioDecoder.decode(
      text: Array(Self.plain.utf8), file: "plain.json", book: .builtin, fileReader: { _ in nil })
    let decoded = try #require(scenario)
    let values = 48
    for (index, assumption) in decoded.assumptions.enumerated() {
      let design = OuterDesign(
        points: 64,
        blocks: (0..<values).map {
          OuterDesign.Block(fixed: [index: (Double($0) + 0.5) / Double(values)])
        })
      let options = SimulationOptions(threads: 2, design: design)
      let run = try await Simulator(scenario: decoded, options: options).run()
      let evaluator = MetricEvaluator(run)
      let months = (1...12).map {
        evaluator.series(for: MetricReference(.costMonth, index: $0)).sampled
      }
      let failures = (0..<values).count { block in
        months.contains { month in
          let sorted = design.values(month, inBlock: block).sorted()
          return OrderStatistics.quantile(0.95, ofSorted: sorted.span) > 2400
        }
      }
      let nested = Double(failures) / Double(values)
      let found = try #require(
        decides.first { $0["assumption"] as? String == assumption.path })
      let estimate = try estimate(found["probability"])
      // One step of the values, besides the stated error.
      #expect(
        abs(estimate.value - nested) <= 9.1 * estimate.error + 1.5 / Double(values),
        "\(assumption.path): \(estimate), nested \(nested)")
      #expect(estimate.error < 0.02, "\(estimate)")
    }
  }
}
