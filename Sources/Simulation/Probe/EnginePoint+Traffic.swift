import Foundation
import Scenarios

extension EnginePoint {
  /// Expected sessions of a segment by week.
  package func sessions(_ segment: Int) -> [Double] { traffic.sessions[segment] }

  /// Active users of a segment by week.
  package func activeUsers(_ segment: Int) -> [Double] { traffic.activeUsers[segment] }

  /// Share of the users that has adopted, by week, and the share still in use after churn.
  package func adoption(_ segment: Segment) -> (adopted: [Double], active: [Double]) {
    let adopted = AdoptionCurve.cumulative(
      segment.adoption, weeks: scenario.horizon.weeks, inputs: inputs)
    return (
      adopted,
      AdoptionCurve.active(adopted, churnPerMonth: inputs(segment.churnPerMonth))
    )
  }

  /// Share of the adopters of a week who still are one week later: the engine's own churn of people who
  /// all adopt at launch.
  package func weeklySurvival(_ segment: Segment) -> Double {
    AdoptionCurve.active([1, 1], churnPerMonth: inputs(segment.churnPerMonth))[1]
  }

  /// US dollars of the harness each time that a basis happens; per token for thousands of them.
  package func harnessPrice(_ basis: HarnessBasis, _ harness: Harness) -> Double {
    let rates = HarnessRates(harness, inputs)
    return switch basis {
    case .unit: rates.perUnit
    case .session: rates.perSession
    case .turn: rates.perTurn
    case .request: rates.perRequest
    case .thousandTokens: rates.perToken
    case .month: rates.perMonth
    }
  }

  /// US dollars of a service or a flow each time that its basis happens.
  package func harnessPart(_ name: String, _ harness: Harness) -> Double {
    HarnessRates(harness, inputs).parts.first { $0.name == "harness.\(name)" }?.price ?? 0
  }

  /// US dollars of a week in which a commitment is paid.
  package func weeklyPrice(of commitment: Commitment) -> Double { commitment.perWeek(inputs) }

  package func utilisation(of commitment: Commitment) -> Double {
    commitment.utilisation(inputs)
  }

  /// US dollars over the horizon, and what of them nothing in production uses.
  package func commitmentCost(_ commitment: Commitment) -> (all: Double, idle: Double) {
    let lines = CommittedCosts(probe.plan, strategy: probe.plan.strategies[0], inputs: inputs).lines
    let line = lines.first { $0.label == commitment.label }
    return line.map { ($0.used + $0.idle, $0.idle) } ?? (0, 0)
  }

  /// The correlation of the normals behind two inputs of a rank correlation.
  package static func normalCorrelation(rank: Double) -> Double {
    CopulaCorrelation.normalCorrelation(rank: rank)
  }

  /// Whether the strategy has copies of its tiers for the batch service.
  package var strategyHasBatchShare: Bool { probe.plan.strategies[0].batchShare != nil }

  /// Season and growth by week.
  package var calendar: [Double] {
    var factors = [Double](repeating: 1, count: scenario.horizon.weeks)
    probe.plan.calendar.apply(
      to: &factors, growthPerYear: inputs(scenario.demand.growthPerYear))
    return factors
  }

  /// Sessions of users and of background work in a workflow, by week.
  package func arrivals(_ workflow: Int) -> [Double] {
    traffic.arrivals[workflow].total
  }
}
