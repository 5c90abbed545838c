import Scenarios
import Simulation

extension Mechanism {
  static let commitment = Mechanism(
    "commitment", "commitment",
    "Paid in its weeks whatever the traffic. What production uses of it is its utilisation, and nothing"
      + " where it serves no model that is called, or nothing in production at all: the rest is idle.",
    fields: [
      .value("provider"), .value("perMonth"), .value("perWeek"), .value("fromWeek"),
      .value("from"), .value("untilWeek"), .value("until"), .form("utilisation"),
      .value("serves"), .value("production"),
    ],
    isSwitchable: true, metrics: [.costCommitments, .costIdleCommitments],
    sources: [.definition, .finops], guide: .economics
  ) { site in
    guard let name = site.keys["commitment"],
      let commitment = site.scenario.commitments.first(where: { $0.name == name })
    else { return [] }
    let weeks = commitment.weeks.count
    let isIdle = !site.scenario.isInProduction(commitment)
    return [
      Figure("w", "price of a week", "USD") { $0.weeklyPrice(of: commitment) },
      Figure("u", "share that production uses", "") {
        isIdle ? 0 : $0.utilisation(of: commitment)
      },
      Figure("C", "cost of its \(weeks) weeks", "USD", "\(weeks) * w") {
        $0.commitmentCost(commitment).all
      },
      Figure("L", "of that, idle", "USD", "C * (1 - u)") { $0.commitmentCost(commitment).idle },
    ]
  }
}
