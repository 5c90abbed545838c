import Scenarios

/// The same feature without one thing: what differs is what that thing costs.
package enum PatternVariant: Sendable, CaseIterable {
  case background, egress, repetition

  /// The scenario without it; `nil` where it has none. Every unknown input stays, so that both have the
  /// same random numbers.
  package func removed(from scenario: Scenario) -> Scenario? {
    switch self {
    case .background: scenario.withoutBackground
    case .egress: scenario.withoutEgress
    case .repetition: scenario.withoutRepetition
    }
  }
}

extension Scenario {
  /// Streams keep their places, which others refer to.
  fileprivate var withoutBackground: Scenario? {
    guard segments.contains(where: \.isBackground) else { return nil }
    return replacing(
      segments: segments.map { segment in
        guard case .background(let runs) = segment.kind else { return segment }
        return .background(
          String(segment.name.dropFirst("background.".count)), workflow: segment.workflow,
          BackgroundRuns(runsPerWeek: .known(0, path: ""), weeks: runs.weeks))
      })
  }

  fileprivate var withoutEgress: Scenario? {
    let isPaid =
      harness.egressMegabytesPerCall.value != .known(0)
      && harness.egressPricePerGigabyte.value != .known(0)
    guard isPaid || !harness.transfers.isEmpty else { return nil }
    return replacing(
      harness: Harness(
        perUnit: harness.perUnit, vectorQueriesPerCall: harness.vectorQueriesPerCall,
        vectorQueryPrice: harness.vectorQueryPrice,
        egressMegabytesPerCall: .known(0, path: ""), egressPricePerGigabyte: .known(0, path: ""),
        services: harness.services))
  }

  /// Requests sent once, as a design draws them: loops with the steps that `planned` gives, or none.
  fileprivate var withoutRepetition: Scenario? {
    guard
      workflows.contains(where: { workflow in
        workflow.calls.contains { $0.retry != nil || $0.validation != nil || $0.loop != nil }
      })
    else { return nil }
    return replacing(
      workflows: workflows.map { workflow in
        workflow.replacing(calls: workflow.calls.map { $0.asDesigned(planned) })
      })
  }

  private func replacing(
    segments: [Segment]? = nil, workflows: [Workflow]? = nil, harness: Harness? = nil
  ) -> Scenario {
    Scenario(
      name: name, unit: unit, attribution: attribution, horizon: horizon, prices: prices,
      models: models, assumptions: assumptions, segments: segments ?? self.segments,
      demand: demand, workflows: workflows ?? self.workflows, routing: routing,
      capacities: capacities, harness: harness ?? self.harness, fixed: fixed,
      commitments: commitments, value: value, learning: learning, correlations: correlations,
      planned: planned, gates: [], warnings: [])
  }
}

extension Call {
  fileprivate func asDesigned(_ planned: [String: Double]) -> Call {
    let steps = loop.flatMap { loop in planned[loop.steps.path].map { (loop, $0) } }
    let designed = steps.map { loop, count in
      Loop(
        steps: EventQuantity(.fixed(.known(count, path: "")), path: ""), maxSteps: loop.maxSteps,
        toolResult: loop.toolResult)
    }
    return Call(
      name: name, model: model, prompt: prompt, output: output, maxTokens: maxTokens,
      tokenChoice: tokenChoice, serviceTier: serviceTier, mustUseTool: mustUseTool,
      webSearches: webSearches, cache: cache, retry: nil, validation: nil, loop: designed,
      labels: labels)
  }
}
