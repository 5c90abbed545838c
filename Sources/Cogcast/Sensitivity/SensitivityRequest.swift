import Governance
import Scenarios
import Simulation
import Summaries

/// What an analysis of sensitivity is about, read against a scenario.
struct SensitivityRequest {
  struct AskedGate {
    /// 1-based among the scenario's; `nil` for one that was typed.
    let number: Int?
    let placed: PlacedGate?
    let gate: Gate
  }

  let metric: MetricReference
  let gates: [AskedGate]
  /// Gates of the scenario that are left out, and why.
  let omitted: [String]

  /// - Parameters:
  ///   - metric: As people type it.
  ///   - gates: Numbers of the scenario's gates or expressions; all that need no base when empty.
  init(
    metric: String, gates asked: [String], of feature: FeatureScenario
  ) throws(CogcastError) {
    do {
      self.metric = try MetricReference(parsing: metric, in: feature.scenario)
    } catch {
      throw .invalidRequest("--metric \(error)")
    }
    guard self.metric.name.hasMean else {
      throw .invalidRequest(
        "--metric \(metric): it may be infinite and has no variance; take another, e.g. npv.")
    }
    guard asked.isEmpty else {
      var gates: [AskedGate] = []
      for text in asked {
        let gate = try Self.gate(text, of: feature)
        guard !gates.contains(where: { $0.gate.expression == gate.gate.expression }) else {
          throw .invalidRequest("--gate \(text): named twice; name each once.")
        }
        gates.append(gate)
      }
      (self.gates, omitted) = (gates, [])
      return
    }
    let numbered = feature.gates.enumerated().map {
      AskedGate(number: $0 + 1, placed: $1, gate: $1.gate)
    }
    gates = numbered.filter { $0.gate.change == nil }
    omitted = numbered.filter { $0.gate.change != nil }.map {
      "left out, because a change needs a base: \($0.gate.expression)"
    }
  }

  private static func gate(
    _ text: String, of feature: FeatureScenario
  ) throws(CogcastError) -> AskedGate {
    let asked: AskedGate
    if let number = Int(text) {
      guard feature.gates.indices.contains(number - 1) else {
        let count = feature.gates.count
        throw .invalidRequest(
          "--gate \(number): \(feature.file) has "
            + (count == 0
              ? "no gates; write one, e.g. --gate \"p95(cost.month) <= 5000\"."
              : count == 1 ? "one gate, 1." : "\(count) gates, 1 to \(count)."))
      }
      let placed = feature.gates[number - 1]
      asked = AskedGate(number: number, placed: placed, gate: placed.gate)
    } else {
      do {
        let gate = try Gate(parsing: text, in: feature.scenario)
        asked = AskedGate(number: nil, placed: nil, gate: gate)
      } catch {
        throw .invalidRequest("--gate \(error)")
      }
    }
    guard asked.gate.change == nil else {
      throw .invalidRequest(
        "--gate \(text): a change is measured against a base, and here is none; write it without "
          + "change(...).")
    }
    return asked
  }

  /// The strategy in use, then those that the metric and the gates name; empty without routing.
  func strategies(of scenario: Scenario) -> [Int] {
    guard let routing = scenario.routing else { return [] }
    let names = [metric.strategy] + gates.map(\.gate.metric.strategy)
    return names.reduce(into: [routing.use]) { strategies, name in
      guard let index = routing.strategies.firstIndex(where: { $0.name == name }),
        !strategies.contains(index)
      else { return }
      strategies.append(index)
    }
  }

  func columns(of scenario: Scenario) -> [ColumnKey] {
    metric.requiredColumns(for: scenario) + gates.flatMap { $0.gate.requiredColumns(for: scenario) }
  }
}
