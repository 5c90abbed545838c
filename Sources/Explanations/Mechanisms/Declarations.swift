import Foundation
import Scenarios
import Simulation

extension Mechanism {
  /// The top of a file, whose parts are explained one by one.
  static let scenario = Mechanism(
    "scenario", "scenario", "One feature whose cost is forecast.",
    fields: [
      .label("$schema"), .label("cogcast"), .label("name"), .label("unit"),
      .label("attribution"), .part("horizon"), .part("prices"), .named("models", "model"),
      .named("assumptions", "assumption"), .named("segments", "segment"), .part("demand"),
      .named("background", "background"), .part("shadowShare"), .named("workflows", "workflow"),
      .part("routing"), .named("capacity", "capacity"), .part("harness"), .part("fixed"),
      .named("commitments", "commitment"), .part("value"), .part("learning"),
      .list("correlations", "correlation"), .named("planned", "plan"), .list("gates", "gate"),
      .named("decisions", "decision"),
    ], isAlwaysThere: true, sources: [.definition], guide: .language)

  static let assumption = Mechanism(
    "assumption", shapes: ["assumption"], "named assumption",
    "A value that several inputs share: it is drawn once a trial, so that they move together.",
    fields: [.value("", nil, "Value that inputs share")], sources: [.definition],
    guide: .language
  ) { site in
    guard
      let index = site.scenario.assumptions.firstIndex(where: { $0.path == site.path })
    else { return [] }
    return [
      Figure("n", "inputs that read it", "") { _ in
        Double(site.scenario.assumptions[index].usedBy.count)
      }
    ]
  }

  static let correlation = Mechanism(
    "correlation", "correlation",
    "Two unknown inputs move together by a rank correlation; a Gaussian copula joins their laws. Of"
      + " correlations that contradict each other the nearest possible ones are taken.",
    fields: [.value("between"), .value("rank", "r")],
    sources: [
      Source("Kruskal, \"Ordinal measures of association\", JASA 53 (1958), section 3", .recalled)
    ], guide: .language
  ) { site in
    guard let place = site.position("correlation"),
      site.scenario.correlations.indices.contains(place)
    else { return [] }
    let pair = site.scenario.correlations[place]
    return [
      Figure(
        "R", "correlation of the normals behind both", "", "2 * sin(3.141592653589793 * r / 6)"
      ) { _ in EnginePoint.normalCorrelation(rank: pair.rank) }
    ]
  }

  static let plan = Mechanism(
    "plan", shapes: ["scenario.planned.*"], "planned number",
    "What the spreadsheet assumed for an input. The spreadsheet number takes it instead of the median"
      + " or of one turn; the forecast itself does not know it.",
    fields: [.value("", nil, "What the spreadsheet assumed")], sources: [.definition],
    guide: .bands)

  static let gate = Mechanism(
    "gate", "gate",
    "A condition of the launch: a statistic of a metric against a threshold. It holds or fails where"
      + " the 99 % interval of the statistic lies on one side, else it is inconclusive."
      + " `cogcast gate` gives the verdict.",
    fields: [
      .value("", nil, "The condition"), .value("gate", nil, "The condition"), .value("level"),
    ],
    sources: [
      Source("Clopper & Pearson (1934): interval of a probability from few events", .recalled)
    ], guide: .gates)

  static let decision = Mechanism(
    "decision", shapes: ["decisionRange", "decisionValues"], "decision",
    "What `cogcast optimize` may choose here; an estimate takes what the file has at the path.",
    fields: [
      .value("from", nil, "Lowest value"), .value("to", nil, "Highest value"),
      .value("step", nil, "Distance of the values"),
      .value("oneOf", nil, "Values without an order"),
    ],
    sources: [.definition], guide: .optimizing)
}
