import Scenarios

/// When in a week its sessions start: hours by their load and their burst, then evenly in the hour.
///
/// Bursts move the sessions of a week about and add none, and all segments have the same ones.
struct OracleHours {
  /// `cumulative[week][hour]`, up to 1; empty in a flat week without bursts.
  private let cumulative: [[Double]]

  init(
    _ demand: Demand, _ trial: OracleTrial, weeks: Int, _ generator: inout OracleGenerator
  ) {
    let variation = trial[demand.burstiness]
    guard variation > 0 || !demand.hours.isFlat else {
      cumulative = []
      return
    }
    var all: [[Double]] = []
    for _ in 0..<weeks {
      var sums: [Double] = []
      var sum = 0.0
      for share in demand.hours.shares {
        let square = variation * variation
        sum += share * (variation > 0 ? generator.gamma(shape: 1 / square, scale: square) : 1)
        sums.append(sum)
      }
      all.append(sums.map { $0 / sum })
    }
    cumulative = all
  }

  /// Hours since launch at which a session of the week starts.
  func start(inWeek week: Int, _ generator: inout OracleGenerator) -> Double {
    let place = generator.uniform()
    guard !cumulative.isEmpty else { return (Double(week) + place) * 168 }
    let hour = cumulative[week].firstIndex { place < $0 } ?? 167
    return Double(week * 168 + hour) + generator.uniform()
  }
}
