import Kernels
import Scenarios

extension RandomisationRun {
  /// Columns that are recorded along lines.
  static func lineColumns(_ columns: [ColumnKey]) -> [ColumnKey] {
    columns.filter(CostLines.isRecorded)
  }

  /// Evaluates the first trials again, at each node of the line on which they lie.
  ///
  /// Everything keyed by a trial keeps its key: the noise of its requests is drawn by the same uniform
  /// numbers.
  func follow(
    _ points: OuterPoints, _ evaluators: [StrategyEvaluator], _ store: ColdTableStore?,
    onBlock: () throws -> Void, into output: inout Output
  ) rethrows {
    guard lines > 0,
      let positions = sampler.axis(points, first: offset, count: lines)
    else { return }
    let columns = Self.lineColumns(columns)
    var along = evaluators.map { evaluator in
      StrategyOutput(
        columns: columns.count, trials: lines * CostLines.nodes.count,
        segments: plan.scenario.segments.count, weeks: plan.scenario.horizon.weeks, rungs: 0,
        capacities: evaluator.strategy.capacities.count)
    }
    let places = evaluators.map { accountColumns(columns, $0) }
    for node in CostLines.nodes.nodes {
      for first in stride(from: 0, to: lines, by: Self.block) {
        try onBlock()
        let count = min(Self.block, lines - first)
        let draws = sampler.draws(points, first: offset + first, count: count, axis: node)
        store?.forgetUnshared()
        follow(
          draws, first: offset + first, count: count, evaluators, store, places, into: &along)
      }
    }
    for strategy in evaluators.indices {
      along[strategy].columns.finish(places[strategy], hasNoise: true)
      output.strategies[strategy].lines = columns.indices.map {
        along[strategy].columns.sampled($0)
      }
      output.strategies[strategy].positions = positions
    }
  }

  private func follow(
    _ draws: OuterSampler.Draws, first: Int, count: Int, _ evaluators: [StrategyEvaluator],
    _ store: ColdTableStore?, _ columns: [[AccountColumn]], into outputs: inout [StrategyOutput]
  ) {
    let inputs = (0..<count).map { trial in
      Inputs(draws: draws.assumptions.map { $0[trial] })
    }
    let traffic = (0..<count).map { trial in
      Traffic(
        plan: plan, inputs: inputs[trial], heterogeneity: draws.heterogeneity.map { $0[trial] },
        demandNormals: draws.demand.map { $0[trial] })
    }
    let coldTables = inputs.map { plan.coldTables($0, in: store) }
    let prepared = Self.prepare(evaluators, inputs, traffic)
    for (strategy, evaluator) in evaluators.enumerated() {
      let workflows = prepared[strategy]
      for trial in 0..<count {
        TrialEvaluation(
          evaluator: evaluator, inputs: inputs[trial], coldTables: coldTables[trial],
          workflows: workflows[trial], slot: trial, seed: seed, randomisation: randomisation,
          trial: first + trial, noise: noise[strategy],
          detail: .distributions, sessionsPerTrial: 0
        ).run(
          traffic: traffic[trial], other: nil, columns: columns[strategy],
          into: &outputs[strategy])
      }
    }
  }
}
