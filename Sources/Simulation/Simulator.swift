import Foundation
import Kernels
import Scenarios

/// Runs a scenario: plans it, spreads its randomisations over threads, and merges what they leave.
package struct Simulator: Sendable {
  package let scenario: Scenario
  package let options: SimulationOptions
  private let layout: OuterLayout

  /// Randomisation number of the pilot, beyond any real one.
  private static let pilotRandomisation = 1 << 20

  /// - Parameter layout: Shared by scenarios whose trials are compared one by one; its own for a
  ///   scenario alone.
  package init(scenario: Scenario, options: SimulationOptions, layout: OuterLayout? = nil) {
    self.scenario = scenario
    var options = options
    // A design says which points there are.
    if let design = options.design { options.trials = design.trials * options.randomisations }
    self.options = options
    self.layout = layout ?? OuterLayout([scenario])
  }

  /// - Parameter progress: Called with the share of the work that is done, from any thread.
  /// - Throws: `CancellationError` when the task is cancelled.
  package func run(
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws -> SimulationResult {
    let work = try await work(trialsAtOnce: options.trials / options.randomisations)
    let outputs = try await outputs(work, progress: progress)
    return merge(
      work, outputs, trials: options.trials / options.randomisations, notes: notes(work, outputs))
  }

  /// What all randomisations have in common.
  struct Work {
    let plan: Plan
    let sampler: OuterSampler
    let columns: [ColumnKey]
    let noise: [NoisePlan]
    /// Whether costs are evaluated along lines.
    let hasLines: Bool

    func lines(ofTrials trials: Int) -> Int { hasLines ? CostLines.lines(ofTrials: trials) : 0 }

    /// Blocks that so many trials and their lines take.
    func steps(ofTrials trials: Int) -> Int {
      max(
        1,
        RandomisationRun.blocks(of: trials)
          + CostLines.nodes.count * RandomisationRun.blocks(of: lines(ofTrials: trials)))
    }
  }

  /// - Parameter trials: Of a randomisation that are held at once.
  func work(trialsAtOnce trials: Int) async throws -> Work {
    LinearAlgebra.endThreads()
    let plan = Plan(scenario: scenario, strategies: options.strategies)
    let isRotated = options.isRotated && options.method == .sobol && options.design == nil
    let rotation =
      isRotated ? try await layout.rotation(seed: options.seed, threads: options.threads) : .none
    func sampler(_ design: OuterDesign?) -> OuterSampler {
      OuterSampler(
        scenario: scenario, layout: layout, method: options.method, seed: options.seed,
        rotation: rotation, design: design)
    }
    let columns = Self.columns(plan, options.extraColumns)
    let designed = sampler(options.design)
    let hasLines =
      options.isIntegrated && options.detail != .means && !designed.rotations.isEmpty
    let lines = hasLines ? CostLines.lines(ofTrials: trials) : 0
    let noise =
      options.detail == .means
      ? plan.strategies.map { _ in NoisePlan(pilotOf: plan) }
      : try await noisePlans(
        plan, sampler(nil), evaluations: trials + lines * CostLines.nodes.count)
    return Work(
      plan: plan, sampler: designed, columns: columns, noise: noise, hasLines: hasLines)
  }

  private static func columns(_ plan: Plan, _ extra: [ColumnKey]) -> [ColumnKey] {
    var columns = AccountLayout(
      flows: FlowLayout(models: plan.models), months: plan.months,
      segments: plan.scenario.segments.count
    ).columns
    var known = Set(columns)
    for key in extra where known.insert(key).inserted { columns.append(key) }
    return columns
  }

  /// - Parameter evaluations: Trials that one fit serves, those along lines with them.
  private func noisePlans(
    _ plan: Plan, _ sampler: OuterSampler, evaluations: Int
  ) async throws -> [NoisePlan] {
    let weeks = scenario.horizon.weeks
    let columns =
      NoisePlan.pilotColumns(weeks: weeks)
      + ScatterEffort.columns(segments: scenario.segments.count)
    var pilot = RandomisationRun(
      plan: plan, sampler: sampler, seed: options.seed,
      randomisation: Self.pilotRandomisation, trials: NoisePlan.pilotTrials, columns: columns,
      noise: plan.strategies.map { _ in NoisePlan(pilotOf: plan) }, detail: .distributions,
      scatterPlays: plan.strategies.map { _ in scenario.segments.map { _ in 1 } })
    var output = try await pilot.runByHalves(threads: options.threads)
    let plays = output.strategies.map { NoisePlan.scatterPlays($0, columns: columns) }
    if plays.joined().contains(where: { $0 > 1 }) {
      pilot.scatterPlays = plays
      output = try await pilot.runByHalves(threads: options.threads)
    }
    var plans: [NoisePlan] = []
    for (strategy, pilot) in zip(plan.strategies, output.strategies) {
      var noise = NoisePlan(
        pilot: pilot, columns: columns, layout: FlowLayout(models: plan.models), weeks: weeks,
        workflows: scenario.workflows.count)
      let twin = plans.indices.first {
        plan.strategies[$0].bills(as: strategy) && plans[$0].precision == noise.precision
      }
      if let twin {
        noise.designs = plans[twin].designs
        plans.append(noise)
        continue
      }
      for workflow in scenario.workflows.indices {
        noise.designs[workflow] = await MomentTraining(
          plan: plan, strategy: strategy, workflow: workflow, precision: noise.precision,
          seed: options.seed, threads: options.threads
        ).design(evaluations: evaluations, randomisations: options.randomisations)
      }
      plans.append(noise)
    }
    return plans
  }

  /// Runs all randomisations; results by index.
  private func outputs(
    _ work: Work, progress: (@Sendable (Double) -> Void)?
  ) async throws -> [RandomisationRun.Output] {
    let (trials, count) = (options.trials, options.randomisations)
    let bridge = options.detail == .full ? BridgeEvaluator(plan: work.plan) : nil
    let counter = ProgressCounter(
      total: count * work.steps(ofTrials: trials / count), report: progress)
    return try await eachRandomisation { index in
      try run(work, index, trials: trials / count).run(bridge: bridge) {
        try Task.checkCancellation()
        counter.step()
      }
    }
  }

  func run(
    _ work: Work, _ randomisation: Int, offset: Int = 0, trials: Int
  ) -> RandomisationRun {
    RandomisationRun(
      plan: work.plan, sampler: work.sampler, seed: options.seed, randomisation: randomisation,
      offset: offset, trials: trials, columns: work.columns, noise: work.noise,
      detail: options.detail, sessionsPerTrial: options.sessionsPerTrial,
      keepsTrialCosts: options.keepsTrialCosts, lines: work.lines(ofTrials: trials))
  }

  /// Runs all randomisations, at most `options.threads` at a time.
  func eachRandomisation<Part: Sendable>(
    _ run: @escaping @Sendable (Int) throws -> Part
  ) async throws -> [Part] {
    let count = options.randomisations
    return try await withThrowingTaskGroup(of: (Int, Part).self) { group in
      var results = [Part?](repeating: nil, count: count)
      var next = 0
      while next < min(max(options.threads, 1), count) {
        let index = next
        group.addTask { (index, try run(index)) }
        next += 1
      }
      while let (index, part) = try await group.next() {
        results[index] = part
        if next < count {
          let index = next
          group.addTask { (index, try run(index)) }
          next += 1
        }
      }
      return results.map { $0! }
    }
  }

  /// - Parameters:
  ///   - outputs: Of one randomisation or all.
  ///   - trials: In the columns of each.
  func merge(
    _ work: Work, _ outputs: [RandomisationRun.Output], trials: Int, notes: [EngineNote]
  ) -> SimulationResult {
    let bridge =
      options.detail == .full && outputs.count == options.randomisations
      ? BridgeEvaluator(plan: work.plan) : nil
    let strategies = work.plan.strategies.indices.map { strategy in
      StrategyMerge(
        plan: work.plan, strategy: strategy, columns: work.columns, trials: trials,
        outputs: outputs.map { $0.strategies[strategy] }
      ).result(bridge: bridge, seed: options.seed)
    }
    return SimulationResult(
      scenario: scenario, options: options, trials: outputs.count * trials,
      randomisations: outputs.count, months: work.plan.months, strategies: strategies,
      assumptionValues: assumptions(outputs), notes: notes)
  }

  private func assumptions(_ outputs: [RandomisationRun.Output]) -> [[Double]] {
    scenario.assumptions.indices.map { index in outputs.flatMap { $0.assumptions[index] } }
  }

  func notes(_ work: Work, _ outputs: [RandomisationRun.Output]) -> [EngineNote] {
    EngineNotes.notes(
      plan: work.plan, sampler: work.sampler, noise: work.noise, outputs: outputs,
      assumptions: assumptions(outputs))
  }
}

/// Counts finished blocks over all threads.
final class ProgressCounter: Sendable {
  private let total: Int
  private let report: (@Sendable (Double) -> Void)?
  private let done = AtomicCounter()

  init(total: Int, report: (@Sendable (Double) -> Void)?) {
    self.total = total
    self.report = report
  }

  func step() {
    guard let report else { return }
    report(min(Double(done.increment()) / Double(total), 1))
  }
}
