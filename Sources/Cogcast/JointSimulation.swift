import Economics
import Scenarios
import Simulation
import Summaries

/// Simulates scenarios together: on one layout of the random numbers and with as many trials each, so
/// that their results can be subtracted trial by trial.
struct JointSimulation {
  /// How often a precision may double the trials.
  static let doublings = 6
  /// Beyond so many, trials are not held where none need be: 200 MB for a year of weeks.
  static let stretchedBeyond = 1 << 14
  /// Trials of a randomisation that are held where there are more: few enough for two threads to hold
  /// less than the plan takes, many enough for a fit of moments to be worth its trials.
  static let stretch = 1024

  /// One scenario and what is wanted of it.
  struct Part {
    let scenario: Scenario
    /// Indices into the strategies of its routing; empty for the one in use.
    var strategies: [Int] = []
    /// Columns to record besides the standard ones.
    var columns: [ColumnKey] = []
    /// Makes what reads the trials of a randomisation, where there are too many to hold; `nil` where they
    /// must be.
    var makeReader: (@Sendable () -> MeasureReader)?
  }

  private let layout: OuterLayout
  private let options: SimulationOptions
  private let progress: (@Sendable (Double) -> Void)?

  /// - Parameters:
  ///   - scenarios: All that are compared with each other, in this run or another: the layout is over
  ///     their inputs.
  ///   - options: What holds for all of them; strategies and columns are those of the parts.
  ///   - progress: Called with the share of a run that is done, from any thread.
  init(
    over scenarios: [Scenario], _ options: SimulationOptions,
    progress: (@Sendable (Double) -> Void)? = nil
  ) {
    self.init(on: OuterLayout(scenarios), options, progress: progress)
  }

  /// - Parameter layout: Over the inputs of all that are compared, where they come one after another.
  init(
    on layout: OuterLayout, _ options: SimulationOptions,
    progress: (@Sendable (Double) -> Void)? = nil
  ) {
    self.layout = layout
    self.options = options
    self.progress = progress
  }

  /// Simulates each part with a fixed number of trials, or doubles it for all of them until each
  /// reaches a precision.
  ///
  /// - Parameters:
  ///   - trials: Those of the options unless given.
  ///   - precision: Largest relative half-width of the 95 % interval of the P95 of `cost.total`.
  /// - Returns: The results in the order of the parts, all with the same number of trials.
  func run(
    _ parts: [Part], trials: Int? = nil, precision: Double? = nil
  ) async throws(CogcastError) -> [MetricEvaluator] {
    var trials = trials ?? options.trials
    for _ in 0..<(precision == nil ? 0 : Self.doublings) {
      if let results = try await results(parts, trials: trials, precision: precision) {
        return results
      }
      trials *= 2
    }
    guard let results = try await results(parts, trials: trials, precision: nil) else {
      preconditionFailure("a run without a precision has results")
    }
    return results
  }

  /// - Returns: `nil` as soon as one part misses the precision: the others would be simulated in vain.
  private func results(
    _ parts: [Part], trials: Int, precision: Double?
  ) async throws(CogcastError) -> [MetricEvaluator]? {
    var results: [MetricEvaluator] = []
    for (number, part) in parts.enumerated() {
      let result = try await result(of: part, trials: trials, number, among: parts.count)
      if let precision, result.relativeHalfWidth > precision { return nil }
      results.append(result)
    }
    return results
  }

  private func result(
    of part: Part, trials: Int, _ number: Int, among count: Int
  ) async throws(CogcastError) -> MetricEvaluator {
    var options = options
    options.trials = trials
    options.strategies = part.strategies
    options.extraColumns = part.columns
    let simulator = Simulator(scenario: part.scenario, options: options, layout: layout)
    let progress = progress.map { report in
      { @Sendable share in report((Double(number) + share) / Double(count)) }
    }
    do {
      guard let makeReader = part.makeReader, trials > Self.stretchedBeyond,
        options.method != .latinHypercube
      else { return MetricEvaluator(try await simulator.run(progress: progress)) }
      let (result, readers) = try await simulator.run(
        inStretchesOf: Self.stretch, progress: progress, makeReader: makeReader)
      return MetricEvaluator(result, readers)
    } catch {
      // The engine's only error.
      throw .cancelled
    }
  }
}

extension MetricEvaluator {
  /// Relative half-width of the 95 % interval of the P95 of `cost.total`, of the strategy where it is
  /// widest; 0 for one without cost.
  var relativeHalfWidth: Double {
    result.strategies.map { strategy in
      let total = MetricReference(.costTotal, strategy: strategy.name)
      guard let estimate = band(for: total)[0.95], estimate.value > 0 else { return 0 }
      let interval = estimate.interval(level: 0.95, randomisations: result.randomisations)
      return (interval.upperBound - interval.lowerBound) / 2 / estimate.value
    }.max() ?? 0
  }
}
