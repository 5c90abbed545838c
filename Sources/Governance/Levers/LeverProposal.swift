/// One way to pull a lever of a scenario.
package struct LeverProposal: Sendable {
  /// What becomes of the answers.
  package enum Quality: Sendable, Equatable {
    /// They are the same; why.
    case unchanged(String)
    /// The forecast says what becomes of them; by what rule.
    case modelled(String)
    /// Nobody measured it, and the forecast holds success as it is; what is not known.
    case unknown(String)

    package var reason: String {
      switch self {
      case .unchanged(let reason), .modelled(let reason), .unknown(let reason): reason
      }
    }

    package var isKnown: Bool {
      if case .unknown = self { false } else { true }
    }
  }

  /// A number that the effect depends on and that the scenario does not state.
  package struct MissingNumber: Sendable {
    /// What it is the share of: "turns that plain code can answer".
    package let share: String
    /// How much of it is tried, 0...1.
    package let tried: Double
    /// The same lever pulled in vain, where that costs something: lookups that find nothing.
    package let inVain: [ScenarioEdit]?

    package init(share: String, tried: Double = 0.1, inVain: [ScenarioEdit]? = nil) {
      self.share = share
      self.tried = tried
      self.inVain = inVain
    }
  }

  package let lever: LeverName
  /// What it acts on; proposals of one lever at one place are alternatives.
  package let place: String
  /// What is done, in a few words.
  package let title: String
  package let edits: [ScenarioEdit]
  package let quality: Quality
  /// `nil` where the scenario states everything that the saving depends on.
  package let missing: MissingNumber?

  package init(
    _ lever: LeverName, at place: String, _ title: String, _ edits: [ScenarioEdit],
    quality: Quality, missing: MissingNumber? = nil
  ) {
    self.lever = lever
    self.place = place
    self.title = title
    self.edits = edits
    self.quality = quality
    self.missing = missing
  }
}

/// Why a lever moves nothing.
package struct IdleLever: Sendable, Equatable {
  package let lever: LeverName
  /// Dotted path; empty for the scenario.
  package let place: String
  package let reason: String

  package init(_ lever: LeverName, at place: String = "", _ reason: String) {
    self.lever = lever
    self.place = place
    self.reason = reason
  }
}
