import Scenarios

/// Several numbers at once: of sessions, points of a panel, months or hours, in groups of one vector.
typealias Lanes = SIMD4<Double>

extension Lanes {
  /// Sum in a fixed order.
  @inline(__always) var total: Double { (self[0] + self[1]) + (self[2] + self[3]) }
}

/// What the lanes of a pass hold.
enum LaneMode: Hashable {
  /// Every length at its exact mean: right where usage is linear in lengths. Each of the first lanes is a
  /// session of its own month of learning.
  case means(months: Int)
  /// The first points of the panel, a multiple of the lane width; all of one month.
  case points(Int)

  var groups: Int {
    switch self {
    case .means: 1
    case .points(let count): count / Lanes.scalarCount
    }
  }

  /// Months of learning that a pass tells apart.
  var months: Int {
    switch self {
    case .means(let months): months
    case .points: 1
    }
  }

  /// Weight of each lane in the mean of its month.
  var weight: Lanes {
    switch self {
    case .means(let months):
      Lanes.zero.replacing(with: 1, where: [0, 1, 2, 3] .< Lanes(repeating: Double(months)))
    case .points(let count): Lanes(repeating: 1 / Double(count))
    }
  }

  /// The mean of a month, counted from 0, from weighted sums over groups.
  @inline(__always)
  func mean(_ sums: Lanes, month: Int) -> Double {
    switch self {
    case .means: sums[month]
    case .points: sums.total
    }
  }
}

/// Tokens of one request by meter.
struct RequestTokens {
  var input: Lanes
  var read: Lanes
  var write: Lanes
  var output: Lanes
}

/// How the first request of a turn finds the prompt cache.
enum CacheState: Int, CaseIterable {
  /// The session's own previous turn is still cached.
  case own
  /// Another session has kept the shared prefix.
  case shared
  case miss
  /// The same prompt was sent just before: rounds after the first.
  case full
}

/// The lengths of a group of sessions, read from the columns of a panel.
struct PanelLengths {
  private let lengths: CallLengths
  private let isAverage: Bool
  private let group: Int
  private let groups: Int
  /// With a budget, the points at which a turn reads step lengths; else empty.
  private let stepPoints: [SIMD4<Int>]

  /// - Parameter hasBudget: What a session has used decides what is played: step lengths then are
  ///   read in an order of each turn's own, so that they are uncorrelated from turn to turn.
  init(
    _ lengths: CallLengths, turns: Int, mode: LaneMode, group: Int, hasBudget: Bool = false
  ) {
    self.lengths = lengths
    if case .means = mode { isAverage = true } else { isAverage = false }
    self.group = group
    groups = mode.groups
    stepPoints = (0..<(hasBudget ? turns : 0)).map { Self.points(ofTurn: $0, group: group) }
  }

  private static func points(ofTurn turn: Int, group: Int) -> SIMD4<Int> {
    let key = UInt32(truncatingIfNeeded: StratifiedDraws.mixed(UInt64(turn)))
    var points = SIMD4<Int>.zero
    for lane in 0..<Lanes.scalarCount {
      points[lane] = StratifiedDraws.permuted(
        group * Lanes.scalarCount + lane, of: SessionPanel.pointCount, key: key)
    }
    return points
  }

  @inline(__always)
  private func lanes(_ column: LengthColumn, row: Int, group: Int) -> Lanes {
    if isAverage { return Lanes(repeating: column.mean) }
    return column.lanes(row: row, from: group * Lanes.scalarCount)
  }

  func advance(_ walker: inout CallWalker, to turn: Int) {
    var user = lanes(lengths.user, row: turn, group: group)
    if turn == 0 { user += lanes(lengths.opening, row: 0, group: group) }
    walker.advance(
      to: turn, retrieved: lanes(lengths.retrieved, row: turn, group: group), user: user,
      output: lanes(lengths.output, row: turn, group: group))
  }

  /// The same with everything that is new at the turn at its mean.
  func advanceAtMeans(_ walker: inout CallWalker, to turn: Int) {
    walker.advance(
      to: turn, retrieved: Lanes(repeating: lengths.retrieved.mean),
      user: Lanes(repeating: lengths.user.mean + (turn == 0 ? lengths.opening.mean : 0)),
      output: Lanes(repeating: lengths.output.mean))
  }

  /// Tokens that loop step k (from 1) of a turn writes, and that its tool then returns.
  ///
  /// Step lengths are shared by all turns; each turn takes the points in another order, which
  /// keeps the turns of one session independent.
  @inline(__always)
  func step(_ k: Int, turn: Int) -> (output: Lanes, result: Lanes) {
    if !stepPoints.isEmpty {
      return (
        lengths.stepOutput.lanes(row: k - 1, at: stepPoints[turn]),
        lengths.stepResult.lanes(row: k - 1, at: stepPoints[turn])
      )
    }
    let group = (group + turn) % groups
    return (
      lanes(lengths.stepOutput, row: k - 1, group: group),
      lanes(lengths.stepResult, row: k - 1, group: group)
    )
  }
}

/// Prices the requests of one billed item.
struct ItemRates {
  /// Input, read, write, output; then the same beyond the threshold. US dollars per token.
  let rates: SIMD8<Double>
  let threshold: Double
  let inclusive: Bool
  /// US dollars of a billed request beside its tokens.
  let fee: Double

  /// - Parameters:
  ///   - webSearches: Searches of a request.
  ///   - surcharge: US dollars of every token besides its rate.
  init(
    _ item: BilledItem, ttl: CachePolicy.TimeToLive?, webSearches: Double = 0,
    surcharge: Double = 0
  ) {
    fee = item.requestFee + webSearches * item.searchPrice
    rates = item.rates(ttl: ttl) + surcharge
    threshold = item.longThreshold
    inclusive = item.longInclusive
  }

  @inline(__always)
  func isLong(_ input: Lanes) -> SIMDMask<SIMD4<Int64>> {
    let bound = Lanes(repeating: threshold)
    return inclusive ? input .>= bound : input .> bound
  }

  var hasCliff: Bool { threshold.isFinite }

  @inline(__always)
  func rate(_ meter: Int, long: SIMDMask<SIMD4<Int64>>) -> Lanes {
    Lanes(repeating: rates[meter]).replacing(with: rates[meter + 4], where: long)
  }

  /// What the input of a request costs, its fees included, and the rate of its output.
  @inline(__always)
  func cost(of tokens: RequestTokens, input: Lanes) -> (input: Lanes, outputRate: Lanes) {
    let long = isLong(input)
    let read = tokens.read * rate(1, long: long)
    let write = tokens.write * rate(2, long: long)
    return (tokens.input * rate(0, long: long) + read + write + fee, rate(3, long: long))
  }
}
