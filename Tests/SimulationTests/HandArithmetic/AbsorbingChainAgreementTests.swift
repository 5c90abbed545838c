import Foundation
import Kernels
import Simulation
import Testing

/// Retries, steps and rounds of a turn as one absorbing chain, against the sums of the engine.
///
/// Every request costs one dollar and tokens cost nothing, so that the cost of a session is the number
/// of steps of the chain: its mean and its variance follow from the fundamental matrix.
struct AbsorbingChainAgreementTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let failure: Double
    let attempts: Int
    /// P(steps = k).
    let steps: [Double]
    let rejected: Double
    let rounds: Int

    var testDescription: String { "f \(failure), v \(rejected), \(steps)" }
  }

  static let cases = [
    Case(failure: 0.2, attempts: 3, steps: [1], rejected: 0, rounds: 1),
    Case(failure: 0, attempts: 1, steps: [0.2, 0.5, 0.3], rejected: 0, rounds: 1),
    Case(failure: 0, attempts: 1, steps: [1], rejected: 0.4, rounds: 4),
    Case(failure: 0.3, attempts: 4, steps: [0.25, 0.25, 0, 0.5], rejected: 0.35, rounds: 3),
  ]

  /// A state is (round, request of the loop, attempt); the check of a round is a state of its own.
  private func chain(_ given: Case) throws -> AbsorbingChain {
    let requests = given.steps.count
    let perRound = requests * given.attempts + (given.rounds > 1 ? 1 : 0)
    let count = given.rounds * perRound
    var transitions = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for round in 0..<given.rounds {
      func state(_ request: Int, _ attempt: Int) -> Int {
        round * perRound + request * given.attempts + attempt
      }
      let check = round * perRound + requests * given.attempts
      for request in 0..<requests {
        let reached = given.steps[request...].reduce(0, +)
        let further = given.steps[(request + 1)...].reduce(0, +) / reached
        for attempt in 0..<given.attempts {
          let isLast = attempt == given.attempts - 1
          let done = isLast ? 1 : 1 - given.failure
          let here = state(request, attempt)
          if !isLast { transitions[here][state(request, attempt + 1)] = given.failure }
          if request + 1 < requests {
            transitions[here][state(request + 1, 0)] = done * further
          }
          if given.rounds > 1 { transitions[here][check] = done * (1 - further) }
        }
      }
      if given.rounds > 1, round + 1 < given.rounds {
        transitions[check][(round + 1) * perRound] = given.rejected
      }
    }
    return try #require(AbsorbingChain(transitions: transitions))
  }

  @Test(arguments: cases)
  func theEngineCountsTheStepsOfTheChain(given: Case) async throws {
    let values = given.steps.indices.filter { given.steps[$0] > 0 }
    let weights = values.map { given.steps[$0] }
    let steps =
      values == [0] ? "0" : #"{"discrete": {"values": \#(values), "weights": \#(weights)}}"#
    var scenario = HandScenario()
    let validate =
      given.rounds > 1
      ? #", "validate": {"failureRate": \#(given.rejected), "maxRounds": \#(given.rounds)}"# : ""
    scenario.calls = [
      """
      "name": "answer", "model": "free", "prompt": {"user": 1}, "output": 1,
      "retry": {"failureRate": \(given.failure), "maxAttempts": \(given.attempts)},
      "loop": {"maxSteps": 9, "steps": \(steps)}\(validate)
      """
    ]
    scenario.root = #""harness": {"egress": {"MBPerCall": 1000, "pricePerGB": 1}}"#
    let text = scenario.text.replacing(
      #""models": {"#, with: #""models": {"free": {"input": 0, "output": 0}, "#)
    let forecast = try await HandForecast(text: text)
    let chain = try chain(given)
    let mean = chain.expectedSteps[0]
    #expect(isClose(forecast.mean(.calls), 1000 * mean))
    let square = chain.stepVariances[0] + mean * mean
    #expect(isClose(forecast.result.strategies[0].variance.request, 1000 * square))
  }
}
