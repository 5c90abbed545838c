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

  /// Measures every policy where they are few enough, else those that a genetic search asks for: with
  /// one half of the evaluations it looks for the front, with the other for the best.
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
    let first = space.current.map { [$0] } ?? []
    let reserve = space.current == nil ? 0 : min(space.decisions.count, budget / 10)
    let front = (budget - reserve + 1) / 2
    try await measure(
      GeneticSearch(space.variables, budget: front, seed: options.seed, starting: first),
      score: \.score, progress: report)
    let rest = GeneticSearch(
      space.variables, budget: evaluations - reserve - measured.count, seed: options.seed &+ 1,
      scored: measured.compactMap { entry in
        entry.point.map { (point: $0, score: entry.measurement.objectiveScore) }
      })
    try await measure(rest, score: \.objectiveScore, progress: report)
    try await takeBack(reserve)
  }

  /// Measures what a genetic search asks for until it is at its end, or nearly all is refused.
  private mutating func measure(
    _ search: GeneticSearch, score: (PolicyMeasurement) -> DesignScore,
    progress: (_ measured: Int) -> Void
  ) async throws(CogcastError) {
    var search = search
    let patience = refused + Self.patience * evaluations
    while refused < patience {
      let points = search.next()
      if points.isEmpty { break }
      var scores: [(point: DesignPoint, score: DesignScore?)] = []
      for point in points {
        scores.append((point, try await measure(point).map(score)))
        progress(measured.count)
      }
      search.add(scores)
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
      var entry = measured.first { $0.point == back }
      if entry == nil, left > 0 {
        left -= 1
        _ = try await measure(back)
        entry = measured.last { $0.point == back }
      }
      if let entry, entry.measurement.isSame(as: best.measurement) { point = back }
    }
  }

  private mutating func measure(
    _ point: DesignPoint
  ) async throws(CogcastError) -> PolicyMeasurement? {
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
    var own = options
    own.strategies = goal.strategies(in: policy.scenario)
    own.extraColumns = goal.columns(in: policy.scenario)
    let evaluator = try await FeatureScenario.evaluator(
      policy.scenario, own, layout: layout, progress: nil)
    return PolicyMeasurement(goal, on: evaluator)
  }
}
