import Governance
import Reports
import Scenarios
import Simulation
import Summaries

extension FeatureScenario {
  /// Part of the trials with which policies are measured first.
  private static let firstTrialShare = 8
  /// Fewest of them: of eight a randomisation, a P95 without lines is the largest.
  private static let fewestFirstTrials = 128

  /// Looks for the best policy among those that the scenario's `decisions` allow.
  ///
  /// Every policy is measured on the same random numbers: first with an eighth of the trials, all
  /// policies where they are no more than the evaluations, else those of a search (NSGA-II, then a
  /// pattern search); then those near the best, and the front, with all trials.
  ///
  /// - Parameters:
  ///   - request: What to improve, what to keep, and how many policies may be measured.
  ///   - options: Method, trials, seed, threads; without a precision.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a scenario without decisions, a goal that it
  ///   cannot answer or options that the engine cannot serve, ``CogcastError/cancelled`` when the
  ///   task is.
  public func optimize(
    _ request: OptimizationRequest, _ options: RunOptions = RunOptions(),
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureOptimization {
    try request.check()
    guard options.precision == nil else {
      throw .invalidRequest(
        "a search has no precision: the policies near the best are measured with all --trials.")
    }
    guard !scenario.decisions.isEmpty else {
      throw .invalidRequest(
        "\(file) has no `decisions`, so there is nothing to choose. Declare what may change, by "
          + "dotted path, e.g.\n\(decisionsExample)")
    }
    let goal = try goal(of: request)
    let full = try options.simulation(.distributions)
    var first = full
    first.trials = Self.firstTrials(of: full)
    let firstShare = Self.firstShare(of: request.evaluations, first: first, full: full)
    var search = PolicySearch(
      PolicySpace(self), goal: goal, evaluations: request.evaluations, options: first)
    try await search.run { progress?($0 * firstShare) }
    progress?(firstShare)
    let assembly = OptimizationAssembly(search, full: full, warnings: scenario.warnings)
    return try await assembly.result { progress?(firstShare + (1 - firstShare) * $0) }
  }

  private static func firstTrials(of options: SimulationOptions) -> Int {
    let each = options.randomisations
    let part = options.trials / firstTrialShare / each * each
    return min(max(part, fewestFirstTrials), options.trials)
  }

  /// Part of the work that the first measurement is.
  private static func firstShare(
    of evaluations: Int, first: SimulationOptions, full: SimulationOptions
  ) -> Double {
    let before = Double(evaluations * first.trials)
    return before / (before + Double(PolicyShortlist.most * full.trials))
  }

  private func goal(of request: OptimizationRequest) throws(CogcastError) -> OptimizationGoal {
    let (direction, expression): (Governance.Objective.Direction, String) =
      switch request.objective {
      case .minimize(let text): (.minimize, text)
      case .maximize(let text): (.maximize, text)
      }
    do throws(ExpressionError) {
      let objective = try Governance.Objective(direction, parsing: expression, in: scenario)
      var constraints: [Gate] = []
      for text in request.constraints {
        constraints.append(try OptimizationGoal.constraint(parsing: text, in: scenario))
      }
      return OptimizationGoal(objective: objective, constraints: constraints)
    } catch {
      throw .invalidRequest("\(error)")
    }
  }

  /// A block that this scenario could hold.
  private var decisionsExample: String {
    let workflow = scenario.workflows[0]
    let call = "workflows.\(workflow.name).calls.\(workflow.calls[0].name).maxTokens"
    let use =
      strategies.count > 1
      ? "\"routing.use\": { \"oneOf\": [\(strategies.map { "\"\($0)\"" }.joined(separator: ", "))] },\n    "
      : ""
    return
      "  \"decisions\": {\n    \(use)\"\(call)\": { \"from\": 256, \"to\": 1024, \"step\": 256 }\n  }"
  }
}
