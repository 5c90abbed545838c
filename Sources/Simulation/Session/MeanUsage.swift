/// Expected usage of a session, turn by turn, as a function of the shared-prefix hit rate.
///
/// Expected usage is linear in the probability h that another session has kept the shared prefix:
/// usage(h) = base + h · slope.
struct MeanUsage {
  /// Per item: input, read, write, output tokens at the short rates, the same at the long rates,
  /// and requests (attempts).
  static let metersPerItem = 9

  let columns: Int
  let turns: Int
  /// Row t (turn t + 1), column item · 9 + meter.
  private(set) var base: [Double]
  private(set) var slope: [Double]

  init(
    items: [BilledItem], calls: [CallInputs], classifier: ClassifierInputs?, turns: Int,
    mode: LaneMode
  ) {
    columns = items.count * Self.metersPerItem
    self.turns = turns
    base = [Double](repeating: 0, count: turns * columns)
    slope = base
    let weight = mode.weight
    for (index, call) in calls.enumerated() {
      let rates = ItemRates(items[call.item], ttl: call.cache?.ttl)
      for group in 0..<mode.groups {
        let lengths = PanelLengths(
          call.lengths, turns: turns, steps: call.steps.count - 1, mode: mode, group: group)
        var walker = CallWalker(call)
        for turn in 0..<turns {
          lengths.advance(&walker, to: turn)
          add(walker, lengths, call, rates, items, turn: turn, weight: weight)
          if let classifier, classifier.readsCall == index {
            add(classifier, user: walker.user, items, turn: turn, weight: weight)
          }
        }
      }
    }
  }

  private mutating func add(
    _ walker: CallWalker, _ lengths: PanelLengths, _ call: CallInputs, _ rates: ItemRates,
    _ items: [BilledItem], turn: Int, weight: Lanes
  ) {
    let extraRounds = call.checker?.rounds.mean ?? 0
    let billed = call.retry.billed
    let place = turn * columns + call.item * Self.metersPerItem

    // The first request's input, by the state of the cache in the first round.
    if let cache = call.cache {
      let own = turn == 0 ? 0 : cache.ownHit
      let other = 1 - own
      if own > 0 {
        Self.addTokens(
          walker.first(.own), rates, walker.base, own * billed, place, weight, into: &base)
      }
      let miss = walker.first(.miss)
      Self.addTokens(miss, rates, walker.base, other * billed, place, weight, into: &base)
      Self.addTokens(
        walker.first(.shared), rates, walker.base, other * billed, place, weight, into: &slope)
      Self.addTokens(miss, rates, walker.base, -other * billed, place, weight, into: &slope)
    } else {
      Self.addTokens(walker.first(.miss), rates, walker.base, billed, place, weight, into: &base)
    }
    if extraRounds > 0 {
      Self.addTokens(
        walker.first(.full), rates, walker.base, extraRounds * billed, place, weight, into: &base)
    }

    // Outputs, and the inputs of later requests.
    let rounds = 1 + extraRounds
    var input = walker.base
    for k in call.steps.indices {
      addOutput(walker.output, rates, input, rounds * billed * call.steps[k], place, weight)
      let further = call.stepsAtLeast[k + 1]
      guard k + 1 < call.steps.count, further > 0 else { break }
      let step = lengths.step(k + 1, turn: turn)
      addOutput(step.output, rates, input, rounds * billed * further, place, weight)
      let before = input
      input += step.output + step.result
      Self.addTokens(
        walker.later(input: input, before: before), rates, input, rounds * billed * further, place,
        weight, into: &base)
    }
    var requests = 0.0
    for k in call.steps.indices { requests += call.stepsAtLeast[k] }
    base[place + 8] += weight.total * rounds * requests * call.retry.attempts

    if let checker = call.checker {
      let item = ItemRates(items[checker.item], ttl: nil)
      let seen = checker.prompt + walker.user + walker.output
      let place = turn * columns + checker.item * Self.metersPerItem
      addPlain(seen, checker.output, item, rounds, place, weight)
    }
  }

  private mutating func add(
    _ classifier: ClassifierInputs, user: Lanes, _ items: [BilledItem], turn: Int, weight: Lanes
  ) {
    addPlain(
      classifier.prompt + user, classifier.output, ItemRates(items[classifier.item], ttl: nil), 1,
      turn * columns + classifier.item * Self.metersPerItem, weight)
  }

  /// A request without cache, retry or loop.
  private mutating func addPlain(
    _ input: Lanes, _ output: Double, _ rates: ItemRates, _ count: Double, _ place: Int,
    _ weight: Lanes
  ) {
    Self.addTokens(
      RequestTokens(input: input, read: .zero, write: .zero, output: .zero), rates, input, count,
      place, weight, into: &base)
    addOutput(Lanes(repeating: output), rates, input, count, place, weight)
    base[place + 8] += weight.total * count
  }

  @inline(__always)
  private static func addTokens(
    _ tokens: RequestTokens, _ rates: ItemRates, _ input: Lanes, _ factor: Double, _ place: Int,
    _ weight: Lanes, into sums: inout [Double]
  ) {
    let scale = weight * factor
    if rates.hasCliff {
      let long = rates.isLong(input)
      let short = scale.replacing(with: 0, where: long)
      let beyond = scale - short
      sums[place] += (tokens.input * short).total
      sums[place + 1] += (tokens.read * short).total
      sums[place + 2] += (tokens.write * short).total
      sums[place + 4] += (tokens.input * beyond).total
      sums[place + 5] += (tokens.read * beyond).total
      sums[place + 6] += (tokens.write * beyond).total
    } else {
      sums[place] += (tokens.input * scale).total
      sums[place + 1] += (tokens.read * scale).total
      sums[place + 2] += (tokens.write * scale).total
    }
  }

  @inline(__always)
  private mutating func addOutput(
    _ output: Lanes, _ rates: ItemRates, _ input: Lanes, _ factor: Double, _ place: Int,
    _ weight: Lanes
  ) {
    let scale = weight * factor
    guard rates.hasCliff else {
      base[place + 3] += (output * scale).total
      return
    }
    let short = scale.replacing(with: 0, where: rates.isLong(input))
    base[place + 3] += (output * short).total
    base[place + 7] += (output * (scale - short)).total
  }

  /// Sums the turns of a session, each weighted with the probability that it happens.
  ///
  /// - Parameter atLeast: `atLeast[n]` = P(model turns ≥ n).
  func perSession(atLeast: [Double]) -> (base: [Double], slope: [Double]) {
    var sums = (
      base: [Double](repeating: 0, count: columns), slope: [Double](repeating: 0, count: columns)
    )
    for turn in 0..<min(turns, atLeast.count - 1) {
      let probability = atLeast[turn + 1]
      guard probability > 0 else { break }
      for column in 0..<columns {
        sums.base[column] += probability * base[turn * columns + column]
        sums.slope[column] += probability * slope[turn * columns + column]
      }
    }
    return sums
  }
}
