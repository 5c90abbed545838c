import Summaries

/// One week of a log against its forecast.
package struct TrackedWeek: Sendable {
  package enum Position: String, Sendable {
    case below, inside, above
  }

  /// Why a week is shown and not judged.
  package enum Flaw: String, Sendable {
    /// The log begins or ends inside it.
    case partial
    /// Some of its requests have no price.
    case unpriced
  }

  package let actual: Actual
  /// US dollars of the models: P5, P50, P95.
  package let band: [Estimate]
  /// Share of the trials that cost less, ties by half.
  package let percentile: Double
  package let flaw: Flaw?
  /// `nil` for a flawed week, and for one whose unit cost is not known.
  package let cause: Cause?
  /// US dollars a unit by the means of the forecast; `nil` where it makes none.
  package let expectedUnitCost: Double?

  package struct Actual: Sendable {
    /// From 1.
    package let number: Int
    /// `YYYY-MM-DD`.
    package let start: String
    package let requests: Int
    /// `nil` where some request does not say its unit.
    package let units: Double?
    /// US dollars, of what has a price.
    package let cost: Double
    package let unpriced: Int
    package let unnamed: Int

    package init(
      number: Int, start: String, requests: Int, units: Double?, cost: Double, unpriced: Int,
      unnamed: Int
    ) {
      self.number = number
      self.start = start
      self.requests = requests
      self.units = units
      self.cost = cost
      self.unpriced = unpriced
      self.unnamed = unnamed
    }

    /// US dollars; `nil` where units are none or not known.
    package var unitCost: Double? { units.flatMap { $0 > 0 ? cost / $0 : nil } }
  }

  /// What of the difference to the mean forecast is of volume, and what of unit cost; US dollars that
  /// add up to it.
  package struct Cause: Sendable, Equatable {
    package let volume: Double
    package let unitCost: Double

    /// Each change at the middle of the other number: the Shapley values of a product of two.
    package init(
      units: Double, unitCost: Double, expectedUnits: Double, expectedUnitCost: Double
    ) {
      volume = (units - expectedUnits) * (unitCost + expectedUnitCost) / 2
      self.unitCost = (unitCost - expectedUnitCost) * (units + expectedUnits) / 2
    }
  }

  /// - Parameters:
  ///   - band: Of the forecast's trials, with P5, P50 and P95.
  ///   - trials: The forecast cost of the models in every trial, US dollars.
  ///   - expected: Mean units and mean cost of the forecast.
  package init(
    _ actual: Actual, isPartial: Bool, band: Band, trials: [Double],
    expected: (units: Double, cost: Double)
  ) {
    self.actual = actual
    self.band = [0.05, 0.5, 0.95].compactMap { band[$0] }
    let less = trials.count { $0 < actual.cost }
    let same = trials.count { $0 == actual.cost }
    percentile = (Double(less) + Double(same) / 2) / Double(trials.count)
    flaw = isPartial ? .partial : actual.unpriced > 0 ? .unpriced : nil
    let expectedUnitCost = expected.units > 0 ? expected.cost / expected.units : nil
    self.expectedUnitCost = expectedUnitCost
    if flaw == nil, let units = actual.units, let unitCost = actual.unitCost, let expectedUnitCost {
      cause = Cause(
        units: units, unitCost: unitCost, expectedUnits: expected.units,
        expectedUnitCost: expectedUnitCost)
    } else {
      cause = nil
    }
  }

  /// `nil` for a flawed week.
  package var position: Position? {
    guard flaw == nil, band.count == 3 else { return nil }
    if actual.cost < band[0].value { return .below }
    return actual.cost > band[2].value ? .above : .inside
  }
}
