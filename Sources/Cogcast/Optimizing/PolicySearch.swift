import Economics
import Governance
import Kernels
import Simulation
import Summaries

/// Measures policies, each once, all of them on the same random numbers.
struct PolicySearch {
  /// One policy; `point` is `nil` for a file that its own decisions do not allow.
  struct Entry {
    let point: DesignPoint?
    let measurement: PolicyMeasurement
  }

  /// Policies that may be refused for each that is measured, before a search gives up.
  private static let patience = 10

  let space: PolicySpace
  let goal: OptimizationGoal
  let evaluations: Int
  let options: SimulationOptions
  private var layout: OuterLayout
  private(set) var measured: [Entry] = []
  private(set) var refused = 0
  private(set) var refusal: String?
  private(set) var isExhaustive = false

  init(
    _ space: PolicySpace, goal: OptimizationGoal, evaluations: Int, options: SimulationOptions
  ) {
    self.space = space
    self.goal = goal
    self.evaluations = evaluations
    self.options = options
    layout = OuterLayout([space.feature.scenario] + space.soundings.map(\.scenario))
  }

  /// Measures every policy where they are few enough, else those that two searches ask for: with one
  /// half of the evaluations NSGA-II looks for the front, with the other a pattern search goes from
  /// its best policy to the best one near it.
  ///
  /// - Parameter progress: Told the share of the policies that are measured; a search may end early.
  mutating func run(progress: (Double) -> Void) async throws(CogcastError) {
    let expected = space.variables.points(atMost: evaluations) ?? evaluations
    func report(_ count: Int) { progress(Double(count) / Double(expected + 1)) }
    var budget = evaluations
    if space.current == nil {
      measured.append(
        Entry(point: nil, measurement: try await measurement(of: space.feature, options)))
      budget -= 1
    }
    if space.variables.points(atMost: budget) != nil {
      isExhaustive = true
      for point in space.variables.everyPoint {
        _ = try await measure(point)
        report(measured.count)
      }
      return
    }
    let reserve = space.current == nil ? 0 : min(space.decisions.count, budget / 10)
    try await findFront((budget - reserve + 1) / 2, progress: report)
    try await findBest(until: evaluations - reserve, progress: report)
    try await takeBack(reserve)
  }

  private mutating func findFront(
    _ budget: Int, progress: (_ measured: Int) -> Void
  ) async throws(CogcastError) {
    var search = GeneticSearch(
      space.variables, budget: budget, seed: options.seed,
      starting: space.current.map { [$0] } ?? [])
    while refused < Self.patience * evaluations {
      let points = search.next()
      if points.isEmpty { break }
      var scores: [(point: DesignPoint, score: DesignScore?)] = []
      for point in points {
        scores.append((point, try await measure(point)?.score))
        progress(measured.count)
      }
      search.add(scores)
    }
  }

  /// From the best of the front to the best near it.
  private mutating func findBest(
    until limit: Int, progress: (_ measured: Int) -> Void
  ) async throws(CogcastError) {
    let found = measured.compactMap { entry in
      entry.point.map { (point: $0, score: entry.measurement.objectiveScore) }
    }
    guard var start = found.first else { return }
    for other in found where other.score.dominates(start.score) { start = other }
    var search = PatternSearch(space.variables, from: start.point, score: start.score)
    while measured.count < limit, refused < 2 * Self.patience * evaluations,
      let point = search.next()
    {
      search.add(point, try await measure(point)?.objectiveScore)
      progress(measured.count)
    }
  }

  /// Takes back the changes of the best policy that change nothing: a search does not know that a
  /// threshold is idle where another strategy is in use.
  ///
  /// - Parameter limit: Policies that may be measured for it.
  private mutating func takeBack(_ limit: Int) async throws(CogcastError) {
    let kept = measured.filter { $0.point != nil && $0.measurement.verdict == .pass }
    guard let current = space.current,
      let best = kept.min(by: { $0.measurement.cost < $1.measurement.cost }), var point = best.point
    else { return }
    var left = limit
    for decision in space.changes(at: point) {
      var back = point
      back[decision] = current[decision]
      if left == 0 { return }
      left -= 1
      if try await measure(back)?.isSame(as: best.measurement) == true { point = back }
    }
  }

  private mutating func measure(
    _ point: DesignPoint
  ) async throws(CogcastError) -> PolicyMeasurement? {
    if let known = measured.first(where: { $0.point == point }) { return known.measurement }
    guard let policy = accepted(point) else { return nil }
    layout = layout.adding(policy.scenario)
    let measurement = try await measurement(of: policy, options)
    measured.append(Entry(point: point, measurement: measurement))
    return measurement
  }

  /// The policy's scenario; `nil` where its values do not go together.
  private mutating func accepted(_ point: DesignPoint) -> FeatureScenario? {
    do throws(CogcastError) {
      let policy = try space.scenario(at: point)
      do throws(ExpressionError) {
        _ = try goal.reread(in: policy.scenario)
        return policy
      } catch {
        refuse(error.message)
      }
    } catch {
      if case .invalidScenario(_, let findings) = error {
        refuse(findings.first { $0.severity == .error }?.message ?? "")
      } else {
        refuse("\(error)")
      }
    }
    return nil
  }

  private mutating func refuse(_ reason: String) {
    refused += 1
    refusal = refusal ?? reason
  }

  /// What a forecast of some policy says, on the random numbers of all.
  func measurement(
    of policy: FeatureScenario, _ options: SimulationOptions
  ) async throws(CogcastError) -> PolicyMeasurement {
    let goal: OptimizationGoal
    do throws(ExpressionError) {
      goal = try self.goal.reread(in: policy.scenario)
    } catch {
      preconditionFailure("an accepted policy answers the goal")
    }
    let part = JointSimulation.Part(
      scenario: policy.scenario, strategies: goal.strategies(in: policy.scenario),
      columns: goal.columns(in: policy.scenario))
    return PolicyMeasurement(
      goal, on: try await JointSimulation(on: layout, options).run([part])[0])
  }
}
