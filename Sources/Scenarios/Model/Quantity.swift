import Distributions

/// A scalar input of a scenario: known to be one number, or unknown and drawn once per trial.
package struct Quantity: Sendable, Equatable {
  package enum Value: Sendable, Equatable {
    case known(Double)
    /// Index into ``Scenario/assumptions``.
    case unknown(Int)
  }

  package let value: Value

  /// Dotted path as people type it, e.g. `workflows.chat.calls.answer.retry.failureRate`.
  package let path: String

  package init(_ value: Value, path: String) {
    self.value = value
    self.path = path
  }

  /// A number fixed by the language's own default or by a literal.
  package static func known(_ value: Double, path: String) -> Quantity {
    Quantity(.known(value), path: path)
  }
}

/// An unknown input: one outer dimension of the simulation.
package struct Assumption: Sendable {
  /// Dotted path of its first use, or `assumptions.NAME` for a named one.
  package let path: String

  /// Every dotted path that reads this draw (one, unless the assumption is named).
  package let usedBy: [String]

  /// The marginal law, already truncated to the field's domain and to `min`/`max`.
  package let law: any Law

  package let note: String?
  package let source: String?

  package init(
    path: String, usedBy: [String], law: any Law, note: String? = nil, source: String? = nil
  ) {
    self.path = path
    self.usedBy = usedBy
    self.law = law
    self.note = note
    self.source = source
  }
}

/// A law of a per-event field: it varies from event to event, and its parameters may be unknown.
package struct VaryingLaw: Sendable, Equatable {
  package let family: LawFamily

  /// Parameters in the order of the scenario text; constants and unknowns mixed.
  package let parameters: [Parameter]

  /// Censoring bounds (`min`, `max`): a value beyond one counts as the bound itself.
  package let lowerCap: Double?
  package let upperCap: Double?

  package struct Parameter: Sendable, Equatable {
    package let name: String
    package let quantity: Quantity

    package init(name: String, quantity: Quantity) {
      self.name = name
      self.quantity = quantity
    }
  }

  package init(
    family: LawFamily, parameters: [Parameter], lowerCap: Double? = nil, upperCap: Double? = nil
  ) {
    self.family = family
    self.parameters = parameters
    self.lowerCap = lowerCap
    self.upperCap = upperCap
  }

  /// The law where its parameters have values, cut at its bounds.
  ///
  /// - Throws: ``LawError`` where the family refuses a value.
  package func law(_ value: (Quantity) -> Double) throws(LawError) -> any Law {
    var values: [String: Double] = [:]
    for parameter in parameters { values[parameter.name] = value(parameter.quantity) }
    let law = try family.law(values)
    guard lowerCap != nil || upperCap != nil else { return law }
    return try Censored(law, lower: lowerCap, upper: upperCap)
  }
}

/// A per-event field: tokens of a message, turns of a session, steps of a loop, seconds of a gap.
package struct EventQuantity: Sendable {
  package enum Value: Sendable {
    /// The same for every event; a non-integer count is a mixture of its two neighbours.
    case fixed(Quantity)
    /// A law whose parameters may be unknown.
    case varying(VaryingLaw)
    /// A law without unknown parameters that needs more than named numbers
    /// (profile, empirical, mixture, discrete, metalog); caps are already applied.
    case measured(any Law, label: String)
  }

  package let value: Value
  package let path: String

  package init(_ value: Value, path: String) {
    self.value = value
    self.path = path
  }
}
