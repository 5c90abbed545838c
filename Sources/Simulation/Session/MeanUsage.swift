/// Expected usage of a session, turn by turn or of all turns, as a function of the shared-prefix hit rate.
///
/// Expected usage is linear in the probability h that another session has kept the shared prefix:
/// usage(h) = base + h · slope.
struct MeanUsage {
  /// Per item: input, read, write, output tokens at the short rates, the same at the long rates,
  /// requests (attempts), and fees in US dollars.
  static let metersPerItem = 10
  static let requests = 8
  static let fees = 9

  let columns: Int
  let turns: Int
  /// Row t (turn t + 1), column item · 10 + meter; one row where turns are added up.
  let base: [Double]
  let slope: [Double]
  /// By turn: probability that it is sent, and that every answer that is kept fits into its model.
  let fits: [Double]
  /// By turn: probability that the budget leaves tokens for it.
  let played: [Double]
  /// Whether turns are added up, each weighted with the probability that it happens.
  private let isSession: Bool

  /// Usage in each month of learning of the lanes.
  ///
  /// - Parameters:
  ///   - atLeast: Probability of at least n turns, by which they are weighted and added up; `nil` leaves
  ///     them apart.
  ///   - answers: Places among the calls of the answers that are kept.
  ///   - isLinear: Usage is linear in every length, so that steps need not be walked.
  ///   - budget: Which turns are sent. That depends on the turns before alone, so that linear usage has
  ///     what is new at a turn at its mean.
  static func byMonth(
    items: [BilledItem], calls: [CallInputs], answers: [Int], requests: [SideRequestInputs],
    turns: Int, atLeast: [Double]?, mode: LaneMode, isLinear: Bool, budget: TurnsWithinBudget?
  ) -> [MeanUsage] {
    let columns = items.count * metersPerItem
    let rows = atLeast == nil ? turns : 1
    var base = [Lanes](repeating: .zero, count: rows * columns)
    var slope = base
    /// By group and turn.
    var fitting = (0..<mode.groups).flatMap { group in
      (0..<turns).map { budget?.probability(turn: $0, group: group) ?? Lanes(repeating: 1) }
    }
    let played = fitting
    var baseSums = base.mutableSpan
    var slopeSums = slope.mutableSpan
    // What is new at a turn does not decide whether it is sent, so that linear usage has it at its mean.
    let hasMeanTurns = budget != nil && isLinear
    /// By group and turn, which turns the call before sent.
    var before: [Lanes] = []
    for (index, call) in calls.enumerated() {
      var sentTurns = [Lanes](repeating: .zero, count: mode.groups * turns)
      let usage = CallUsage(
        call, requests.filter { $0.readsCall == index }, items: items, isLinear: isLinear)
      var walker = CallWalker(call)
      for group in 0..<mode.groups {
        let lengths = PanelLengths(
          call.lengths, turns: turns, mode: mode, group: group, hasBudget: budget != nil)
        walker.restart()
        for turn in 0..<turns {
          let within = budget?.probability(turn: turn, group: group)
          if let within, within.max() == 0 { continue }
          var weight = within.map { mode.weight * $0 } ?? mode.weight
          if let atLeast { weight *= atLeast[turn + 1] }
          let row = atLeast == nil ? turn * columns : 0
          if hasMeanTurns {
            var atMeans = walker
            lengths.advance(&walker, to: turn)
            if call.isFallback { walker.send(where: before[group * turns + turn]) }
            lengths.advanceAtMeans(&atMeans, to: turn)
            usage.add(
              atMeans, lengths, turn: turn, weight: weight, sent: walker.sent,
              row: row, base: &baseSums, slope: &slopeSums)
          } else {
            lengths.advance(&walker, to: turn)
            if call.isFallback { walker.send(where: before[group * turns + turn]) }
            usage.add(
              walker, lengths, turn: turn, weight: weight, sent: walker.sent,
              row: row, base: &baseSums, slope: &slopeSums)
          }
          sentTurns[group * turns + turn] = walker.sent
          if answers.contains(index) { fitting[group * turns + turn] *= walker.sent }
        }
      }
      before = sentTurns
    }
    return (0..<mode.months).map { month in
      /// By turn, from values by group and turn.
      func means(_ values: [Lanes]) -> [Double] {
        (0..<turns).map { turn in
          (0..<mode.groups).reduce(0) {
            $0 + mode.mean(values[$1 * turns + turn] * mode.weight, month: month)
          }
        }
      }
      return MeanUsage(
        columns: columns, turns: turns, base: base.map { mode.mean($0, month: month) },
        slope: slope.map { mode.mean($0, month: month) }, fits: means(fitting),
        played: means(played), isSession: atLeast != nil)
    }
  }

  /// Sums the turns of a session, each weighted with the probability that it happens.
  func perSession(_ trial: WorkflowTrial) -> SessionUsage {
    if isSession { return SessionUsage(base: base, slope: slope, end: end(of: trial)) }
    let atLeast = trial.atLeast
    var base = [Double](repeating: 0, count: columns)
    var slope = base
    var baseSums = base.mutableSpan
    var slopeSums = slope.mutableSpan
    let (bases, slopes) = (self.base.span, self.slope.span)
    for turn in 0..<min(turns, atLeast.count - 1) {
      let probability = atLeast[turn + 1]
      guard probability > 0 else { break }
      for column in 0..<columns {
        baseSums[column] += probability * bases[turn * columns + column]
        slopeSums[column] += probability * slopes[turn * columns + column]
      }
    }
    return SessionUsage(base: base, slope: slope, end: end(of: trial))
  }

  private func end(of trial: WorkflowTrial) -> SessionEnd {
    let atLeast = trial.atLeast
    var lastFits = 1.0
    for (turn, probability) in trial.lastTurn.enumerated() where turn < turns && fits[turn] < 1 {
      lastFits -= probability * (1 - fits[turn])
    }
    var sent = trial.turns.mean
    var atBudget = 0.0
    for turn in 0..<min(turns, atLeast.count - 1) where played[turn] < 1 && atLeast[turn + 1] > 0 {
      sent -= atLeast[turn + 1] * (1 - played[turn])
      atBudget += (atLeast[turn + 1] - atLeast[turn + 2]) * (1 - played[turn])
    }
    return SessionEnd(
      lastFits: max(lastFits, 0), turns: max(sent, trial.reaching),
      meanGaps: trial.meanGaps(turns: sent), atBudget: atBudget)
  }
}

/// Expected usage of a session.
struct SessionUsage {
  /// By item and meter, and the slope in the shared-prefix hit rate.
  var base: [Double]
  var slope: [Double]
  let end: SessionEnd
}
