import Scenarios
import Simulation

/// What was run, on what and how: enough to run it again.
package struct RunRecord: Sendable, Equatable {
  /// Version of cogcast.
  package let version: String
  /// Name of the scenario.
  package let scenario: String
  /// What one unit of value is called.
  package let unit: String
  package let attribution: [Attribution.Field]
  package let horizon: Horizon
  package let book: Book
  package let seed: UInt64
  package let method: SimulationOptions.Method
  package let trials: Int
  package let randomisations: Int

  /// The price book that costs were taken from.
  package struct Book: Sendable, Equatable {
    package let name: String
    /// `YYYY-MM-DD`.
    package let asOf: String
    package let sha256: String

    package init(name: String, asOf: String, sha256: String) {
      self.name = name
      self.asOf = asOf
      self.sha256 = sha256
    }

    /// In words, with as much of the digest as tells books apart.
    var words: String { "price book \(name) as of \(asOf) (sha256 \(digest))" }

    var digest: String { String(sha256.prefix(12)) }
  }

  package init(
    version: String, scenario: String, unit: String, attribution: [Attribution.Field],
    horizon: Horizon, book: Book, seed: UInt64, method: SimulationOptions.Method, trials: Int,
    randomisations: Int
  ) {
    self.version = version
    self.scenario = scenario
    self.unit = unit
    self.attribution = attribution
    self.horizon = horizon
    self.book = book
    self.seed = seed
    self.method = method
    self.trials = trials
    self.randomisations = randomisations
  }
}
