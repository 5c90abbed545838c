import Foundation
import Simulation
import Testing

/// The random scenarios of the agreement test reach every mechanism, each more than once.
struct RandomScenarioTests {
  /// Fields that switch a mechanism on or choose between its kinds.
  private static let mechanisms = [
    "logistic", "bass", "userHeterogeneity", "churnPerMonth", "unitsPerSession", "weeklyNoise",
    "autocorrelation", "secondsBetweenTurns", "bypass", "window", "cache", "retry", "outage",
    "kinds", "validate",
    "loop", "toolResult", "delegate", "temperature",
    "samplingEffect", "batch", "tiers", "classifier", "misroute",
    "single",
    "stages", "judge", "escalation", "quality", "router", "curve", "shareToLarge", "gapRecovered",
    "fallback", "batchShare", "summary", "keepTurns", "everyTurns", "longTermMemory", "write",
    "opening", "responseCache", "hitRate", "popularity", "lookup", "maximumInputTokens",
    "atContextLimit", "tokenBudget", "summarise", "events", "factor", "users", "weeks",
    "seasonality",
    "growthPerYear", "hourProfile", "peakToMean", "burstiness", "background", "from", "until",
    "shadowShare", "vectorQueries", "egress", "services", "regions", "flows", "capacity",
    "provisioned", "selfHosted", "changes", "fromWeek", "perYear", "misroutePerMonth",
    "shareToFirstPerMonth", "commitments", "utilisation", "serves", "production", "perMonth",
    "perWeek", "untilWeek", "learning", "correlations", "assumptions", "tools", "retrieved",
  ]
  private static let laws = [
    "lognormal", "normal", "uniform", "triangular", "pert", "beta", "gamma", "weibull",
    "exponential", "pareto", "poisson", "negativeBinomial", "binomial", "geometric", "bernoulli",
    "discrete", "mixture", "empirical", "metalog",
  ]

  @Test func everyMechanismAndLawIsReached() throws {
    var counts: [String: Int] = [:]
    var played: Set<String> = []
    for seed in AgreementTests.seeds {
      let text = RandomScenario(seed: seed).text
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
      var names: Set<String> = []
      Self.collect(object, into: &names)
      for name in names { counts[name, default: 0] += 1 }
      if AgreementTests.played.contains(seed) { played.formUnion(names) }
    }
    for name in Self.mechanisms + Self.laws { #expect(counts[name, default: 0] >= 2, "\(name)") }
    #expect(played.isSuperset(of: Self.mechanisms))
  }

  /// A budget that ends all sessions or none would compare nothing but the rule without it.
  @Test func tokenBudgetsEndSomeOfTheSessions() throws {
    var shares: [Double] = []
    for seed in AgreementTests.seeds {
      let scenario = try decodedScenario(RandomScenario(seed: seed).text)
      guard scenario.workflows.contains(where: { $0.tokenBudget != nil }) else { continue }
      let sample = OracleSimulator(scenario: scenario, seed: 3).run(trials: 4)
      func sum(_ flow: Flow) -> Double { sample.series(ColumnKey(flow)).reduce(0, +) }
      shares.append(sum(.budgetEnds) / sum(.sessions))
    }
    #expect(shares.filter { 0.02...0.9 ~= $0 }.count >= 15, "\(shares)")
  }

  private static func collect(_ value: Any, into names: inout Set<String>) {
    if let object = value as? [String: Any] {
      names.formUnion(object.keys)
      for inner in object.values { collect(inner, into: &names) }
    } else if let list = value as? [Any] {
      for inner in list { collect(inner, into: &names) }
    }
  }
}
