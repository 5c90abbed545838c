/// A way in which the cost of an AI feature goes wrong without anybody noticing.
///
/// - Source: FinOps-for-AI guide, "The five AI cost anti-patterns". A threshold that the guide does not
///   give is stated with its reason.
package enum AntiPattern: String, Sendable, CaseIterable {
  case zombie, churnDebt, agenticLoop, dataEgress, negativeUnits

  package var title: String {
    switch self {
    case .zombie: "zombie feature"
    case .churnDebt: "debt of changing technology"
    case .agenticLoop: "agents in loops"
    case .dataEgress: "data between regions"
    case .negativeUnits: "each unit at a loss, at scale"
    }
  }

  /// What is held against the threshold.
  package var measure: String {
    switch self {
    case .zombie:
      "share of background work in the cost of four weeks, while use is a quarter below its peak and"
        + " the work has not shrunk with it"
    case .churnDebt:
      "share of a quarter's cost that goes to commitments which production does not use"
    case .agenticLoop:
      "tokens with retries, validation, loops and delegation over tokens of the design without them"
    case .dataEgress: "share of egress in the cost of four weeks"
    case .negativeUnits:
      "value less inference and harness of four weeks, while use is a quarter above that of three"
        + " months before"
    }
  }

  /// The value from which on the pattern is there.
  package var threshold: Double {
    switch self {
    case .zombie: 0.5
    case .churnDebt: 0.3
    case .agenticLoop: 5
    case .dataEgress: 0.15
    case .negativeUnits: 0
    }
  }

  package var thresholdSource: String {
    switch self {
    case .zombie:
      "more is spent for nobody than for users; the guide names a signal and no number"
    case .churnDebt: "guide, pattern 2: 30 to 40 % of AI spend supports abandoned experiments"
    case .agenticLoop: "guide, pattern 3: tokens multiply 5 to 50 times per user request"
    case .dataEgress: "guide, pattern 4: data movement is 15 to 25 % of total AI costs"
    case .negativeUnits:
      "guide, pattern 5: unit margin declining as volume increases; below 0 it loses"
    }
  }

  package var advice: String {
    switch self {
    case .zombie:
      "tie background work to use: run it when a result is asked for, give it a last week, and agree on"
        + " who switches the feature off"
    case .churnDebt:
      "end or transfer what serves no production model, and name an owner and a last day for each"
        + " commitment"
    case .agenticLoop:
      "cap steps, rounds and agents of a request, stop at a budget of tokens, and alert on the calls of"
        + " one session"
    case .dataEgress: "bring data, embeddings and inference into one region, or send references"
    case .negativeUnits:
      "lower the cost of a unit or raise its price before growth: route, cache, or limit units a user"
    }
  }
}

/// Lengths over which the detectors look, and how much use must have moved.
package enum PatternWindow {
  /// Weeks; one alone is moved by noise, and the guide's month is too long to act on.
  package static let weeks = 4
  /// Weeks of a quarter: commitments are bought by the month or longer, and the ramp of a launch makes
  /// them look idle in its first weeks.
  package static let quarter = 13
  /// Use has fallen when a window is this share below its peak: three standard deviations of a ratio of
  /// four-week means where weekly noise is 0.12.
  package static let fall = 0.25
  /// Use grows when a window is this share above that of a quarter before, for the same reason.
  package static let growth = 0.25
  /// Tokens of a log that stay at this share are stable.
  package static let stable = 0.9
}
