import Pricing
import Scenarios

/// A workflow with the numbers of one trial; a class, so that a turn copies none of it.
final class OracleWorkflow {
  let turns: OracleEvent
  let secondsBetweenTurns: OracleEvent
  let bypass: Double
  var responses: OracleResponseCache?
  let memory: OracleMemory
  let calls: [OracleCall]
  let classifierLabel: Int
  let judgeLabel: Int
  let memoryLabel: Int
  let longTerm: OracleLongTerm?
  /// Tokens from which a session sends no further turn.
  let tokenBudget: Double

  /// The first call that the strategy routes; `nil` when every call names its own model.
  var firstRoutedCall: Int? { calls.firstIndex { $0.model == nil } }

  init(_ workflow: Workflow, in trial: OracleTrial, names: OracleNames) {
    turns = OracleEvent(workflow.turns, as: .turns, in: trial)
    secondsBetweenTurns = OracleEvent(workflow.secondsBetweenTurns, as: .length, in: trial)
    bypass = trial[workflow.bypass]
    responses = workflow.responseCache.map { OracleResponseCache($0, in: trial) }
    memory = OracleMemory(workflow, in: trial, names: names)
    calls = workflow.calls.map {
      OracleCall($0, label: "\(workflow.name).\($0.name)", in: trial, names: names)
    }
    classifierLabel = names.label("\(workflow.name).classifier")
    judgeLabel = names.label("\(workflow.name).judge")
    memoryLabel = names.label("\(workflow.name).memory")
    tokenBudget = workflow.tokenBudget.map { trial[$0] } ?? .infinity
    longTerm = workflow.longTermMemory.map { OracleLongTerm($0, in: trial, names: names) }
  }
}

/// One call of a workflow with the numbers of one trial; a class, so that a turn copies none of it.
final class OracleCall {
  let label: Int
  let summaryLabel: Int
  /// The call's own model; `nil` when the strategy chooses.
  let model: Int?
  let system: Double
  let tools: Double
  let retrieved: OracleEvent
  let retrievesNothing: Bool
  let user: OracleEvent
  let opening: OracleEvent
  let output: OracleEvent
  /// Length over the stated length, as the call chooses its tokens.
  let outputFactor: Double
  /// Probability that this choice leaves an answer good.
  let quality: Double
  let maxTokens: Double
  let serviceTier: ServiceTier
  let cache: CachePolicy?
  let retry: OracleRetry
  let checker: OracleChecker?
  let delegation: OracleDelegation?
  let loop: (steps: OracleEvent, maxSteps: Int, toolResult: OracleEvent)?

  init(_ call: Call, label: String, in trial: OracleTrial, names: OracleNames) {
    self.label = names.label(label)
    summaryLabel = names.label(label + ".summary")
    model = call.model.map(names.model)
    system = trial[call.prompt.system]
    tools = trial[call.prompt.tools]
    retrievesNothing = call.prompt.retrieved.isZero
    retrieved = OracleEvent(call.prompt.retrieved, as: .length, in: trial)
    user = OracleEvent(call.prompt.user, as: .length, in: trial)
    opening = OracleEvent(call.prompt.opening, as: .length, in: trial)
    output = OracleEvent(call.output, as: .length, in: trial)
    outputFactor = trial[call.tokenChoice.length]
    quality = trial[call.tokenChoice.quality]
    maxTokens = call.maxTokens.map(Double.init) ?? .infinity
    serviceTier = call.serviceTier
    cache = call.cache
    retry = OracleRetry(call.retry, in: trial)
    checker = call.validation.map {
      OracleChecker($0, label: label + ".validate", in: trial, names: names)
    }
    delegation = call.delegation.map { OracleDelegation($0, in: trial) }
    loop = call.loop.map {
      (
        OracleEvent($0.steps, as: .steps, in: trial), $0.maxSteps,
        OracleEvent($0.toolResult, as: .length, in: trial)
      )
    }
  }

  /// Lengths of the leading parts that the cache policy covers: of the prefix that all
  /// conversations share, and of this conversation's prefix with the given history.
  ///
  /// A part counts only while every non-empty part before it is in the policy.
  func prefixes(tools: Double, system: Double, history: Double) -> OraclePrefix {
    guard let cache else { return OraclePrefix() }
    var shared = 0.0
    var unbroken = true
    for (length, included) in [(tools, cache.tools), (system, cache.system)] {
      if unbroken, included { shared += length }
      if !included, length > 0 { unbroken = false }
    }
    let reachesHistory = unbroken && cache.history
    return OraclePrefix(
      shared: shared, conversation: shared + (reachesHistory ? history : 0),
      reachesHistory: reachesHistory, reachesMessage: reachesHistory && cache.message)
  }
}

/// The second call of a validation round.
struct OracleChecker {
  let label: Int
  /// The checker's own model; `nil` for the model of the answer.
  let model: Int?
  let failureRate: Double
  let maxRounds: Int
  let prompt: Double
  let output: Double

  init(_ validation: Validation, label: String, in trial: OracleTrial, names: OracleNames) {
    self.label = names.label(label)
    model = validation.model.map(names.model)
    failureRate = trial[validation.failureRate]
    maxRounds = validation.maxRounds
    prompt = trial[validation.prompt]
    output = trial[validation.output]
  }
}
