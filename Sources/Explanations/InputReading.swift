import Distributions
import JSONDocuments
import Scenarios
import Simulation

/// Reads the fields of a mechanism as the scenario has them.
struct InputReading {
  let site: Site
  let mechanism: Mechanism
  /// The path that was typed.
  let marked: String?

  /// The field itself, and the parameters of its law.
  func inputs(_ field: MechanismField, at point: EnginePoint) -> [ExplainedInput] {
    guard case .value(let symbol) = field.kind else { return [] }
    let path = site.entering(field.name).path
    let known = site.scenario.inputs.filter {
      $0.path == path || $0.path.hasPrefix(path + ".") && isPart($0.path, of: field)
    }
    guard known.contains(where: { $0.path == path }) else {
      return setting(field, symbol: symbol, path: path).map { [$0] } ?? []
    }
    let ordered = known.filter { $0.path == path } + known.filter { $0.path != path }
    return ordered.map { input in
      let own = input.path == path
      let meaning =
        own ? self.meaning(field) : "its \(input.path.dropFirst(path.count + 1))"
      return explained(input, symbol: own ? symbol : nil, meaning: meaning, at: point)
    }
  }

  /// False for what is another field's: inputs of an unnamed field are those without a name of
  /// their own.
  private func isPart(_ path: String, of field: MechanismField) -> Bool {
    guard field.name.isEmpty else { return true }
    let rest = path.dropFirst(site.path.count + 1)
    return !mechanism.fields.contains { other in
      !other.name.isEmpty && (rest == other.name || rest.hasPrefix(other.name + "."))
    }
  }

  private func explained(
    _ input: ScenarioInput, symbol: String?, meaning: String, at point: EnginePoint
  ) -> ExplainedInput {
    var value: Double?
    var spread: Spread?
    var source: String?
    switch input.kind {
    case .known: value = Double(input.summary)
    case .unknown:
      let assumption = site.scenario.assumptions.first { $0.usedBy.contains(input.path) }
      value = assumption?.law.quantile(0.5)
      spread = assumption.map { Spread(of: $0.law) }
      source = assumption?.source
    case .varies:
      let event = site.scenario.events.first { $0.path == input.path }
      if let counts = event.flatMap({ point.count($0) }) {
        value = counts.mean
        spread = Spread(of: counts)
      } else {
        value = event.map { point.mean($0) }
        spread = event.flatMap { point.law($0) }.map { Spread(of: $0) }
      }
    }
    return ExplainedInput(
      path: input.path, symbol: symbol, meaning: meaning, unit: input.unit,
      kind: ExplainedInput.Kind(input.kind), isDefault: input.isDefault,
      isMarked: marked == input.path, summary: input.summary, value: value, spread: spread,
      source: source)
  }

  /// A field that is no input: what the file writes, or its default.
  private func setting(
    _ field: MechanismField, symbol: String?, path: String
  ) -> ExplainedInput? {
    let description = description(field)
    let written = site.entering(field.name).node
    var text = written?.shown
    var value: Double?
    if case .number(let number)? = written?.value { value = number }
    if written == nil, field.hasDefault, case .defaultsTo(let standard)? = description?.presence {
      text = standard.compact
      value = Double(standard.compact)
    }
    guard let text = text ?? (marked == path ? "not given" : nil) else { return nil }
    // An object with parts of its own says nothing on one line.
    if field.name.isEmpty, case .object? = written?.value, mechanism.name != "assumption" {
      return nil
    }
    return ExplainedInput(
      path: path, symbol: symbol, meaning: meaning(field), unit: description?.unit,
      kind: .setting, isDefault: written == nil, isMarked: marked == path, summary: text,
      value: value, spread: nil, source: nil)
  }

  private func description(_ field: MechanismField) -> FieldDescription? {
    mechanism.shapes.lazy.compactMap { shape -> FieldDescription? in
      // A scalar is described by the object that has it.
      let parts = shape.split(separator: ".").map(String.init)
      if field.name.isEmpty, parts.count == 2 {
        return LanguageIndex.field(parts[1], of: parts[0])
      }
      return LanguageIndex.field(field.name, of: shape)
    }.first
  }

  private func meaning(_ field: MechanismField) -> String {
    field.meaning ?? description(field)?.summary ?? mechanism.title
  }
}

extension ExplainedInput.Kind {
  fileprivate init(_ kind: ScenarioInput.Kind) {
    self =
      switch kind {
      case .known: .known
      case .unknown: .unknown
      case .varies: .varies
      }
  }
}

extension Scenario {
  /// Every field that may vary from event to event.
  fileprivate var events: [EventQuantity] {
    workflows.flatMap { workflow in
      [workflow.turns, workflow.secondsBetweenTurns]
        + workflow.calls.flatMap { call in
          [call.prompt.retrieved, call.prompt.user, call.prompt.opening, call.output]
            + (call.loop.map { [$0.steps, $0.toolResult] } ?? [])
        }
    }
  }
}

extension JSONNode {
  /// On one line, a text without its quotes.
  fileprivate var shown: String {
    if case .string(let text) = value { return text }
    return text.compact
  }
}
