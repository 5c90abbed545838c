import Foundation
import Kernels
import Scenarios

/// Finds out whether the moments of a workflow's sessions are smooth in the assumptions.
///
/// Moments are computed for some trials of a Sobol sequence of their own and fitted; they count as smooth
/// where the fit also meets trials that it has not seen. Every randomisation then moves the fit to what its
/// own panel makes of a few of them, or fits all of them anew where a move does not do, so that the errors
/// of panels stay what they are without a fit. A fit has the products of two assumptions, and where that or
/// its move does not do, those of three.
struct MomentTraining {
  private static let heldOut = 48
  /// Third moments and products, which shape noise and share it out, may be as much further off.
  private static let othersOverBound = 3.0
  /// Trials for each coefficient of a fit without noise.
  private static let trialsPerTerm = 2
  private static let leastTrials = 32
  /// Trials in which an assumption stands at each of its ends, 3.5 standard deviations from its median:
  /// so far the surface is bent into shape, and beyond it is even.
  private static let trialsPerEnd = 2
  private static let end = 2e-4
  /// Trials for each coefficient of a move.
  private static let trialsPerMove = 2
  private static let leastMoved = 8
  /// A fit must take fewer trials than this part of those that it stands in for.
  private static let worthwhileShare = 0.5
  /// Randomisation number of the trials, beyond any real one and those of the pilots, and of the panel that a
  /// move is tried on.
  private static let randomisation = (1 << 20) + 2
  private static let otherPanel = randomisation + 1

  let plan: Plan
  let strategy: StrategyPlan
  let workflow: Int
  let precision: NoisePrecision
  let seed: UInt64
  let threads: Int

  /// - Parameters:
  ///   - evaluations: Trials of a randomisation that the moments are wanted for.
  ///   - randomisations: How many there are.
  /// - Returns: `nil` where a table serves, where moments depend on demand, where they are not smooth,
  ///   and where a panel for every trial costs less.
  func design(evaluations: Int, randomisations: Int) async -> MomentDesign? {
    let scenario = plan.scenario
    let affordable = Int(Self.worthwhileShare * Double(evaluations * randomisations))
    guard scenario.workflows[workflow].responseCache == nil,
      !scenario.workflows[workflow].hasKnownSessions(strategy.workflows[workflow], scenario),
      2 * scenario.assumptions.count + 2 * Self.heldOut <= affordable
    else { return nil }
    let active = await activeAssumptions(draws(4))
    let few = max(Self.trialsPerMove * (1 + active.count), Self.leastMoved)
    let ends = 2 * Self.trialsPerEnd * active.count
    // The fit of the pilot, which has its trials held out, and the moves, which have theirs on one panel.
    let mostOfPilot = affordable - 2 * Self.heldOut - (1 + randomisations) * few
    let candidates = MomentSurface.Products.allCases.map { products in
      let terms = MomentSurface.terms(features: active.count, products)
      return (products: products, count: max(Self.trialsPerTerm * terms, Self.leastTrials))
    }.filter { $0.count + ends <= mostOfPilot }
    guard let most = candidates.last?.count else { return nil }
    let trials = draws(max(most, few) + Self.heldOut)
    let held = Array(trials.suffix(Self.heldOut))
    let endTrials = atEnds(active, trials)
    let known = await columns(endTrials + held)
    var values: [[Double]] = []
    let moves = Array(trials[..<few])
    var onOtherPanel: [[Double]] = []
    var anew: MomentDesign?
    for (products, count) in candidates {
      values += await columns(Array(trials[values.count..<count]))
      let draws = trials[..<count] + endTrials
      guard
        let surface = MomentSurface(
          draws: Array(draws), assumptions: active, products: products,
          values: values + known[..<ends])
      else { return nil }
      guard let error = error(of: surface, held, known[ends...]) else { continue }
      if onOtherPanel.isEmpty {
        onOtherPanel = await columns(moves + held, panel: Self.otherPanel)
      }
      if let moved = surface.moved(toValues: Array(onOtherPanel[..<few]), in: moves),
        let errorOfMove = self.error(of: moved, held, onOtherPanel[few...])
      {
        return MomentDesign(
          plan: plan, fit: .moved(surface, pilotTrials: draws.count), draws: moves,
          error: max(error, errorOfMove), places: places)
      }
      if anew == nil, draws.count * randomisations <= affordable {
        anew = MomentDesign(
          plan: plan, fit: .anew(assumptions: active, products), draws: Array(draws),
          error: error, places: places)
      }
    }
    return anew
  }

  /// All that a trial can ask for.
  private var keys: [MomentKey] {
    let segments = plan.scenario.segments.filter { $0.workflow == workflow }
    let isShadow = segments.contains(where: \.isShadow) ? [false, true] : [false]
    return plan.epochs.indices.flatMap { epoch in
      strategy.workflows[workflow].tiers.indices.flatMap { tier in
        isShadow.map { MomentKey(tier: tier, epoch: epoch, isShadow: $0) }
      }
    }
  }

  /// Columns of each key: as many as its tier has models.
  private var places: [MomentPlace] {
    var first = 0
    return keys.map { key in
      let models = strategy.workflows[workflow].tiers[key.tier].models
      let columns = first..<(first + CostMoments.columnCount(models: models.count))
      first = columns.upperBound
      return MomentPlace(key: key, columns: columns)
    }
  }

  /// Assumptions of points that nothing turns: `[trial][assumption]`.
  private func draws(_ count: Int) -> [[Double]] {
    let sampler = OuterSampler(
      scenario: plan.scenario, layout: OuterLayout([plan.scenario]), method: .sobol, seed: seed,
      rotation: .none)
    let points = sampler.points(randomisation: Self.randomisation, trials: count)
    let columns = sampler.draws(points, first: 0, count: count).assumptions
    return (0..<count).map { trial in columns.map { $0[trial] } }
  }

  /// Trials with one assumption at an end of its law.
  private func atEnds(_ assumptions: [Int], _ trials: [[Double]]) -> [[Double]] {
    var moved: [[Double]] = []
    for assumption in assumptions {
      let law = plan.scenario.assumptions[assumption].law
      for end in [Self.end, 1 - Self.end] {
        for _ in 0..<Self.trialsPerEnd {
          var trial = trials[moved.count % trials.count]
          trial[assumption] = law.quantile(end)
          moved.append(trial)
        }
      }
    }
    return moved
  }

  /// Assumptions that move a column when they alone change, in either of two trials.
  private func activeAssumptions(_ draws: [[Double]]) async -> [Int] {
    let assumptions = plan.scenario.assumptions.indices
    var moved: [[Double]] = []
    for (base, other) in [(draws[0], draws[1]), (draws[2], draws[3])] {
      moved.append(base)
      for assumption in assumptions {
        moved.append(base)
        moved[moved.count - 1][assumption] = other[assumption]
      }
    }
    let values = await columns(moved)
    let second = assumptions.count + 1
    return assumptions.filter {
      values[1 + $0] != values[0] || values[second + 1 + $0] != values[second]
    }
  }

  private func model(panel: Int) -> WorkflowModel {
    WorkflowModel(
      workflow: plan.scenario.workflows[workflow], plan: strategy.workflows[workflow],
      scenario: plan.scenario, effects: .all,
      builders: SessionPanel.builders(
        plan: plan, seed: seed, randomisation: panel)[workflow],
      momentPoints: precision.pointsPerTrial)
  }

  /// The columns of all keys in each trial.
  private func columns(
    _ trials: [[Double]], panel: Int = Self.randomisation
  ) async -> [[Double]] {
    let keys = keys
    let size = (trials.count + max(threads, 1) - 1) / max(threads, 1)
    return await withTaskGroup(of: (Int, [[Double]]).self) { group in
      for first in stride(from: 0, to: trials.count, by: max(size, 1)) {
        group.addTask {
          let model = model(panel: panel)
          return (
            first,
            trials[first..<min(first + size, trials.count)].map { model.moments(keys, $0, plan) }
          )
        }
      }
      var parts: [Int: [[Double]]] = [:]
      for await (first, part) in group { parts[first] = part }
      return parts.keys.sorted().flatMap { parts[$0]! }
    }
  }

  /// The largest error of means and second moments; `nil` where one is beyond its bound.
  private func error(
    of surface: MomentSurface, _ trials: [[Double]], _ columns: ArraySlice<[Double]>
  ) -> Double? {
    var squares = [Double](repeating: 0, count: surface.columns)
    for (draws, values) in zip(trials, columns) {
      for (column, (found, exact)) in zip(surface.values(in: [draws], block: 1), values)
        .enumerated()
      {
        if found == 0, exact == 0 { continue }
        let difference = log(found / exact)
        squares[column] += difference * difference
      }
    }
    let errors = squares.map { ($0 / Double(trials.count)).squareRoot() }
    let bound = precision.largestError
    var worst = 0.0
    for place in places {
      for (column, error) in errors[place.columns].enumerated() {
        let isStrict = column < CostMoments.nodes.count * 3 && column % 3 < 2
        guard error <= (isStrict ? bound : Self.othersOverBound * bound) else { return nil }
        if isStrict { worst = max(worst, error) }
      }
    }
    return worst
  }
}

extension WorkflowModel {
  /// The moments of several keys in a trial, one after the other.
  func moments(_ keys: [MomentKey], _ draws: [Double], _ plan: Plan) -> [Double] {
    let inputs = Inputs(draws: draws)
    let trial = trial(inputs, weekly: [])
    return keys.flatMap { key in
      moments(
        trial, key, learningMonths: plan.epochs[key.epoch].learningMonths,
        prices: plan.priceFactors(key.epoch, inputs), inputs: inputs)
    }
  }
}
