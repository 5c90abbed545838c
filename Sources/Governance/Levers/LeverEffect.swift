import Simulation
import Summaries

/// What a lever does: a forecast with it against the one without, on the same random numbers.
package struct LeverEffect: Sendable {
  /// US dollars of the average full month, the present cost less the one with the lever.
  package let saving: Band
  /// That it saves at all; `nil` where no trial tells.
  package let saves: ProbabilityEstimate?
  /// What it saves in the first months together: the one-off effort that it pays back in that time.
  package let paidBack: Band
  /// Success with the lever less success without; `nil` where no unit is made.
  package let success: Estimate?
  /// US dollars of the average full month, likewise, what is displaced falling and rising with success;
  /// `nil` where no value is stated.
  package let profit: Band?
  /// US dollars a successful unit, likewise.
  package let perSuccessfulUnit: Estimate?
  /// Where success is not known: the rate of the feature at which nothing is gained any more.
  package let breakEvenSuccess: BreakEvenSuccess?

  package struct BreakEvenSuccess: Sendable, Equatable {
    package enum Basis: String, Sendable {
      /// Profit is as before: value falls in proportion with success.
      case profit
      /// A successful unit costs as much as before.
      case costPerSuccessfulUnit
    }

    package let rate: Double
    /// As forecast today.
    package let today: Double
    package let basis: Basis
  }

  package init(_ lever: LeverMeasurement, against base: LeverMeasurement, part: Double = 1) {
    let randomisations = base.randomisations
    func difference(
      _ first: TrialSeries, _ second: TrialSeries
    ) -> PairedDifference {
      PairedDifference(
        first.scaled(by: part), less: second.scaled(by: part), randomisations: randomisations)
    }
    let saved = difference(base.month, lever.month)
    saving = saved.band
    saves = saved.secondLower
    paidBack = difference(base.firstMonths, lever.firstMonths).band
    success = difference(lever.success, base.success).band.mean
    perSuccessfulUnit = difference(lever.perSuccessfulUnit, base.perSuccessfulUnit).band.mean
    profit = lever.profit(against: base).flatMap { after in
      base.profit.map { difference(after, $0).band }
    }
    breakEvenSuccess = Self.breakEven(lever, against: base)
  }

  /// With the rate s of today, the cost C and the value V of today and the cost C' of the lever:
  /// V s'/s − C' = V − C at s' = s (1 − (C − C')/V), and C'/s' = C/s at s' = s C'/C.
  private static func breakEven(
    _ lever: LeverMeasurement, against base: LeverMeasurement
  ) -> BreakEvenSuccess? {
    guard let today = base.meanSuccess?.value, let cost = base.mean(base.total)?.value,
      let less = lever.mean(lever.total)?.value, cost > 0
    else { return nil }
    if let value = base.value.flatMap(base.mean)?.value, value > 0 {
      return BreakEvenSuccess(
        rate: max(today * (1 - (cost - less) / value), 0), today: today, basis: .profit)
    }
    return BreakEvenSuccess(
      rate: today * less / cost, today: today, basis: .costPerSuccessfulUnit)
  }

  /// Whether it saves, and success is known to stay at or above the rate at which the saving is lost.
  package var isWorthwhile: Bool {
    guard let saving = saving.mean?.value, saving > 0 else { return false }
    // Background work alone makes no unit that could succeed.
    guard let success, let breakEvenSuccess else { return true }
    return breakEvenSuccess.today + success.value >= breakEvenSuccess.rate
  }
}

extension LeverMeasurement {
  /// Profit of the average full month, where value follows success.
  fileprivate func profit(against base: LeverMeasurement) -> TrialSeries? {
    guard let profit, holdsValue else { return profit }
    let value = profit + month
    let change = TrialSeries.ratio(success, base.success)
    return TrialSeries.combine(profit, TrialSeries.combine(value, change) { $0 * ($1 - 1) }) {
      $1.isNaN ? $0 : $0 + $1
    }
  }
}

/// What a lever does of which nobody has said how far it can be pulled.
package struct ConditionalEffect: Sendable {
  /// What ten percentage points of the missing share do, running cost apart.
  package let tenPoints: LeverEffect
  /// US dollars of the average full month that the lever costs where it is pulled in vain.
  package let running: Estimate
  /// The share at which it begins to pay, beyond 1 where it cannot; `nil` where a share saves nothing.
  package let paysFrom: Double?

  /// - Parameters:
  ///   - inVain: With the lever pulled and nothing gained; the base where that costs nothing.
  ///   - tried: The share with which `lever` was measured.
  package init(
    _ lever: LeverMeasurement, inVain: LeverMeasurement, against base: LeverMeasurement,
    tried: Double
  ) {
    tenPoints = LeverEffect(lever, against: inVain, part: 0.1 / tried)
    let cost = LeverEffect(base, against: inVain).saving.mean ?? Estimate(value: 0, error: 0)
    running = cost
    let slope = (tenPoints.saving.mean?.value ?? 0) * 10
    paysFrom = slope > 0 ? cost.value / slope : nil
  }
}
