import Simulation
import Summaries

/// When a pattern is first there, trial by trial.
struct PatternAppearance {
  let probability: PatternFinding.Probability
  let weeks: PatternFinding.Weeks?

  /// - Parameter firstWeeks: By trial the first week, from 0; `nil` where there is none.
  init(_ firstWeeks: [Int?], randomisations: Int) {
    let events = TrialSeries(firstWeeks.map { $0 == nil ? 0 : 1 })
    let estimate = ProbabilityEstimate(events, randomisations: randomisations) { $0 > 0.5 }
    probability = PatternFinding.Probability(
      value: estimate?.estimate.value ?? 0, error: estimate?.estimate.error ?? 0)
    let sorted = firstWeeks.compactMap(\.self).sorted()
    func quantile(_ p: Double) -> Int { 1 + sorted[Int(p * Double(sorted.count - 1))] }
    weeks =
      sorted.isEmpty
      ? nil
      : PatternFinding.Weeks(p10: quantile(0.1), p50: quantile(0.5), p90: quantile(0.9))
  }

  /// The first week in which a condition holds, in each trial.
  ///
  /// - Parameter holds: By trial, for a week.
  init(
    weeks: Range<Int>, trials: Int, randomisations: Int, holds: (_ week: Int) -> [Bool]
  ) {
    var first = [Int?](repeating: nil, count: trials)
    for week in weeks {
      for (trial, isThere) in holds(week).enumerated() where isThere && first[trial] == nil {
        first[trial] = week
      }
    }
    self.init(first, randomisations: randomisations)
  }
}

/// Sums of a weekly quantity over windows of weeks, trial by trial.
struct WeeklyWindows {
  /// `[week][trial]`: the sum of all weeks before.
  private let cumulative: [[Double]]

  var weeks: Int { cumulative.count - 1 }

  /// - Parameter values: `[week][trial]`.
  init(_ values: [[Double]]) {
    var sum = [Double](repeating: 0, count: values.first?.count ?? 0)
    var cumulative = [sum]
    for week in values {
      for trial in sum.indices { sum[trial] += week[trial] }
      cumulative.append(sum)
    }
    self.cumulative = cumulative
  }

  /// The window of some weeks that ends with a week, from 0.
  func sum(endingWith week: Int, length: Int) -> [Double] {
    zip(cumulative[week + 1], cumulative[week + 1 - length]).map { $0 - $1 }
  }

  static func median(_ values: [Double]) -> Double { quantile(0.5, values) }

  static func quantile(_ p: Double, _ values: [Double]) -> Double {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[Int(p * Double(sorted.count - 1))]
  }
}
