/// Warnings about what nothing uses.
enum UseChecks {
  static func run(_ workflows: [NamedEntry<Workflow>]?, _ reader: ObjectReader) {
    let decoding = reader.decoding
    let names = decoding.names
    for (index, workflow) in names.workflows.enumerated()
    where names.workflows.count > 1 && !decoding.isWorkflowUsed(index) {
      warn(
        workflow, in: "workflows", decoding,
        "no segment uses the workflow \(Wording.code(workflow.name)); remove it, or name it in a"
          + " segment.")
    }
    for model in names.models where !decoding.models.isUsed(model.name) {
      warn(
        model, in: "models", decoding,
        "nothing uses the model \(Wording.code(model.name)); remove it, or name it in a call or a"
          + " strategy.")
    }
    if let workflows, let routing = reader.member(ScenarioLanguage.routing),
      workflows.allSatisfy({ $0.value.calls.allSatisfy { $0.model != nil } })
    {
      decoding.warning(
        routing.position, Place.root.member("routing"),
        "every call names its own model, so that `routing` changes nothing; remove it, or the"
          + " `model` of a call.")
    }
    warnOfIdleFallbacks(workflows, decoding)
  }

  /// A fallback needs a routed call that can fail.
  private static func warnOfIdleFallbacks(
    _ workflows: [NamedEntry<Workflow>]?, _ decoding: Decoding
  ) {
    guard let workflows,
      !workflows.contains(where: { $0.value.calls.contains { $0.model == nil && $0.retry != nil } })
    else { return }
    for strategy in decoding.names.strategies {
      guard let fallback = strategy.node.member("fallback") else { continue }
      let place = Place.root.member("routing").member("strategies").member(strategy.name)
      decoding.warning(
        fallback.position, place.member("fallback"),
        "no routed call has a `retry`, so that none fails and the fallback never answers; add a"
          + " `retry` with its `failureRate`.")
    }
  }

  private static func warn(
    _ entry: DeclaredNames.Entry, in block: String, _ decoding: Decoding, _ message: String
  ) {
    decoding.warning(
      entry.position, Place.root.member(block).member(entry.name), message)
  }
}
