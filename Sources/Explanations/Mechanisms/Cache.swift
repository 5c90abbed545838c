import Foundation
import Pricing
import Scenarios
import Simulation

extension Mechanism {
  static let cache = Mechanism(
    "cache", "prompt cache",
    "A turn reads the session's own prefix where the turn before it was within the lifetime; the first"
      + " request of a session reads the part that all sessions share where another session kept it. A"
      + " hit renews the lifetime. Caching pays where the share of cacheable tokens that is read, not"
      + " written, exceeds the break-even.",
    fields: [.value("ttl"), .value("prefix"), .value("servers")],
    isSwitchable: true, metrics: [.cacheHitRate],
    sources: [
      Source(
        "Hall, \"Introduction to the Theory of Coverage Processes\" (1988), ch. 2", .recalled),
      Source(
        "Choungmo Fofack et al., \"Performance evaluation of hierarchical TTL-based cache networks\""
          + " (2014)", .recalled),
      Source("Token hit rates replayed from Mooncake and coding-agent traces", .measured),
    ], guide: .sessionModel
  ) { site in
    guard let workflow = site.workflowIndex, let call = site.callIndex,
      let policy = site.call?.cache, let name = site.call?.name
    else { return [] }
    let week = site.scenario.horizon.weeks / 2
    let label = "\(scenarioName(workflow, site)).\(name)"
    return gaps(workflow, call, policy, week) + [
      Figure(
        "lambda",
        "sessions on one prefix and server, in week \(week + 1), on the model most are sent to",
        "per week"
      ) { $0.prefix(workflow, call: call, week: week).sessions },
      Figure(
        "h", "first requests of that week that find the shared prefix", "",
        site.scenario.isSteadyWeek ? "1 - exp(-lambda * L / 604800)" : nil
      ) { $0.prefix(workflow, call: call, week: week).sharedHit },
    ] + tokens(workflow, label) + breakEven(site, workflow, call, policy)
  }

  private static func gaps(
    _ workflow: Int, _ call: Int, _ policy: CachePolicy, _ week: Int
  ) -> [Figure] {
    [
      Figure("tau", "lifetime after the last use", "seconds") { _ in policy.ttl.seconds },
      Figure("F", "turns after the first that come within the lifetime: P(gap <= tau)", "") {
        $0.prefix(workflow, call: call, week: week).ownHit
      },
      Figure("g", "mean of the shorter of gap and lifetime", "seconds") {
        $0.prefix(workflow, call: call, week: week).coveredGap
      },
      Figure("n", "gaps in a session that reaches a model", "gaps") {
        $0.prefix(workflow, call: call, week: week).gaps
      },
      Figure("L", "time that one session keeps the prefix", "seconds", "tau + n * g") {
        $0.prefix(workflow, call: call, week: week).coverage
      },
    ]
  }

  private static func tokens(_ workflow: Int, _ label: String) -> [Figure] {
    [
      Figure("R", "tokens read over the horizon", "tokens") {
        $0.total(workflow, label, \.cacheRead)
      },
      Figure("W", "tokens written over the horizon", "tokens") {
        $0.total(workflow, label, \.cacheWrite)
      },
      Figure("U", "input neither read nor written over the horizon", "tokens") {
        $0.total(workflow, label, \.input)
      },
      Figure("H", "token hit rate", "", "R / (R + W + U)") {
        let (read, all) = $0.inputTokens(workflow, label)
        return read / all
      },
      Figure("C", "share of the cacheable tokens that is read", "", "R / (R + W)") {
        let read = $0.total(workflow, label, \.cacheRead)
        return read / (read + $0.total(workflow, label, \.cacheWrite))
      },
    ]
  }

  private static func breakEven(
    _ site: Site, _ workflow: Int, _ call: Int, _ policy: CachePolicy
  ) -> [Figure] {
    let lifetime = policy.ttl == .oneHour ? TokenRates.CacheLifetime.oneHour : .fiveMinutes
    func rates(_ point: EnginePoint) -> TokenRates {
      let week = site.scenario.horizon.weeks / 2
      return site.scenario.models[
        point.prefix(workflow, call: call, week: week).model]!.rates
    }
    let middle = rates(EngineProbe(site.scenario, strategy: site.strategy).medians)
    func write(_ rates: TokenRates) -> Double {
      (policy.ttl == .oneHour ? rates.cacheWrite1h ?? rates.cacheWrite5m : rates.cacheWrite5m)
        ?? rates.input
    }
    return [
      Figure("w", "price of writing over that of plain input, on that model", "") {
        write(rates($0)) / rates($0).input
      },
      Figure("q", "price of reading over that of plain input", "") {
        rates($0).cacheRead / rates($0).input
      },
      Figure("b", "break-even of C", "", middle.breakEvenFormula(lifetime)) {
        rates($0).breakEvenHitRate(lifetime) ?? .infinity
      },
    ]
  }
}
