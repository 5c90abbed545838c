/// One entry of `decisions`, before its path is looked up.
struct WrittenDecision {
  enum Choices {
    case values([JSONText])
    case range(from: Double, to: Double, step: Double?)
  }

  let choices: Choices
  let node: JSONNode
  let place: Place
}

/// The `decisions` block: what a search may choose.
enum DecisionLanguage {
  static let from = Field.required("from", .number(.signed), "Lowest value.")
  static let to = Field.required("to", .number(.signed), "Highest value.")
  static let step = Field.optional(
    "step", .number(.positive),
    "Distance of the values; any number of the range without it.")

  static let range = ObjectShape(
    "decisionRange", noun: "the range of a decision", "Numbers that a decision may be.",
    fields: [from.description, to.description, step.description])

  /// More are no longer a choice; beyond, give a step.
  private static let mostValues = 100
  /// Values that a range may have by its step: each is tried in its place.
  private static let mostSteps = 1000

  static let oneOf = Field.required(
    "oneOf", .list(of: .anything, count: 2...mostValues, noun: "value"),
    "Values that a decision may be, without an order.")

  static let values = ObjectShape(
    "decisionValues", noun: "the values of a decision", "Values that a decision may be.",
    fields: [oneOf.description])

  static func buildRange(_ reader: ObjectReader) -> WrittenDecision? {
    let from = reader.read(from)
    let to = reader.read(to)
    let step = reader.read(step)
    guard let from, let to, !reader.has(Self.step) || step != nil else { return nil }
    guard from < to else {
      reader.decoding.error(
        reader.member(Self.to)?.value ?? reader.node, reader.place.member("to"),
        "found \(Wording.number(to)), which is not above `from` (\(Wording.number(from))); a decision "
          + "needs at least two values.")
      return nil
    }
    if let step, !check(step, from: from, to: to, reader) { return nil }
    return WrittenDecision(
      choices: .range(from: from, to: to, step: step), node: reader.node, place: reader.place)
  }

  /// Refuses a step that does not lead from one end to the other.
  private static func check(
    _ step: Double, from: Double, to: Double, _ reader: ObjectReader
  ) -> Bool {
    let steps = (to - from) / step
    let node = reader.member(Self.step)?.value ?? reader.node
    let place = reader.place.member("step")
    guard steps < Double(mostSteps) else {
      reader.decoding.error(
        node, place,
        "steps of \(Wording.number(step)) from \(Wording.number(from)) to \(Wording.number(to)) are"
          + " more than \(mostSteps) values; make the step larger, or leave it out for any number"
          + " between.")
      return false
    }
    guard abs(steps - steps.rounded()) <= 1e-6 else {
      let below = Decision.clean(from + step * steps.rounded(.down))
      reader.decoding.error(
        node, place,
        "steps of \(Wording.number(step)) from \(Wording.number(from)) do not reach"
          + " \(Wording.number(to)); change `to` to"
          + " \(below > from ? Wording.number(below) + " or " : "")"
          + "\(Wording.number(Decision.clean(below + step))), or the step.")
      return false
    }
    return true
  }

  static func buildValues(_ reader: ObjectReader) -> WrittenDecision? {
    guard let values = reader.read(oneOf) else { return nil }
    for (index, value) in values.enumerated() {
      guard let first = values.firstIndex(of: value), first != index else { continue }
      reader.decoding.error(
        reader.member(oneOf)?.value.part(.element(index)) ?? reader.node,
        reader.place.member("oneOf").element(index),
        "this value stands in the list twice; keep one.")
      return nil
    }
    return WrittenDecision(choices: .values(values), node: reader.node, place: reader.place)
  }
}

extension Codec where Value == [NamedEntry<WrittenDecision>] {
  /// More than twenty are a search that a few hundred forecasts say nothing about.
  static let decisions = Codec.names(
    .path, of: .decision, count: 0...20, noun: "decision")
}

extension Codec where Value == WrittenDecision {
  fileprivate static let decision: Codec = {
    let range = Codec.object(DecisionLanguage.range, build: DecisionLanguage.buildRange)
    let values = Codec.object(DecisionLanguage.values, build: DecisionLanguage.buildValues)
    return Codec(schema: .anyOf([range.schema(), values.schema()])) { node, place, decoding in
      guard case .object(let members) = node.value else {
        decoding.wrongType(
          node, place,
          allowed: "{ \"from\": …, \"to\": …, \"step\": … } or { \"oneOf\": [ … ] }")
        return nil
      }
      let isList = members.contains { $0.key == DecisionLanguage.oneOf.name }
      return (isList ? values : range).decode(node, place, decoding)
    }
  }()
}

extension Codec where Value == JSONText {
  /// Any JSON value; what it must be, the place says in which it is tried.
  fileprivate static let anything = Codec(schema: Schema([:] as KeyValuePairs)) { node, _, _ in
    if case .invalid = node.value { return nil }
    return node.text
  }
}
