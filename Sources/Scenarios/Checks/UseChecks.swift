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
  }

  private static func warn(
    _ entry: DeclaredNames.Entry, in block: String, _ decoding: Decoding, _ message: String
  ) {
    decoding.warning(
      entry.position, Place.root.member(block).member(entry.name), message)
  }
}
