import Foundation
import Scenarios
import Simulation

extension Mechanism {
  static let harness = Mechanism(
    "harness", "harness",
    "What surrounds the model: so much for each unit, vector queries and egress for each request sent to"
      + " a model, services by what they are paid for, and data that moves between regions.",
    fields: [
      .value("perUnit", "u"), .part("vectorQueries"), .part("egress"),
      .named("services", "service"), .part("regions"), .list("flows", "flow"),
    ],
    isAlwaysThere: true, isSwitchable: true, metrics: [.costHarness], sources: [.definition],
    guide: .economics
  ) { site in
    let harness = site.scenario.harness
    return [
      Figure("v", "vector queries of a request", "USD") {
        $0(harness.vectorQueriesPerCall) * $0(harness.vectorQueryPrice)
      },
      Figure("e", "egress of a request", "USD") {
        $0(harness.egressMegabytesPerCall) / 1000 * $0(harness.egressPricePerGigabyte)
      },
      Figure(
        "R", "harness cost of a request, services and flows included", "USD",
        harness.services.isEmpty && harness.transfers.isEmpty ? "v + e" : nil
      ) { $0.harnessPrice(.request, harness) },
      Figure("N", "harness cost of a unit", "USD") { $0.harnessPrice(.unit, harness) },
      Figure("X", "harness cost of a month without use", "USD") {
        $0.harnessPrice(.month, harness)
      },
    ]
  }

  static let vectorQueries = Mechanism(
    "vectorQueries", "vector queries", "Queries of a vector index for each request to a model.",
    fields: [.value("perCall", "q"), .value("price", "p")], isAlwaysThere: true,
    isSwitchable: true, sources: [.definition], guide: .economics
  ) { site in
    let harness = site.scenario.harness
    return [
      Figure("v", "vector queries of a request", "USD", "q * p") {
        $0(harness.vectorQueriesPerCall) * $0(harness.vectorQueryPrice)
      }
    ]
  }

  static let egress = Mechanism(
    "egress", "egress",
    "Data that crosses a region boundary for each request to a model; a GB is 1,000 MB.",
    fields: [.value("MBPerCall", "m"), .value("pricePerGB", "p")], isAlwaysThere: true,
    isSwitchable: true, sources: [.definition], guide: .economics
  ) { site in
    let harness = site.scenario.harness
    return [
      Figure("e", "egress of a request", "USD", "m / 1000 * p") {
        $0(harness.egressMegabytesPerCall) / 1000 * $0(harness.egressPricePerGigabyte)
      }
    ]
  }

  static let fixed = Mechanism(
    "fixed", "fixed costs",
    "Paid whatever the use. The monthly part is in every cost metric; the one-off part enters return,"
      + " payback and net value alone.",
    fields: [.value("oneOff", "K"), .value("monthly", "m")], isAlwaysThere: true,
    isSwitchable: true, metrics: [.costFixed], sources: [.definition, .finops], guide: .economics
  ) { site in
    let (fixed, weeks) = (site.scenario.fixed, site.scenario.horizon.weeks)
    let months = Double(weeks) / MonthGrid.weeksPerMonth
    return [
      Figure("F", "monthly costs over the horizon", "USD", "m * 3 * \(weeks) / 13") {
        $0(fixed.monthly) * months
      },
      Figure("A", "both over the horizon", "USD", "F + K") {
        $0(fixed.monthly) * months + $0(fixed.oneOff)
      },
    ]
  }

  static let value = Mechanism(
    "value", shapes: ["scenario.value"], "value", "What a unit earns, by one of four methods.",
    fields: [
      .part("costDisplacement"), .part("revenue"), .part("retention"), .part("premium"),
    ],
    metrics: [.marginPerUnit, .npv], sources: [.finops], guide: .economics)

  static let costDisplacement = Mechanism(
    "costDisplacement", "cost displacement",
    "Work that people need not do. The deflection rate has success inside, so that value does not"
      + " multiply by success again.",
    fields: [.value("humanCost", "H"), .value("deflection", "d")], metrics: [.marginPerUnit],
    sources: [
      .finops,
      Source("Human contact 13.50 USD against 1.84 in self-service (Gartner 2024)", .secondary),
    ], guide: .economics
  ) { site in
    guard case .costDisplacement(let cost, let deflection)? = site.scenario.value else { return [] }
    return [
      Figure("v", "value of a unit", "USD", "H * d") { $0(cost) * $0(deflection) }
    ]
  }

  static let revenue = Mechanism(
    "revenue", "revenue", "Additional sales of each successful unit.",
    fields: [.value("uplift", "u"), .value("averageTransactionValue", "t")],
    metrics: [.marginPerUnit], sources: [.finops], guide: .economics
  ) { site in
    guard case .revenue(let uplift, let transaction)? = site.scenario.value else { return [] }
    return [
      Figure("v", "value of a successful unit", "USD", "u * t") { $0(uplift) * $0(transaction) }
    ]
  }

  static let retention = Mechanism(
    "retention", "retention", "Customers who stay for each successful unit.",
    fields: [.value("retainedPerUnit", "k"), .value("lifetimeValueDelta", "l")],
    metrics: [.marginPerUnit], sources: [.finops], guide: .economics
  ) { site in
    guard case .retention(let retained, let lifetime)? = site.scenario.value else { return [] }
    return [
      Figure("v", "value of a successful unit", "USD", "k * l") { $0(retained) * $0(lifetime) }
    ]
  }

  static let premium = Mechanism(
    "premium", "subscription", "Every active user pays a price a month, whatever they use.",
    fields: [.value("subscriptionPrice", "p")], metrics: [.marginPerUnit], sources: [.finops],
    guide: .economics
  ) { site in
    guard case .premium(let price)? = site.scenario.value else { return [] }
    let tracked = site.scenario.segments.indices.filter { site.scenario.segments[$0].isTracked }
    return [
      Figure("A", "active users over the horizon", "user months") { $0.userMonths(tracked) },
      Figure("v", "value over the horizon", "USD", "A * p") {
        $0.userMonths(tracked) * $0(price)
      },
    ]
  }

  static let learning = Mechanism(
    "learning", "learning effects",
    "With the months since launch prompts shrink, success grows and routing errs less and sends more to"
      + " the first model, until a month if one is given.",
    fields: [
      .value("promptTokensPerMonth", "a"), .value("successPerMonth", "g"),
      .value("misroutePerMonth", "b"), .value("shareToFirstPerMonth", "c"), .value("untilMonth"),
    ],
    isSwitchable: true,
    sources: [
      .definition,
      Source("Progress ratio 0.80 to 0.90 (Wright 1936), applied to prompts", .recalled),
    ], guide: .economics
  ) { site in
    guard let learning = site.scenario.learning else { return [] }
    let last = min((site.scenario.horizon.weeks - 1) * 3 / 13, learning.untilMonth ?? .max)
    return [
      Figure("k", "months of learning behind the last week", "months") { _ in Double(last) },
      Figure("L", "system, tools and retrieved tokens over those at launch", "", "(1 + a)^k") {
        pow(1 + $0(learning.promptTokensPerMonth), Double(last))
      },
      Figure("D", "points of success gained", "", "g * k") {
        $0(learning.successPerMonth) * Double(last)
      },
      Figure("E", "rates at which sorters err, over those at launch", "", "(1 + b)^k") {
        pow(1 + $0(learning.misroutePerMonth), Double(last))
      },
      Figure("F", "points of sessions moved to the first model", "", "c * k") {
        $0(learning.shareToFirstPerMonth) * Double(last)
      },
    ]
  }
}

extension EnginePoint {
  func userMonths(_ segments: [Int]) -> Double {
    segments.reduce(0) { $0 + activeUsers($1).reduce(0, +) } / MonthGrid.weeksPerMonth
  }
}
