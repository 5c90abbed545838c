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
    LinearAlgebra.endThreads()
    let plan = Plan(scenario: scenario, strategies: options.strategies)
    let isRotated = options.isRotated && options.method == .sobol && options.design == nil
    let rotation = isRotated ? layout.rotation(seed: options.seed) : .none
    func sampler(_ design: OuterDesign?) -> OuterSampler {
      OuterSampler(
        scenario: scenario, layout: layout, method: options.method, seed: options.seed,
        rotation: rotation, design: design)
    }
    let columns = Self.columns(plan, options.extraColumns)
    let designed = sampler(options.design)
    let lines =
      options.isIntegrated && options.detail != .means && !designed.rotations.isEmpty
      ? CostLines.lines(ofTrials: options.trials / options.randomisations) : 0
    let noise =
      options.detail == .means
      ? plan.strategies.map { _ in NoisePlan(pilotOf: plan) }
      : try await noisePlans(plan, sampler(nil), lines: lines)
    let (outputs, merged) = try await outputs(
      plan, designed, columns, noise: noise, lines: lines, progress: progress)
    return merge(plan, designed, columns, noise, outputs, merged)
  }

  private static func columns(_ plan: Plan, _ extra: [ColumnKey]) -> [ColumnKey] {
    var columns = TrialAccounts.standardColumns(
      layout: FlowLayout(models: plan.models), months: plan.months,
      segments: plan.scenario.segments.count)
    var known = Set(columns)
    for key in extra where known.insert(key).inserted { columns.append(key) }
    return columns
  }

  /// - Parameter lines: Of each randomisation.
  private func noisePlans(
    _ plan: Plan, _ sampler: OuterSampler, lines: Int
  ) async throws -> [NoisePlan] {
    let weeks = scenario.horizon.weeks
    let columns = NoisePlan.pilotColumns(weeks: weeks)
    let pilot = RandomisationRun(
      plan: plan, sampler: sampler, seed: options.seed,
      randomisation: Self.pilotRandomisation, trials: NoisePlan.pilotTrials, columns: columns,
      noise: plan.strategies.map { _ in NoisePlan(pilotOf: plan) })
    let output = try pilot.run(bridge: nil) { try Task.checkCancellation() }
    let evaluations =
      options.trials / options.randomisations + lines * CostLines.nodes.count
    var plans: [NoisePlan] = []
    for (strategy, pilot) in zip(plan.strategies, output.strategies) {
      var noise = NoisePlan(
        pilot: pilot, columns: columns, weeks: weeks, workflows: scenario.workflows.count)
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

  /// Runs all randomisations, at most `options.threads` at a time; results by index, and their columns by
  /// strategy.
  private func outputs(
    _ plan: Plan, _ sampler: OuterSampler, _ columns: [ColumnKey], noise: [NoisePlan], lines: Int,
    progress: (@Sendable (Double) -> Void)?
  ) async throws -> ([RandomisationRun.Output], [MergedColumns]) {
    let (trials, count) = (options.trials, options.randomisations)
    let bridge = options.detail == .full ? BridgeEvaluator(plan: plan) : nil
    let counter = ProgressCounter(
      total: count
        * max(
          1,
          RandomisationRun.blocks(of: trials / count)
            + CostLines.nodes.count * RandomisationRun.blocks(of: lines)),
      report: progress)
    func run(_ index: Int) throws -> RandomisationRun.Output {
      try RandomisationRun(
        plan: plan, sampler: sampler, seed: options.seed, randomisation: index,
        trials: trials / count, columns: columns, noise: noise, detail: options.detail,
        sessionsPerTrial: options.sessionsPerTrial, keepsTrialCosts: options.keepsTrialCosts,
        lines: lines
      ).run(bridge: bridge) {
        try Task.checkCancellation()
        counter.step()
      }
    }
    var merged = plan.strategies.map { _ in
      MergedColumns(columns: columns.count, randomisations: count, trials: trials)
    }
    let outputs = try await withThrowingTaskGroup(of: (Int, RandomisationRun.Output).self) {
      group in
      var results = [RandomisationRun.Output?](repeating: nil, count: count)
      var next = 0
      while next < min(max(options.threads, 1), count) {
        let index = next
        group.addTask { (index, try run(index)) }
        next += 1
      }
      while let (index, part) = try await group.next() {
        var output = part
        for strategy in merged.indices {
          merged[strategy].take(&output.strategies[strategy], randomisation: index)
        }
        results[index] = output
        if next < count {
          let index = next
          group.addTask { (index, try run(index)) }
          next += 1
        }
      }
      return results.map { $0! }
    }
    return (outputs, merged)
  }

  private func merge(
    _ plan: Plan, _ sampler: OuterSampler, _ columns: [ColumnKey], _ noise: [NoisePlan],
    _ outputs: [RandomisationRun.Output], _ merged: [MergedColumns]
  ) -> SimulationResult {
    let bridge = options.detail == .full ? BridgeEvaluator(plan: plan) : nil
    let strategies = plan.strategies.indices.map { strategy in
      StrategyMerge(
        plan: plan, strategy: strategy, columns: columns, merged: merged[strategy],
        outputs: outputs.map { $0.strategies[strategy] }
      ).result(bridge: bridge, seed: options.seed)
    }
    let assumptions = scenario.assumptions.indices.map { index in
      outputs.flatMap { $0.assumptions[index] }
    }
    return SimulationResult(
      scenario: scenario, options: options, trials: options.trials,
      randomisations: options.randomisations, months: plan.months, strategies: strategies,
      assumptionValues: assumptions,
      notes: EngineNotes.notes(
        plan: plan, sampler: sampler, noise: noise, outputs: outputs, assumptions: assumptions))
  }
}

/// Counts finished blocks over all threads.
private final class ProgressCounter: Sendable {
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
