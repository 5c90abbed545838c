import Foundation
import Kernels

/// By how much the flows of a segment deviate in one trial from what their cost says.
///
/// As for ``WeekNoise``, a week and a month have the same numbers whatever is used of them.
struct ScatterDraws {
  /// A week whose noise is matched.
  struct Week {
    let week: Int
    /// Expected ones.
    let sessions: Double
    let expected: LeadingFlows
    /// With what goes with the noise of the cost.
    let sampled: LeadingFlows
  }

  /// What the weeks of a month scatter, as much of them as is in the month.
  struct OfWeeks {
    /// Numbers of mean 0 and variance 1, each times the root of the sessions of its week.
    fileprivate(set) var numbers = SIMD4<Double>()
    /// That scatter.
    fileprivate(set) var sessions = 0.0
    /// By how much they move the flows that are kept by week.
    fileprivate(set) var flows = LeadingFlows()
  }

  private let scatter: FlowScatter
  private let months: MonthGrid
  /// Standard normal numbers: those of the weeks, then of the months, then of models in the months.
  private let numbers: [Double]
  private var ofWeeks: [OfWeeks]

  init(_ scatter: FlowScatter, _ months: MonthGrid, _ stream: RandomStream) {
    self.scatter = scatter
    self.months = months
    var stream = stream
    var numbers = [Double](
      repeating: 0,
      count: FlowScatter.weekly * months.weeks
        + (scatter.monthly.ofAll + scatter.monthly.ofModels) * months.count)
    var span = numbers.mutableSpan
    stream.normals(into: &span)
    self.numbers = numbers
    ofWeeks = [OfWeeks](repeating: OfWeeks(), count: months.count)
  }

  /// Draws the flows that are kept by week; neither cost deviates to below zero.
  mutating func draw(_ weeks: [Week], into accounts: inout TrialAccounts) {
    let (first, second, third) = scatter.weekColumns
    for week in weeks {
      let place = FlowScatter.weekly * week.week
      var z: SIMD4<Double> = [numbers[place], numbers[place + 1], numbers[place + 2], 0]
      let root = week.sessions.squareRoot()
      var sessions = week.sessions
      if sessions < NoiseRule.leastSessions {
        // A number that may be 0, and then nothing else scatters.
        sessions = poisson(mean: week.sessions, at: StandardNormal.cdf(z[0]))
        z *= (sessions / week.sessions).squareRoot()
        z[0] = (sessions - week.sessions) / root
      }
      var flows: LeadingFlows = z[0] * first
      flows += z[1] * second
      flows += z[2] * third
      flows *= week.expected / root
      let harness = min(
        max(flows[FlowLayout.harness], -max(week.sampled[FlowLayout.harness], 0)),
        max(week.sampled[FlowLayout.inference], 0))
      flows[FlowLayout.harness] = harness
      flows[FlowLayout.inference] = -harness
      accounts.add(week: week.week, sampled: flows)
      for month in months.months(ofWeek: week.week) {
        let share = months.share(ofWeek: week.week, inMonth: month)
        ofWeeks[month].numbers += share * root * z
        ofWeeks[month].flows += share * flows
        ofWeeks[month].sessions += share * sessions
      }
    }
  }

  /// The quantile of a Poisson law of a small mean.
  private func poisson(mean: Double, at probability: Double) -> Double {
    var count = 0.0
    var mass = exp(-mean)
    var sum = mass
    // Rounding may leave the sum below any probability; by then the mass is none.
    while sum < probability, mass > 0 {
      count += 1
      mass *= mean / count
      sum += mass
    }
    return count
  }

  /// Adds the deviations of a month.
  ///
  /// - Parameter expected: Its flows.
  func add(month: Int, _ expected: [Double], to flows: inout [Double], from place: Int) {
    let (ofAll, ofModels) = scatter.monthly
    let first = FlowScatter.weekly * months.weeks + ofAll * month
    let firstOfModels =
      FlowScatter.weekly * months.weeks + ofAll * months.count + ofModels * month
    let numbers = numbers.span
    scatter.add(
      expected, ofWeeks[month], numbers.extracting(first..<(first + ofAll)),
      numbers.extracting(firstOfModels..<(firstOfModels + ofModels)), to: &flows, from: place)
  }
}
