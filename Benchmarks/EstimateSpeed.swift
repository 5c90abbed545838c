import Foundation
import Pricing
import Scenarios
import Simulation

/// How long the scenarios of the repository take at the default number of trials.
struct EstimateSpeed {
  private static let repetitions = 3

  let scenario: String
  let trials: Int
  /// The best of a few runs, on one thread and on two.
  let seconds: (one: Double, two: Double)

  /// - Parameter name: A file of `scenarios`, without its extension; the working directory is the
  ///   root of the repository.
  init?(_ name: String) async throws {
    let file = URL(filePath: "scenarios/\(name).json")
    let text = try Array(Data(contentsOf: file))
    let decoded = ScenarioDecoder.decode(text: text, file: file.path, book: .builtin) { _ in nil }
    guard let scenario = decoded.scenario else { return nil }
    self.scenario = name
    trials = SimulationOptions().trials
    seconds = (try await Self.time(scenario, threads: 1), try await Self.time(scenario, threads: 2))
  }

  private static func time(_ scenario: Scenario, threads: Int) async throws -> Double {
    let clock = ContinuousClock()
    var best = Duration.seconds(3600)
    for _ in 0..<repetitions {
      // A new one each time: it keeps what its pilot found.
      let simulator = Simulator(scenario: scenario, options: SimulationOptions(threads: threads))
      best = min(best, try await clock.measure { _ = try await simulator.run() })
    }
    return best / .seconds(1)
  }
}
