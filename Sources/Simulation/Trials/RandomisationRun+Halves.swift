import Scenarios

extension RandomisationRun {
  /// Runs its trials by halves, both at once where there are threads for it: always two, so that sums are the same
  /// bytes on any number of threads.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  func runByHalves(threads: Int) async throws -> Output {
    let points = sampler.points(randomisation: randomisation, trials: trials)
    var (first, second) = (self, self)
    first.trials = trials / 2
    second.trials = trials - first.trials
    second.offset += first.trials
    var output: Output
    let later: Output
    if threads > 1 {
      async let other = second.run(bridge: nil, points: points) { try Task.checkCancellation() }
      output = try first.run(bridge: nil, points: points) { try Task.checkCancellation() }
      later = try await other
    } else {
      output = try first.run(bridge: nil, points: points) { try Task.checkCancellation() }
      later = try second.run(bridge: nil, points: points) { try Task.checkCancellation() }
    }
    output.append(later)
    return output
  }
}
