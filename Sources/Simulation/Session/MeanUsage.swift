/// Expected usage of a session, turn by turn, as a function of the shared-prefix hit rate.
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
  /// Row t (turn t + 1), column item · 9 + meter.
  let base: [Double]
  let slope: [Double]
  /// By turn: probability that it is sent, and that every answer that is kept fits into its model.
  let fits: [Double]
  /// By turn: probability that the budget leaves tokens for it.
  let played: [Double]

  /// - Parameters:
  ///   - answers: Places among the calls of the answers that are kept.
  ///   - isLinear: Usage is linear in every length, so that steps need not be walked.
  ///   - budget: Which turns are sent. That depends on the turns before alone, so that linear usage has
  ///     what is new at a turn at its mean.
  init(
    items: [BilledItem], calls: [CallInputs], answers: [Int], requests: [SideRequestInputs],
    turns: Int, mode: LaneMode, isLinear: Bool, budget: TurnsWithinBudget? = nil
  ) {
    let columns = items.count * Self.metersPerItem
    self.columns = columns
    self.turns = turns
    var base = [Double](repeating: 0, count: turns * columns)
    var slope = base
    /// By group and turn.
    var fitting = (0..<mode.groups).flatMap { group in
      (0..<turns).map { budget?.probability(turn: $0, group: group) ?? Lanes(repeating: 1) }
    }
    played = Self.means(fitting, turns: turns, mode)
    var baseSums = base.mutableSpan
    var slopeSums = slope.mutableSpan
    /// By group and turn, which turns the call before sent.
    var before: [Lanes] = []
    for (index, call) in calls.enumerated() {
      var sentTurns: [Lanes] = []
      let rates = ItemRates(
        items[call.item], ttl: call.cache?.ttl, webSearches: call.webSearches)
      let checkerRates = call.checker.map { ItemRates(items[$0.item], ttl: nil) }
      let reading = requests.filter { $0.readsCall == index }
      let requestRates = reading.map { ItemRates(items[$0.item], ttl: nil) }
      let loop = isLinear ? MeanLoop(call) : nil
      for group in 0..<mode.groups {
        let lengths = PanelLengths(
          call.lengths, turns: turns, mode: mode, group: group, hasBudget: budget != nil)
        var walker = CallWalker(call)
        for turn in 0..<turns {
          let within = budget?.probability(turn: turn, group: group)
          if let within, within.max() == 0 {
            sentTurns.append(.zero)
            continue
          }
          // Stands in for the walker where what is new at a turn is at its mean.
          var atMeans = budget != nil && isLinear ? walker : nil
          lengths.advance(&walker, to: turn)
          if call.isFallback { walker.send(where: before[group * turns + turn]) }
          sentTurns.append(walker.sent)
          let row = turn * columns
          let weight = within.map { mode.weight * $0 } ?? mode.weight
          let sums = UsageSums(weight: weight * walker.sent)
          if answers.contains(index) { fitting[group * turns + turn] *= walker.sent }
          if atMeans != nil {
            lengths.advanceAtMeans(&atMeans!, to: turn)
            swap(&walker, &atMeans!)
          }
          sums.add(
            walker, lengths, call, rates, loop: loop, turn: turn,
            place: row + call.item * Self.metersPerItem, base: &baseSums, slope: &slopeSums)
          if let checker = call.checker, let checkerRates {
            sums.addPlain(
              checker.input(user: walker.user, output: walker.output), checker.output,
              checkerRates,
              1 + checker.rounds.mean, place: row + checker.item * Self.metersPerItem,
              into: &baseSums)
          }
          for (request, rates) in zip(reading, requestRates) {
            UsageSums(weight: weight * request.count(walker)).addPlain(
              request.input(walker), request.output, rates, 1,
              place: row + request.item * Self.metersPerItem, into: &baseSums)
          }
          if atMeans != nil { swap(&walker, &atMeans!) }
        }
      }
      before = sentTurns
    }
    self.base = base
    self.slope = slope
    fits = Self.means(fitting, turns: turns, mode)
  }

  /// By turn, from values by group and turn.
  private static func means(_ values: [Lanes], turns: Int, _ mode: LaneMode) -> [Double] {
    (0..<turns).map { turn in
      (0..<mode.groups).reduce(0) { $0 + (values[$1 * turns + turn] * mode.weight).total }
    }
  }

  /// Sums the turns of a session, each weighted with the probability that it happens.
  func perSession(_ trial: WorkflowTrial) -> SessionUsage {
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

/// Adds up the expected usage of turns.
private struct UsageSums {
  /// Weight of each lane in the mean.
  let weight: Lanes

  /// One turn of a call, checks apart.
  func add(
    _ walker: borrowing CallWalker, _ lengths: borrowing PanelLengths, _ call: CallInputs,
    _ rates: borrowing ItemRates, loop: MeanLoop?, turn: Int, place: Int,
    base: inout MutableSpan<Double>, slope: inout MutableSpan<Double>
  ) {
    let extraRounds = call.checker?.rounds.mean ?? 0
    let billed = call.share * call.retry.billed

    // The first request's input, by the state of the cache in the first round.
    if let cache = call.cache {
      let own = turn == 0 ? 0 : cache.ownHit
      let other = (1 - own) * billed
      if own > 0 {
        addTokens(walker.first(.own), rates, walker.base, own * billed, place, into: &base)
      }
      let miss = walker.first(.miss)
      addTokens(miss, rates, walker.base, other, place, into: &base)
      addTokens(walker.first(.shared), rates, walker.base, other, place, into: &slope)
      addTokens(miss, rates, walker.base, -other, place, into: &slope)
    } else {
      addTokens(walker.first(.miss), rates, walker.base, billed, place, into: &base)
    }
    if extraRounds > 0 {
      addTokens(walker.first(.full), rates, walker.base, extraRounds * billed, place, into: &base)
    }

    let rounds = 1 + extraRounds
    addRun(walker, lengths, call, rates, loop: loop, turn: turn, rounds, place, into: &base)

    // The runs that the turn's own one starts.
    let children = rounds * call.descendants.moments.mean
    guard children > 0 else { return }
    let run = walker.delegated()
    addTokens(
      run.first(run.delegatedState), rates, run.base, children * billed, place, into: &base)
    addRun(run, lengths, call, rates, loop: loop, turn: turn, children, place, into: &base)
  }

  /// The outputs of as many runs, and the inputs of their later requests.
  private func addRun(
    _ walker: borrowing CallWalker, _ lengths: borrowing PanelLengths, _ call: CallInputs,
    _ rates: borrowing ItemRates,
    loop: MeanLoop?, turn: Int, _ rounds: Double, _ place: Int,
    into base: inout MutableSpan<Double>
  ) {
    let billed = call.share * call.retry.billed
    if let loop, call.hasLoop {
      add(loop, base: walker.base, output: walker.output, call, rates, rounds, place, into: &base)
      return
    }
    var input = walker.base
    var requests = 0.0
    for k in call.steps.indices {
      requests += call.stepsAtLeast[k]
      addOutput(walker.output, rates, input, rounds * billed * call.steps[k], place, into: &base)
      let further = call.stepsAtLeast[k + 1]
      guard k + 1 < call.steps.count, further > 0 else { break }
      let step = lengths.step(k + 1, turn: turn)
      addOutput(step.output, rates, input, rounds * billed * further, place, into: &base)
      let before = input
      input = walker.grown(input, by: step.output + step.result)
      addTokens(
        walker.later(input: input, before: before), rates, input, rounds * billed * further, place,
        into: &base)
    }
    base[place + MeanUsage.requests] +=
      weight.total * rounds * requests * call.share
      * call.retry.attempts
    base[place + MeanUsage.fees] += weight.total * rounds * requests * billed * rates.fee
  }

  /// A turn's outputs and later requests where usage is linear in lengths.
  private func add(
    _ loop: MeanLoop, base input: Lanes, output: Lanes, _ call: CallInputs, _ rates: ItemRates,
    _ rounds: Double, _ place: Int, into sums: inout MutableSpan<Double>
  ) {
    let count = weight.total
    let scale = rounds * call.share * call.retry.billed
    let carried = (input * weight).total * loop.laterRequests
    if call.cache?.includesHistory == true {
      sums[place + 1] += scale * (carried + count * loop.accumulatedBefore)
      sums[place + 2] += scale * count * loop.added
    } else {
      let read = count * loop.laterRequests * (call.cache?.cachedSharedPrefix ?? 0)
      sums[place] += scale * (carried + count * loop.accumulated - read)
      sums[place + 1] += scale * read
    }
    sums[place + 3] += scale * ((output * weight).total + count * loop.outputs)
    let requests = count * (1 + loop.laterRequests)
    sums[place + MeanUsage.requests] += rounds * call.share * requests * call.retry.attempts
    sums[place + MeanUsage.fees] += scale * requests * rates.fee
  }

  /// Requests without cache, retry or loop.
  func addPlain(
    _ input: Lanes, _ output: Double, _ rates: ItemRates, _ count: Double, place: Int,
    into sums: inout MutableSpan<Double>
  ) {
    addTokens(
      RequestTokens(input: input, read: .zero, write: .zero, output: .zero), rates, input, count,
      place, into: &sums)
    addOutput(Lanes(repeating: output), rates, input, count, place, into: &sums)
    sums[place + MeanUsage.requests] += weight.total * count
    sums[place + MeanUsage.fees] += weight.total * count * rates.fee
  }

  @inline(__always)
  private func addTokens(
    _ tokens: RequestTokens, _ rates: ItemRates, _ input: Lanes, _ factor: Double, _ place: Int,
    into sums: inout MutableSpan<Double>
  ) {
    let scale = weight * factor
    guard rates.hasCliff else {
      sums[place] += (tokens.input * scale).total
      sums[place + 1] += (tokens.read * scale).total
      sums[place + 2] += (tokens.write * scale).total
      return
    }
    let short = scale.replacing(with: 0, where: rates.isLong(input))
    let beyond = scale - short
    sums[place] += (tokens.input * short).total
    sums[place + 1] += (tokens.read * short).total
    sums[place + 2] += (tokens.write * short).total
    sums[place + 4] += (tokens.input * beyond).total
    sums[place + 5] += (tokens.read * beyond).total
    sums[place + 6] += (tokens.write * beyond).total
  }

  @inline(__always)
  private func addOutput(
    _ output: Lanes, _ rates: ItemRates, _ input: Lanes, _ factor: Double, _ place: Int,
    into sums: inout MutableSpan<Double>
  ) {
    let scale = weight * factor
    guard rates.hasCliff else {
      sums[place + 3] += (output * scale).total
      return
    }
    let short = scale.replacing(with: 0, where: rates.isLong(input))
    sums[place + 3] += (output * short).total
    sums[place + 7] += (output * (scale - short)).total
  }
}

/// The later requests of a turn at the mean of their lengths, summed over the number of steps.
private struct MeanLoop {
  /// E[steps]: requests after the first.
  private(set) var laterRequests = 0.0
  /// Expected sums over the later requests of what steps have added to the context: up to the
  /// request, up to the one before, and by the step just before it.
  private(set) var accumulated = 0.0
  private(set) var accumulatedBefore = 0.0
  private(set) var added = 0.0
  /// Expected output of all requests but the last.
  private(set) var outputs = 0.0

  init(_ call: CallInputs) {
    let output = call.lengths.stepOutput.mean
    let step = output + call.lengths.stepResult.mean
    for k in 1..<max(call.steps.count, 1) {
      let probability = call.stepsAtLeast[k]
      laterRequests += probability
      accumulated += probability * Double(k) * step
      accumulatedBefore += probability * Double(k - 1) * step
      added += probability * step
      outputs += probability * output
    }
  }
}
