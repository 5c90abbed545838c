/// How a scenario is simulated; the defaults are those of the command line.
package struct SimulationOptions: Sendable, Equatable {
  package enum Method: String, Sendable, CaseIterable {
    /// Owen-scrambled Sobol points, turned so that one coordinate runs where cost grows.
    case sobol
    /// Independent pseudo-random points.
    case monteCarlo = "monte-carlo"
    /// One point in each n-th of every coordinate; a check of the others.
    case latinHypercube = "latin-hypercube"
  }

  /// What a run is asked for.
  package enum Detail: Sendable {
    /// Distributions, the bridge, everything.
    case full
    /// Distributions without the bridge and the breakdown: an estimate shows both, and the headline of a gate
    /// has the spreadsheet number at the foot of the bridge.
    case distributions
    /// Expectations given parameters and demand, and nothing else: `sampled` columns equal the
    /// `expected` ones, there is no bridge and no breakdown, and no part of the variance but its
    /// whole. Several times faster.
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
  /// Indices into the strategies of the scenario's routing; empty for the one in use.
  package var strategies: [Int]
  /// Columns to record besides the standard ones (`StandardColumns`), for gates with selectors.
  package var extraColumns: [ColumnKey]
  /// Whether Sobol points are turned; those of a design never are, because its blocks replace
  /// coordinates of single assumptions.
  package var isRotated = true
  /// Whether costs are also evaluated along lines, for their quantiles: where points are turned, and
  /// not with ``Detail/means``.
  package var isIntegrated = true
  /// Which outer points belong together; `nil` for one independent point a trial. It decides the
  /// number of trials: ``OuterDesign/trials`` in each randomisation.
  package var design: OuterDesign?
  /// Sessions that are simulated one by one, for the law of what one costs, in each of the first
  /// quarter of a randomisation's trials.
  package var sessionsPerTrial: Int
  /// Whether every trial's breakdown is kept, for costs by what they are attributed to; only with
  /// ``Detail/full``.
  package var keepsTrialCosts = false

  package init(
    method: Method = .sobol, detail: Detail = .full, trials: Int = 4096, randomisations: Int = 16,
    seed: UInt64 = 1,
    threads: Int = 1, strategies: [Int] = [],
    extraColumns: [ColumnKey] = [], design: OuterDesign? = nil, sessionsPerTrial: Int = 0
  ) {
    self.method = method
    self.detail = detail
    self.trials = trials
    self.randomisations = randomisations
    self.seed = seed
    self.threads = threads
    self.strategies = strategies
    self.extraColumns = extraColumns
    self.design = design
    self.sessionsPerTrial = sessionsPerTrial
  }
}
