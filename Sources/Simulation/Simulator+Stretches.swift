extension Simulator {
  /// First trials of each randomisation that a run in stretches keeps: 4,096 in all, for the drivers.
  private static let keptTrials = 256

  /// Runs all trials, a stretch of each randomisation at a time, and keeps none but the first ones: memory
  /// does not grow with their number.
  ///
  /// - Parameters:
  ///   - stretch: Trials of a randomisation that are held at once; the last ones are up to half as many more.
  ///   - makeReader: Makes what reads the trials of one randomisation.
  /// - Returns: What there is besides trials, with the columns of cost of the first ones; and the readers, by
  ///   randomisation.
  /// - Precondition: The options have no design, and not the points of a Latin hypercube, which all
  ///   belong together.
  /// - Throws: `CancellationError` when the task is cancelled.
  package func run<Reader: StretchReader>(
    inStretchesOf stretch: Int, progress: (@Sendable (Double) -> Void)? = nil,
    makeReader: @escaping @Sendable () -> Reader
  ) async throws -> (SimulationResult, [Reader]) {
    precondition(
      options.design == nil && options.method != .latinHypercube, "points that belong together")
    let work = try await work(trialsAtOnce: stretch)
    let trials = options.trials / options.randomisations
    let bridge = BridgeEvaluator(plan: work.plan)
    let counter = ProgressCounter(
      total: options.randomisations * work.steps(ofTrials: trials), report: progress)
    let read = try await eachRandomisation { randomisation in
      var reader = makeReader()
      let points = work.sampler.points(randomisation: randomisation, trials: trials)
      var kept: RandomisationRun.Output?
      for part in Self.stretches(of: trials, stretch) {
        var run = self.run(work, randomisation, offset: part.lowerBound, trials: part.count)
        if kept != nil { run.sessionsPerTrial = 0 }
        let output = try run.run(bridge: bridge, points: points) {
          try Task.checkCancellation()
          counter.step()
        }
        // A result of its own.
        reader.read(merge(work, [output], trials: run.trials, notes: []))
        if kept == nil {
          kept = output.keepingFirst(Self.keptTrials, of: work.columns)
        } else {
          kept?.add(output)
        }
      }
      return (kept!, reader)
    }
    let outputs = read.map(\.0)
    let kept = min(Self.keptTrials, Self.stretches(of: trials, stretch)[0].count)
    return (merge(work, outputs, trials: kept, notes: notes(work, outputs)), read.map(\.1))
  }

  /// What is left behind the last whole stretch joins it where it is less than half of one: a quantile
  /// of its few lines would count as much as that of many.
  static func stretches(of trials: Int, _ stretch: Int) -> [Range<Int>] {
    let count = max((trials + stretch / 2) / stretch, 1)
    return (0..<count).map { $0 * stretch..<($0 == count - 1 ? trials : ($0 + 1) * stretch) }
  }
}
