import Kernels

/// Means over sessions of the products of two flows, each divided by its mean.
struct ScatterMoments: Sendable {
  /// Flows that scatter, and one more for the cost.
  let count: Int
  private var sums: [Double]
  private var weight = 0.0

  init(_ layout: FlowLayout) {
    count = layout.scattered.count + 1
    sums = [Double](repeating: 0, count: count * count)
  }

  /// Adds a share of the products of the flows of sessions.
  mutating func add(_ flows: [Double], share: Double) {
    for i in 0..<count {
      for j in 0...i { sums[i * count + j] += share * flows[i] * flows[j] }
    }
  }

  /// Adds to the square of a flow.
  mutating func add(square: Double, place: Int, share: Double) {
    sums[place * count + place] += share * square
  }

  /// Adds to the products of flows, and of the cost, what independent events bring, each as much as another.
  ///
  /// - Parameters:
  ///   - flows: Places of flows that come with the events alone.
  ///   - means: Of all flows, whose own products are added already.
  ///   - cost: Mean of the part of the cost that comes with the events.
  mutating func add(
    _ flows: Range<Int>, _ means: [Double], cost: Double, eventsPerSession events: Double,
    share: Double
  ) {
    guard events > 0 else { return }
    let excess = share * (1 / events - 1)
    for i in flows {
      for j in flows.lowerBound...i { sums[i * count + j] += excess * means[i] * means[j] }
      sums[(count - 1) * count + i] += excess * cost * means[i]
    }
    sums[count * count - 1] += excess * cost * cost
  }

  /// Counts sessions whose shares are added.
  mutating func addSessions() { weight += 1 }

  mutating func add(_ other: ScatterMoments) {
    for place in sums.indices { sums[place] += other.sums[place] }
    weight += other.weight
  }

  subscript(i: Int, j: Int) -> Double {
    weight > 0 ? sums[Swift.max(i, j) * count + Swift.min(i, j)] / weight : 0
  }
}

/// How many sessions of a segment have to be played for the moments of their flows.
enum ScatterEffort {
  /// Flows whose moments come from played sessions alone.
  private static let flows: [Flow] = [
    .harnessCost, .inputTokens, .cacheReadTokens, .cacheWriteTokens, .outputTokens, .calls,
  ]
  /// Plays of each tier in each of 64 trials: 8,192 sessions say a deviation to some 2 %, which is what 4,096
  /// trials make of the P95 of nothing but noise.
  private static let mostPlays = 32.0
  /// Standard deviation, relative to the mean, that shows in no report.
  private static let leastDeviation = 0.002

  /// Events of a kind that sessions have to show: with fewer, a second moment is off by more than a fifth, and
  /// takes all events as alike instead.
  static let leastEvents = 32.0

  /// Sessions of a tier that are played in all.
  static func sessions(plays: Int) -> Double {
    Double(plays * Lanes.scalarCount * NoisePlan.pilotTrials)
  }

  static func columns(segments: Int) -> [ColumnKey] {
    (0..<segments).flatMap { segment in
      ([.sessions] + flows).map { ColumnKey($0, scope: .segment(segment)) }
    }
  }

  /// Plays for which the error of moments is as small beside the outer spread of a session's flows as it is with
  /// the most where there is none: one where noise is little of the variance of each.
  ///
  /// - Parameters:
  ///   - moments: From one play in each trial.
  ///   - values: Expected values of a flow over the trials.
  static func plays(_ moments: ScatterMoments, _ values: (Flow) -> [Double]) -> Int {
    let sessions = values(.sessions)
    let count = mean(sessions)
    guard count > 0 else { return 1 }
    let shares = flows.map { flow in
      let place = FlowScatter.place(flow)
      let perSession = zip(values(flow), sessions).map { $1 > 0 ? $0 / $1 : 0 }
      let mean = mean(perSession)
      guard mean > 0 else { return 0.0 }
      let noise = (moments[place, place] - 1) / count
      let spread = Self.mean(perSession.map { ($0 / mean - 1) * ($0 / mean - 1) })
      return noise / (noise + spread + leastDeviation * leastDeviation)
    }
    let largest = shares.max() ?? 0
    return max(Int((mostPlays * largest * largest).rounded(.up)), 1)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(values.count, 1))
  }
}
