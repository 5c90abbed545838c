import Foundation
import Kernels

/// By how much the flows of a segment deviate in one trial from what their cost says; segment after segment in the
/// same memory.
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

    /// Adds a share of a week.
    fileprivate mutating func add(
      _ share: Double, _ numbers: SIMD4<Double>, _ flows: LeadingFlows, sessions: Double
    ) {
      self.numbers += share * numbers
      self.flows += share * flows
      self.sessions += share * sessions
    }
  }

  private let months: MonthGrid
  private var scatter: FlowScatter
  /// Of the segment.
  private var weeks: [Week] = []
  /// Standard normal numbers: number by number those of the weeks, then of the months, then those of models.
  private var numbers: [Double]
  private let firstOfMonths: Int
  private let firstOfModels: Int
  private var ofWeeks: [OfWeeks]

  /// - Parameter scatter: Of all segments, at least one.
  init(_ scatter: [FlowScatter], _ months: MonthGrid) {
    self.months = months
    self.scatter = scatter[0]
    firstOfMonths = FlowScatter.weekly * months.weeks
    firstOfModels =
      firstOfMonths + (scatter[0].isUsed.count - FlowScatter.weekly) * months.count
    numbers = [Double](
      repeating: 0, count: firstOfModels + (scatter.map(\.ofModels).max() ?? 0))
    ofWeeks = [OfWeeks](repeating: OfWeeks(), count: months.count)
    weeks.reserveCapacity(months.weeks)
  }

  /// Forgets the weeks of the segment before.
  mutating func begin() { weeks.removeAll(keepingCapacity: true) }

  mutating func append(_ week: Week) { weeks.append(week) }

  /// Draws the flows of the weeks, and books those that are kept by week; neither cost deviates to below zero.
  mutating func draw(
    _ scatter: FlowScatter, _ stream: RandomStream, into accounts: inout TrialAccounts
  ) {
    guard !weeks.isEmpty else { return }
    self.scatter = scatter
    var stream = stream
    var span = numbers.mutableSpan
    stream.normals(into: &span)
    for month in ofWeeks.indices { ofWeeks[month] = OfWeeks() }
    let (first, second, third) = scatter.weekColumns
    let count = months.weeks
    for week in weeks {
      let place = week.week
      var z = SIMD4(
        lowHalf: SIMD2(numbers[place], numbers[place + count]),
        highHalf: SIMD2(numbers[place + 2 * count], 0))
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
      let least = pointwiseMin(LeadingFlows(), -week.sampled)[FlowLayout.harness]
      let most = pointwiseMax(LeadingFlows(), week.sampled)[FlowLayout.inference]
      var harness = flows[FlowLayout.harness]
      if harness < least { harness = least }
      if harness > most { harness = most }
      flows[FlowLayout.harness] = harness
      flows[FlowLayout.inference] = -harness
      accounts.add(week: place, expected: week.expected, sampled: week.sampled + flows)
      let numbers = root * z
      for month in months.months(ofWeek: place) {
        let share = months.share(ofWeek: place, inMonth: month)
        ofWeeks[month].add(share, numbers, flows, sessions: sessions)
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

  /// Adds the deviations of flows over all models.
  ///
  /// - Parameter expected: Flows of the month.
  func add(
    month: Int, _ expected: [Double], to flows: inout [Double], from place: Int,
    _ sums: inout FlowScatter.Sums
  ) {
    let first = firstOfMonths + month
    var numbers = SIMD16<Double>()
    for number in FlowScatter.weekly..<scatter.isUsed.count where scatter.isUsed[number] {
      numbers[number] = self.numbers[first + (number - FlowScatter.weekly) * months.count]
    }
    scatter.add(expected, ofWeeks[month], numbers, to: &flows, from: place, &sums)
  }

  /// Adds the deviations of the flows of single models.
  ///
  /// - Parameters:
  ///   - expected: Flows of all months.
  ///   - sampled: The same with what goes with the noise of the cost.
  func addModels(
    _ expected: [Double], sampled: [Double], _ sums: FlowScatter.Sums, to flows: inout [Double],
    from place: Int
  ) {
    let places = firstOfModels..<(firstOfModels + scatter.ofModels)
    scatter.addModels(
      expected, sampled: sampled, sums, numbers.span.extracting(places), to: &flows, from: place)
  }
}
