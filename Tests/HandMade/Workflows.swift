import Scenarios

extension HandMade {
  /// One cached, retried call with two turns, which the engine can run.
  package static func workflow(system: Quantity, output: Quantity) -> Workflow {
    func event(_ value: Double) -> EventQuantity {
      EventQuantity(.fixed(known(value)), path: "test")
    }
    return Workflow(
      name: "chat", turns: event(2), secondsBetweenTurns: event(30), bypass: known(0),
      memory: .full,
      calls: [
        Call(
          name: "answer", model: nil,
          prompt: Prompt(
            system: system, tools: known(0), retrieved: event(200), user: event(50)),
          output: EventQuantity(.fixed(output), path: "test"), maxTokens: nil,
          tokenChoice: TokenChoice(length: known(1), quality: known(1)),
          serviceTier: .standard, mustUseTool: false, webSearches: known(0),
          cache: CachePolicy(ttl: .fiveMinutes, tools: true, system: true, history: true),
          retry: Retry(failureRate: known(0.05), maxAttempts: 3, billedFraction: known(0.4)),
          validation: nil, loop: nil)
      ])
  }
}
