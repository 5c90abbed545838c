import Foundation
import Scenarios
import Simulation

extension Mechanism {
  static let adoption = Mechanism(
    "adoption", shapes: ["segment.adoption", "logistic", "bass"], "adoption",
    "Share of the users that has adopted the feature, at the middle of each week: constant, an"
      + " S-curve by weeks, or Bass diffusion with rates per year.",
    fields: [
      .value("", "c", "Share of the users that has adopted"), .value("ceiling", "c"),
      .value("weeksToHalf", "h"), .value("launchShare", "s"), .value("innovation", "p"),
      .value("imitation", "q"), .label("logistic"), .label("bass"),
    ], isAlwaysThere: true,
    sources: [
      Source(
        "Bass, \"A New Product Growth for Model Consumer Durables\", Management Science 15 (1969)",
        .recalled),
      Source("Logistic growth; k from the share reached at launch", .arithmetic),
    ], guide: .traffic
  ) { site in
    guard let segment = site.segment else { return [] }
    let weeks = [1, 13, 26, 52].filter { $0 <= site.scenario.horizon.weeks }
    let curve = weeks.map { week in
      Figure(
        "a\(week)", "share that has adopted in week \(week)", "",
        formula(segment.adoption, week: week)
      ) { $0.adoption(segment).adopted[week - 1] }
    }
    return steepness(segment.adoption) + curve + half(segment.adoption)
  }

  private static func formula(_ adoption: Adoption, week: Int) -> String {
    switch adoption {
    case .constant: "c"
    case .logistic: "c / (1 + exp(-k * (\(week) - 0.5 - h)))"
    case .bass:
      "c * (1 - exp(-(p + q) * (\(week) - 0.5) / 52))"
        + " / (1 + q / p * exp(-(p + q) * (\(week) - 0.5) / 52))"
    }
  }

  private static func steepness(_ adoption: Adoption) -> [Figure] {
    guard case .logistic(_, let half, let launch) = adoption else { return [] }
    return [
      Figure("k", "steepness of the curve", "per week", "ln((1 - s) / s) / h") {
        log((1 - $0(launch)) / $0(launch)) / $0(half)
      }
    ]
  }

  private static func half(_ adoption: Adoption) -> [Figure] {
    switch adoption {
    case .constant: []
    case .logistic(_, let half, _):
      [Figure("t", "time until half of the ceiling", "weeks", "h") { $0(half) }]
    case .bass(let innovation, let imitation, _):
      [
        Figure(
          "t", "time until half of the ceiling", "weeks", "52 * ln(2 + q / p) / (p + q)"
        ) {
          let (p, q) = ($0(innovation), $0(imitation))
          return 52 * log(2 + q / p) / (p + q)
        }
      ]
    }
  }
}
