import Scenarios
import Simulation
import Summaries

/// Everything there is to say about one mechanism of the scenario language.
///
/// Add one in a file of its own beside the others, name it in ``Mechanism/all``, and say in
/// its fields what it covers: a test walks the schema of the language and fails for an object or a field
/// that nothing explains.
package struct Mechanism: Sendable {
  /// Name by which fields of other mechanisms refer to it.
  package let name: String
  /// Definitions of the scenario schema that it covers, or members of one, e.g. `workflow.memory`.
  package let shapes: [String]
  package let title: String
  package let about: String
  package let fields: [MechanismField]
  /// Whether it is there where the file says nothing, with its defaults.
  package let isAlwaysThere: Bool
  /// Whether a scenario without it says what it adds.
  package let isSwitchable: Bool
  /// Metrics that it is judged by.
  package let metrics: [MetricName]
  package let sources: [Source]
  package let guide: GuidePage
  let results: @Sendable (Site) -> [Figure]

  init(
    _ name: String, shapes: [String]? = nil, _ title: String, _ about: String,
    fields: [MechanismField] = [], isAlwaysThere: Bool = false, isSwitchable: Bool = false,
    metrics: [MetricName] = [], sources: [Source], guide: GuidePage,
    results: @escaping @Sendable (Site) -> [Figure] = { _ in [] }
  ) {
    self.name = name
    self.shapes = shapes ?? [name]
    self.title = title
    self.about = about
    self.fields = fields
    self.isAlwaysThere = isAlwaysThere
    self.isSwitchable = isSwitchable
    self.metrics = metrics
    self.sources = sources
    self.guide = guide
    self.results = results
  }
}

/// A field of a mechanism's object; names of inner objects that have no mechanism of their own are
/// written with dots, as `window.turns`.
package struct MechanismField: Sendable {
  package enum Kind: Sendable, Equatable {
    /// A number, law or setting; its letter in the formulas, where they have it.
    case value(symbol: String?)
    /// Explained by another mechanism.
    case mechanism(String)
    /// Objects by names that the author chooses, each explained by another mechanism.
    case named(String)
    /// A list of objects, by name or position, each explained by another mechanism.
    case list(String)
    /// Names something; there is nothing to explain.
    case label
  }

  package let name: String
  package let kind: Kind
  /// Where the language describes no field of the name.
  package let meaning: String?
  /// Whether its default means something where the file says nothing; of a field that only some forms
  /// of the object have it does not.
  let hasDefault: Bool

  private init(
    _ name: String, _ kind: Kind, _ meaning: String? = nil, hasDefault: Bool = true
  ) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    self.hasDefault = hasDefault
  }

  static func value(
    _ name: String, _ symbol: String? = nil, _ meaning: String? = nil
  ) -> MechanismField {
    MechanismField(name, .value(symbol: symbol), meaning)
  }

  /// A field of one form of the object.
  static func form(_ name: String, _ symbol: String? = nil) -> MechanismField {
    MechanismField(name, .value(symbol: symbol), hasDefault: false)
  }

  static func part(_ name: String, _ mechanism: String? = nil) -> MechanismField {
    MechanismField(name, .mechanism(mechanism ?? name))
  }

  static func named(_ name: String, _ mechanism: String) -> MechanismField {
    MechanismField(name, .named(mechanism))
  }

  static func list(_ name: String, _ mechanism: String) -> MechanismField {
    MechanismField(name, .list(mechanism))
  }

  static func label(_ name: String) -> MechanismField { MechanismField(name, .label) }
}

/// One number of a mechanism, taken from the engine at a point.
struct Figure {
  let symbol: String
  let meaning: String
  let unit: String
  let formula: String?
  let value: (EnginePoint) -> Double

  /// - Parameter formula: Right-hand side, of symbols of inputs and of figures before it, with
  ///   + - * / ^, parentheses and exp, ln, sqrt, sin, min, max: what it evaluates to is the value.
  init(
    _ symbol: String, _ meaning: String, _ unit: String, _ formula: String? = nil,
    _ value: @escaping (EnginePoint) -> Double
  ) {
    self.symbol = symbol
    self.meaning = meaning
    self.unit = unit
    self.formula = formula
    self.value = value
  }
}
