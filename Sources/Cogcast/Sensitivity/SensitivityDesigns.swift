import Economics
import Reports
import Scenarios
import Simulation
import Summaries

/// The runs on designed points: expectations given assumptions and demand.
struct SensitivityDesigns {
  private let part: JointSimulation.Part
  private let metric: MetricReference
  private let options: SimulationOptions

  /// Most base points of a randomisation: errors of an index are far below a hundredth then.
  private static let mostPoints = 1024
  /// Demand paths of a randomisation over which a bar's ends are averaged; all bars share them.
  private static let demandPaths = 8

  private var scenario: Scenario { part.scenario }

  init(
    _ part: JointSimulation.Part, _ metric: MetricReference, _ options: SimulationOptions
  ) {
    self.part = part
    self.metric = metric
    self.options = options
  }

  /// - Parameter trials: Of the forecast; a quarter as many base points are taken, rounded down to a
  ///   power of two in each randomisation.
  func variance(
    trials: Int, progress: @escaping @Sendable (Double) -> Void
  ) async throws(CogcastError) -> ForecastSensitivity.VarianceTable? {
    let wanted = min(max(trials / options.randomisations / 4, 2), Self.mostPoints)
    let points = 1 << (Int.bitWidth - 1 - wanted.leadingZeroBitCount)
    let factors = SensitivityFactors(scenario)
    let design = factors.pickFreeze(points: points)
    let series = try await series(design, progress)
    let indices = SobolIndices(
      a: design.values(series, inBlock: 0), b: design.values(series, inBlock: 1),
      exchanges: factors.groups.indices.map { factor in
        SobolIndices.Exchange(
          ab: design.values(series, inBlock: 2 + 2 * factor),
          ba: design.values(series, inBlock: 3 + 2 * factor))
      },
      randomisations: options.randomisations)
    guard let indices else { return nil }
    let assumptions = scenario.assumptions.map(ForecastSensitivity.Assumption.init)
    let found = zip(factors.groups, indices.factors).map { group, factor in
      ForecastSensitivity.Factor(
        assumptions: group.map { assumptions[$0] }, first: factor.first, total: factor.total)
    }
    return ForecastSensitivity.VarianceTable(
      method: "Azzini, Mara & Rosati (2021), IA",
      basePoints: points * options.randomisations, evaluations: series.count,
      omitted: indices.omitted, additive: indices.additive,
      factors: found.enumerated().sorted {
        ($1.element.total.value, $0.offset) < ($0.element.total.value, $1.offset)
      }.map(\.element))
  }

  func tornado(
    progress: @escaping @Sendable (Double) -> Void
  ) async throws(CogcastError) -> ForecastSensitivity.Tornado {
    let design = SensitivityFactors.tornado(
      assumptions: scenario.assumptions.count,
      points: scenario.hasDemandProcess ? Self.demandPaths : 1)
    let series = try await series(design, progress)
    func mean(_ values: [Double]) -> Estimate? {
      Estimate(meanOf: values, randomisations: options.randomisations)
    }
    let bars = scenario.assumptions.enumerated().map { index, assumption in
      let low = design.values(series, inBlock: 1 + 2 * index)
      let high = design.values(series, inBlock: 2 + 2 * index)
      return ForecastSensitivity.Bar(
        assumption: ForecastSensitivity.Assumption(assumption), low: mean(low), high: mean(high),
        swing: mean(zip(high, low).map { $0 - $1 }))
    }
    func length(_ bar: ForecastSensitivity.Bar) -> Double { bar.swing?.value.magnitude ?? 0 }
    return ForecastSensitivity.Tornado(
      base: mean(design.values(series, inBlock: 0)),
      bars: bars.enumerated().sorted {
        (length($1.element), $0.offset) < (length($0.element), $1.offset)
      }.map(\.element))
  }

  private func series(
    _ design: OuterDesign, _ progress: @escaping @Sendable (Double) -> Void
  ) async throws(CogcastError) -> [Double] {
    var options = options
    options.design = design
    return try await JointSimulation(over: [scenario], options, progress: progress).run([part])[0]
      .series(for: metric).expected
  }
}
