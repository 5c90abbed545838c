/// What the turns of one call use, checks and what is asked about its answers with them.
struct CallUsage {
  private let call: CallInputs
  private let rates: ItemRates
  private let checkerRates: ItemRates?
  private let requests: [(inputs: SideRequestInputs, rates: ItemRates)]
  /// `nil` where steps are walked.
  private let loop: MeanLoop?

  /// - Parameters:
  ///   - requests: That read the call.
  ///   - isLinear: Usage is linear in every length.
  init(
    _ call: CallInputs, _ requests: [SideRequestInputs], items: [BilledItem], isLinear: Bool
  ) {
    self.call = call
    rates = ItemRates(items[call.item], ttl: call.cache?.ttl, webSearches: call.webSearches)
    checkerRates = call.checker.map { ItemRates(items[$0.item], ttl: nil) }
    self.requests = requests.map { ($0, ItemRates(items[$0.item], ttl: nil)) }
    loop = isLinear ? MeanLoop(call) : nil
  }

  /// Adds one turn.
  ///
  /// - Parameters:
  ///   - weight: Of each lane in the mean.
  ///   - sent: 1 in the lanes that send it.
  ///   - row: First place of the turn.
  func add(
    _ walker: borrowing CallWalker, _ lengths: borrowing PanelLengths, turn: Int, weight: Lanes,
    sent: Lanes, row: Int, base: inout MutableSpan<Lanes>, slope: inout MutableSpan<Lanes>
  ) {
    let sums = UsageSums(weight: weight * sent)
    sums.add(
      walker, lengths, call, rates, loop: loop, turn: turn,
      place: row + call.item * MeanUsage.metersPerItem, base: &base, slope: &slope)
    if let checker = call.checker, let checkerRates {
      sums.addPlain(
        checker.input(user: walker.user, output: walker.output), checker.output, checkerRates,
        1 + checker.rounds.mean, place: row + checker.item * MeanUsage.metersPerItem, into: &base)
    }
    for (request, rates) in requests {
      UsageSums(weight: weight * request.count(walker)).addPlain(
        request.input(walker), request.output, rates, 1,
        place: row + request.item * MeanUsage.metersPerItem, into: &base)
    }
  }
}

/// Adds up the expected usage of turns.
private struct UsageSums {
  /// Weight of each lane in the mean.
  let weight: Lanes

  /// One turn of a call, checks apart.
  func add(
    _ walker: borrowing CallWalker, _ lengths: borrowing PanelLengths, _ call: CallInputs,
    _ rates: borrowing ItemRates, loop: MeanLoop?, turn: Int, place: Int,
    base: inout MutableSpan<Lanes>, slope: inout MutableSpan<Lanes>
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
    into base: inout MutableSpan<Lanes>
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
      weight * (rounds * requests * call.share * call.retry.attempts)
    base[place + MeanUsage.fees] += weight * (rounds * requests * billed * rates.fee)
  }

  /// A turn's outputs and later requests where usage is linear in lengths.
  private func add(
    _ loop: MeanLoop, base input: Lanes, output: Lanes, _ call: CallInputs, _ rates: ItemRates,
    _ rounds: Double, _ place: Int, into sums: inout MutableSpan<Lanes>
  ) {
    let scale = weight * (rounds * call.share * call.retry.billed)
    let carried = input * loop.laterRequests
    if call.cache?.includesHistory == true {
      sums[place + 1] += scale * (carried + loop.accumulatedBefore)
      sums[place + 2] += scale * loop.added
    } else {
      let read = (call.cache?.cachedSharedPrefix ?? .zero) * loop.laterRequests
      sums[place] += scale * (carried + loop.accumulated - read)
      sums[place + 1] += scale * read
    }
    sums[place + 3] += scale * (output + loop.outputs)
    let requests = 1 + loop.laterRequests
    sums[place + MeanUsage.requests] +=
      weight * (rounds * call.share * requests * call.retry.attempts)
    sums[place + MeanUsage.fees] += scale * (requests * rates.fee)
  }

  /// Requests without cache, retry or loop.
  func addPlain(
    _ input: Lanes, _ output: Double, _ rates: ItemRates, _ count: Double, place: Int,
    into sums: inout MutableSpan<Lanes>
  ) {
    addTokens(
      RequestTokens(input: input, read: .zero, write: .zero, output: .zero), rates, input, count,
      place, into: &sums)
    addOutput(Lanes(repeating: output), rates, input, count, place, into: &sums)
    sums[place + MeanUsage.requests] += weight * count
    sums[place + MeanUsage.fees] += weight * (count * rates.fee)
  }

  @inline(__always)
  private func addTokens(
    _ tokens: RequestTokens, _ rates: ItemRates, _ input: Lanes, _ factor: Double, _ place: Int,
    into sums: inout MutableSpan<Lanes>
  ) {
    let scale = weight * factor
    guard rates.hasCliff else {
      sums[place] += tokens.input * scale
      sums[place + 1] += tokens.read * scale
      sums[place + 2] += tokens.write * scale
      return
    }
    let short = scale.replacing(with: 0, where: rates.isLong(input))
    let beyond = scale - short
    sums[place] += tokens.input * short
    sums[place + 1] += tokens.read * short
    sums[place + 2] += tokens.write * short
    sums[place + 4] += tokens.input * beyond
    sums[place + 5] += tokens.read * beyond
    sums[place + 6] += tokens.write * beyond
  }

  @inline(__always)
  private func addOutput(
    _ output: Lanes, _ rates: ItemRates, _ input: Lanes, _ factor: Double, _ place: Int,
    into sums: inout MutableSpan<Lanes>
  ) {
    let scale = weight * factor
    guard rates.hasCliff else {
      sums[place + 3] += output * scale
      return
    }
    let short = scale.replacing(with: 0, where: rates.isLong(input))
    sums[place + 3] += output * short
    sums[place + 7] += output * (scale - short)
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
