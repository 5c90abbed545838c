/// An entry of `background`.
enum BackgroundLanguage {
  static let workflow = Field.optional(
    "workflow", .workflowName, "Workflow of a run; may be left out when there is one.")
  static let runsPerWeek = Field.quantity(
    "runsPerWeek", .nonNegative, unit: "sessions",
    "Runs in a week, each a session of the workflow; nobody need use the feature.")
  static let from = Field.defaulting(
    "from", .integer(1...520), to: 1, written: .integer(1), unit: "weeks",
    "First week in which it runs, from 1.")
  static let until = Field.optional(
    "until", .integer(1...520), unit: "weeks",
    "Last week in which it runs; the last of the horizon when absent.")

  static let shape = ObjectShape(
    "background", noun: "background work",
    "Sessions that run whether anybody uses the feature or not, and make no units of value.",
    fields: [
      workflow.description, runsPerWeek.description, from.description, until.description,
    ])

  static func build(_ reader: ObjectReader) -> Segment? {
    let workflow = reader.workflow(workflow)
    let runs = reader.read(runsPerWeek)
    let from = reader.read(from)
    let until = reader.read(until)
    guard let workflow, let runs, let from, !reader.has(Self.until) || until != nil else {
      return nil
    }
    let last = until ?? .max
    guard last >= from else {
      reader.decoding.error(
        reader.member(Self.until)?.value ?? reader.node, reader.place.member(Self.until.name),
        "the last week (\(last)) lies before the first (\(from)); exchange `from` and `until`.")
      return nil
    }
    return .background(
      reader.place.name, workflow: workflow,
      BackgroundRuns(runsPerWeek: runs, weeks: (from - 1)...(last - 1)))
  }
}
