/// How a scenario is simulated; the defaults are those of the command line.
package struct SimulationOptions: Sendable, Equatable {
  package enum Method: String, Sendable, CaseIterable {
    /// Owen-scrambled Sobol points.
    case sobol
    /// Independent pseudo-random points.
    case monteCarlo = "monte-carlo"
  }

  /// What a run is asked for.
  package enum Detail: Sendable {
    /// Distributions, the bridge, everything.
    case full
    /// Distributions without the bridge, which nobody reads of one scenario among hundreds.
    case distributions
    /// Expected values only: `sampled` columns hold matched noise whatever the rule says, and there is
    /// no bridge. Several times faster.
    case means
  }

  package var method: Method
  package var detail: Detail
  /// Trials in all; a multiple of `randomisations`.
  package var trials: Int
  /// Independent repetitions that give every estimate its standard error.
  package var randomisations: Int
  package var seed: UInt64
  package var threads: Int
  /// Relative half-width asked of the 95 % interval of the P95 of `cost.total`; `nil` for a fixed
  /// number of trials.
  package var precision: Double?
  /// Indices into the strategies of the scenario's routing; empty for the one in use.
  package var strategies: [Int]
  /// Columns to record besides the standard ones (`StandardColumns`), for gates with selectors.
  package var extraColumns: [ColumnKey]

  package init(
    method: Method = .sobol, detail: Detail = .full, trials: Int = 4096, randomisations: Int = 16,
    seed: UInt64 = 1,
    threads: Int = 1, precision: Double? = nil, strategies: [Int] = [],
    extraColumns: [ColumnKey] = []
  ) {
    self.method = method
    self.detail = detail
    self.trials = trials
    self.randomisations = randomisations
    self.seed = seed
    self.threads = threads
    self.precision = precision
    self.strategies = strategies
    self.extraColumns = extraColumns
  }
}
