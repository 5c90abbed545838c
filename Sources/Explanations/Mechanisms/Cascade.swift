import Scenarios
import Simulation

extension Mechanism {
  /// Escalation and success of a cascade.
  static func cascadeFigures(_ cascade: Cascade) -> [Figure] {
    [
      Figure("B", "sessions that both models serve well", "") { $0(cascade.quality.both) },
      Figure("l", "sessions that only the large one does", "") { $0(cascade.quality.onlyLarge) },
      Figure("s", "sessions that only the small one does", "") { $0(cascade.quality.onlySmall) },
      Figure("t", "failures of the small model that escalate", "") {
        $0(cascade.escalation.truePositive)
      },
      Figure("f", "successes of the small model that escalate", "") {
        $0(cascade.escalation.falsePositive)
      },
      Figure("a", "success of the small model alone", "", "B + s") {
        $0(cascade.quality.both) + $0(cascade.quality.onlySmall)
      },
      Figure("E", "sessions that the large model answers too", "", "(1 - a) * t + a * f") {
        $0.mainRoutes()[1].share
      },
      Figure("Q", "success of a session", "", "a * (1 - f) + t * l + f * B") {
        $0.mainRoutes().reduce(0) { $0 + $1.share * $1.success }
      },
    ]
  }

  static let escalation = Mechanism(
    "escalation", "escalation of a cascade",
    "Which answers of the small model the judge hands on: its hits and its false alarms.",
    fields: [.value("truePositive", "t"), .value("falsePositive", "f")], sources: routingSources,
    guide: .sessionModel
  ) { site in cascadeSiteFigures(site) }

  static let jointQuality = Mechanism(
    "jointQuality", "joint quality of two models",
    "Models fail on the same hard sessions: what a cascade gains depends on how often only one of"
      + " them succeeds, never on their rates alone.",
    fields: [.value("both", "B"), .value("onlyLarge", "l"), .value("onlySmall", "s")],
    isAlwaysThere: true, sources: routingSources, guide: .sessionModel
  ) { site in cascadeSiteFigures(site) }

  private static func cascadeSiteFigures(_ site: Site) -> [Figure] {
    guard case .cascade(let cascade) = site.policy else { return [] }
    return cascadeFigures(cascade)
  }
}
