/// Where a formula or a default comes from, and how sure that is.
package struct Source: Sendable, Equatable {
  package enum Standing: String, Sendable, CaseIterable {
    /// Follows from the definitions by arithmetic.
    case arithmetic
    /// In the literature, and held against its own numbers by a test.
    case published
    /// In the literature, cited from memory; its result is checked by simulation.
    case recalled
    /// Counted in public data.
    case measured
    /// A page of the provider or the organisation itself.
    case official
    /// A page about the source, not the source.
    case secondary
    /// The organisation that wrote the scenario says so.
    case stated

    package var words: String {
      switch self {
      case .arithmetic: "follows by arithmetic"
      case .published: "published; a test holds it against published numbers"
      case .recalled: "published; cited from memory, its result checked by simulation"
      case .measured: "measured on public data"
      case .official: "official page"
      case .secondary: "secondary page; use with care"
      case .stated: "stated by the scenario or its price book"
      }
    }
  }

  package let text: String
  package let standing: Standing

  package init(_ text: String, _ standing: Standing) {
    self.text = text
    self.standing = standing
  }

  static let definition = Source("Definition of the scenario language", .arithmetic)
  static let klugman = Source(
    "Klugman, Panjer & Willmot, \"Loss Models\", ch. 6 and 9", .recalled)
  static let kemeny = Source(
    "Kemeny & Snell, \"Finite Markov Chains\" (1960), ch. 3: N = (I - Q)^-1", .recalled)
  static let finops = Source(
    "FinOps Foundation, \"FinOps for AI\" guide, cost of a unit and return", .published)
}

/// The page of the guide that tells more.
package enum GuidePage: String, Sendable, CaseIterable {
  case sessionModel = "SessionModel"
  case traffic = "Traffic"
  case economics = "Economics"
  case repetition = "Repetition"
  case harness = "Harness"
  case capacity = "Capacity"
  case changingPrices = "ChangingPrices"
  case prices = "Prices"
  case language = "ScenarioLanguage"
  case bands = "ReadingTheBands"
  case gates = "Gates"
  case optimizing = "Optimizing"
  case comparing = "Comparing"
}
