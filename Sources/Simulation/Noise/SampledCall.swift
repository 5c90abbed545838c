import Kernels
import Scenarios

/// What a sampled request is billed at, and where it is booked.
struct SampledItem {
  let rates: ItemRates
  /// First place of the model's flows.
  let modelPlace: Int
  let metersWrites: Bool

  init(
    _ item: BilledItem, ttl: CachePolicy.TimeToLive?, webSearches: Double = 0, layout: FlowLayout
  ) {
    rates = ItemRates(item, ttl: ttl, webSearches: webSearches)
    modelPlace = layout.firstPlace(ofModel: item.model)
    metersWrites = item.metersWrites
  }
}

/// The lengths of one turn of a call, in tokens of the scenario.
struct SampledTurn {
  typealias Step = (output: Double, result: Double)

  let retrieved: Double
  let user: Double
  let output: Double
  /// Drawn as far as a round or a stage has needed them: all do the same work.
  var steps: [Step] = []
}

/// One call on one tier with the numbers of one trial, ready to be sampled.
///
/// A class, so that a turn takes a reference instead of copying the laws.
final class SampledCall {
  /// The second call of a validation round.
  struct Checker {
    let item: SampledItem
    let inputs: CallInputs.Checker
    let rejection: Double
    let maxRounds: Int
  }

  let inputs: CallInputs
  let item: SampledItem
  let checker: Checker?
  let retry: SampledRetry
  private let retrieved: LengthDraw
  private let user: LengthDraw
  private let opening: LengthDraw
  private let output: LengthDraw
  private let toolResult: LengthDraw
  private let rule: OutputRule

  init(
    _ plan: CallPlan, _ callInputs: CallInputs, items: [BilledItem], layout: FlowLayout,
    _ trial: Inputs
  ) {
    let call = plan.call
    retry = SampledRetry(plan.isFallback ? nil : call.retry, trial)
    inputs = callInputs
    item = SampledItem(
      items[callInputs.item], ttl: callInputs.cache?.ttl,
      webSearches: callInputs.webSearches, layout: layout)
    checker = callInputs.checker.map { checker in
      Checker(
        item: SampledItem(items[checker.item], ttl: nil, layout: layout),
        inputs: checker,
        rejection: call.validation.map { trial($0.failureRate) } ?? 0,
        maxRounds: call.validation?.maxRounds ?? 1)
    }
    retrieved = LengthDraw(call.prompt.retrieved, trial)
    user = LengthDraw(call.prompt.user, trial)
    opening = LengthDraw(call.prompt.opening, trial)
    output = LengthDraw(call.output, trial)
    toolResult = call.loop.map { LengthDraw($0.toolResult, trial) } ?? .constant(0)
    rule = OutputRule(call, tokenScale: callInputs.tokenScale, trial)
  }

  /// The lengths of a turn as the scenario has them: every stage of a call meets the same.
  func drawTurn(isFirst: Bool, _ stream: inout RandomStream) -> SampledTurn {
    let retrieved = retrieved(&stream)
    let message = user(&stream) + (isFirst ? opening(&stream) : 0)
    return SampledTurn(retrieved: retrieved, user: message, output: output(&stream))
  }

  /// The same for one step of a loop.
  func drawStep(_ stream: inout RandomStream) -> SampledTurn.Step {
    (output(&stream), toolResult(&stream))
  }

  func advance(_ walker: inout CallWalker, to turn: Int, _ lengths: SampledTurn) {
    walker.advance(
      to: turn, retrieved: Lanes(repeating: lengths.retrieved * inputs.tokenScale),
      user: Lanes(repeating: lengths.user * inputs.tokenScale + inputs.imageTokens),
      output: Lanes(repeating: rule.apply(lengths.output)))
  }

  /// What an intermediate request writes, and what its tool then returns, in the model's tokens.
  func tokens(_ step: SampledTurn.Step) -> SampledTurn.Step {
    (rule.apply(step.output), step.result * inputs.tokenScale)
  }
}
