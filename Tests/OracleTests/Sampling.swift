import Economics
import Simulation
import Summaries

/// Every way to choose the outer points, in ascending order of accuracy.
enum Sampling: CaseIterable, Sendable {
  case monteCarlo, latinHypercube, sobol, turned, integrated

  func options(trials: Int, seed: Int, threads: Int = 1) -> SimulationOptions {
    var options = SimulationOptions(
      detail: .distributions, trials: trials, seed: UInt64(seed), threads: threads)
    switch self {
    case .monteCarlo: options.method = .monteCarlo
    case .latinHypercube: options.method = .latinHypercube
    case .sobol: options.isRotated = false
    case .turned: options.isIntegrated = false
    case .integrated: break
    }
    return options
  }

  /// The band of `cost.total`.
  ///
  /// - Returns: `nil` where its quantiles were to be integrated and are not.
  func total(_ result: SimulationResult) -> Band? {
    let evaluator = MetricEvaluator(result)
    let total = MetricReference(.costTotal)
    let isIntegrated =
      if case .success? = evaluator.lineQuantiles(for: total) { true } else { false }
    return isIntegrated == (self == .integrated) ? evaluator.band(for: total) : nil
  }
}
