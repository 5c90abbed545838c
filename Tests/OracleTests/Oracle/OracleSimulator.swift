import Scenarios
import Simulation

/// Independent full trials of a scenario, each played request by request.
///
/// Slow and obvious by intent: the engine is held against it, so it shares no sampling code with
/// the engine and integrates nothing in closed form.
struct OracleSimulator {
  let scenario: Scenario
  /// Index into the scenario's strategies; `nil` for the one in use.
  var strategy: Int?
  let seed: UInt64

  /// Values of every series in trial order.
  func run(trials: Int) -> OracleSample {
    let names = OracleNames(scenario)
    let source = OracleTrialSource(scenario)
    var sample = OracleSample()
    for index in 0..<trials {
      var generator = OracleGenerator(seed: seed &* 1_000_003 &+ UInt64(index))
      let trial = source.draw(&generator)
      var world = OracleWorld(
        scenario, names: names, strategy: strategy ?? scenario.routing?.use, trial: trial,
        generator: generator)
      world.play()
      sample.append(OracleReading(world))
    }
    return sample
  }
}

/// The readings of all trials, in trial order.
struct OracleSample {
  private var readings: [OracleReading] = []

  /// Every series that at least one trial has.
  var keys: Set<ColumnKey> { Set(readings.flatMap(\.columns.keys)) }

  /// Values of a column; zero where a trial never touched it.
  func series(_ key: ColumnKey) -> [Double] { readings.map { $0.columns[key] ?? 0 } }

  /// Costs of a row of the breakdown.
  func series(_ entry: OracleReading.Entry) -> [Double] {
    readings.map { $0.breakdown[entry] ?? 0 }
  }

  mutating func append(_ reading: OracleReading) { readings.append(reading) }
}
