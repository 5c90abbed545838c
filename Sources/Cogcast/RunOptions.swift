import Simulation

/// How a scenario is simulated.
///
/// The result depends on everything here but ``threads``.
public struct RunOptions: Sendable, Equatable {
  /// Where the outer points come from.
  public enum Method: String, Sendable, CaseIterable {
    /// Owen-scrambled Sobol points: small errors with few trials.
    case sobol
    /// Independent pseudo-random points.
    case monteCarlo = "monte-carlo"
    /// Latin hypercubes, one a randomisation: one point in each n-th of every input's probability. A
    /// check of the others.
    case latinHypercube = "latin-hypercube"

    fileprivate var simulated: SimulationOptions.Method {
      switch self {
      case .sobol: .sobol
      case .monteCarlo: .monteCarlo
      case .latinHypercube: .latinHypercube
      }
    }
  }

  /// Independent repetitions that give every number its error.
  public static let randomisations = 16
  /// Fewest trials: two in each randomisation.
  public static let minimumTrials = 2 * randomisations
  /// Most trials of an estimate, which does not hold them: an hour or so.
  public static let maximumTrials = 1 << 24
  /// Most trials where all are held, as where they are compared one by one and where they are points of a
  /// Latin hypercube: they take about 12 kB each for a year of weeks, 3 GB in all.
  public static let maximumTrialsHeld = 1 << 18

  /// Three doublings of the default: their columns take about 200 MB for a year of weeks, and as
  /// much again for a base.
  public static let standardGateTrials = 32_768

  /// Sobol points unless asked otherwise.
  public var method: Method
  /// Trials in all: a multiple of ``randomisations``, at least ``minimumTrials``.
  public var trials: Int
  /// Relative half-width asked of the 95 % interval of the P95 of `cost.total`, in 0..<1; trials
  /// double until it holds, at most six times. `nil` for a fixed number of trials.
  public var precision: Double?
  /// Most trials that a check of gates takes: where one is inconclusive, trials double until it is
  /// decided or this many are reached. Below ``trials`` it asks for none beyond them.
  public var gateTrials: Int
  /// Seed of every random number.
  public var seed: UInt64
  /// At least 1.
  public var threads: Int

  /// The defaults are those of the command line, but for one thread.
  public init(
    method: Method = .sobol, trials: Int = 4096, precision: Double? = nil,
    gateTrials: Int = RunOptions.standardGateTrials, seed: UInt64 = 1, threads: Int = 1
  ) {
    self.method = method
    self.trials = trials
    self.precision = precision
    self.gateTrials = gateTrials
    self.seed = seed
    self.threads = threads
  }

  /// Finds out whether the engine can serve these options.
  ///
  /// - Throws: ``CogcastError/invalidRequest(_:)`` that says what to ask instead.
  public func check() throws(CogcastError) {
    let (each, minimum) = (Self.randomisations, Self.minimumTrials)
    let maximum = method == .latinHypercube ? Self.maximumTrialsHeld : Self.maximumTrials
    guard (minimum...maximum).contains(trials) else {
      throw .invalidRequest(
        "\(trials) trials: ask for \(minimum) to \(maximum), in multiples of \(each).")
    }
    guard trials % each == 0 else {
      let below = max(trials / each * each, minimum)
      throw .invalidRequest(
        "\(trials) trials cannot be split into \(each) equal randomisations; "
          + "ask for \(below) or \(below + each).")
    }
    if let precision, !(precision > 0 && precision < 1) {
      throw .invalidRequest(
        "a precision of \(precision): ask for more than 0 and less than 1, e.g. 0.01.")
    }
    guard gateTrials <= Self.maximumTrialsHeld else {
      throw .invalidRequest(
        "\(gateTrials) trials for a gate: ask for at most \(Self.maximumTrialsHeld).")
    }
    guard threads >= 1 else { throw .invalidRequest("\(threads) threads: ask for at least 1.") }
  }

  /// - Parameters:
  ///   - detail: What is asked for; nothing else is computed.
  ///   - isHeld: Whether all trials are held at once.
  /// - Throws: As ``check()`` does, and for more trials than can be held.
  func simulation(
    _ detail: SimulationOptions.Detail, isHeld: Bool = true
  ) throws(CogcastError) -> SimulationOptions {
    try check()
    guard !isHeld || trials <= Self.maximumTrialsHeld else {
      throw .invalidRequest(
        "\(trials) trials: only an estimate takes so many; ask for at most "
          + "\(Self.maximumTrialsHeld) here.")
    }
    return SimulationOptions(
      method: method.simulated, detail: detail, trials: trials,
      randomisations: Self.randomisations, seed: seed, threads: threads)
  }
}
