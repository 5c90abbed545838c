import Foundation
import Simulation
import Testing

/// Outages and kinds of failure, against sums over everything that can happen.
struct OutageArithmeticTests {
  private func forecast(_ members: String, turns: String = "1") async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.turns = turns
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"system": 900, "user": 100}, "output": 200,
      \(members)
      """
    ]
    return try await HandForecast(scenario)
  }

  /// The first and the second request of a loop of one step: 600 tokens join the context.
  private let costs: [Double] = [6000 / 1e6, 7800 / 1e6]

  /// Every course of the attempts of one request: its probability, and the copies that are billed.
  private func courses(
    failure: Double, attempts: Int, kinds: [(share: Double, billed: Double)]
  ) -> [(probability: Double, billed: Double, made: Double)] {
    guard attempts > 0 else { return [(1, 0, 0)] }
    var all = [(probability: 1 - failure, billed: 1.0, made: 1.0)]
    for kind in kinds {
      for rest in courses(failure: failure, attempts: attempts - 1, kinds: kinds) {
        all.append(
          (failure * kind.share * rest.probability, kind.billed + rest.billed, 1 + rest.made))
      }
    }
    return all
  }

  @Test func allRequestsOfATurnMeetTheSameState() async throws {
    let forecast = try await forecast(
      """
      "loop": {"steps": 1, "maxSteps": 9, "toolResult": 400},
      "retry": {"failureRate": 0.1, "maxAttempts": 2, "billedFraction": 1,
                "outage": {"share": 0.2, "failureRate": 0.6}}
      """)
    let weight = 0.8 * 1.1 + 0.2 * 1.6
    #expect(isClose(forecast.mean(.calls), 2000 * weight))
    // Both requests get through: 0.99 each outside of outages, 0.64 each inside.
    let arrived: Double = 0.8 * 0.9801 + 0.2 * 0.4096
    #expect(isClose(forecast.mean(.successes), 1000 * arrived))
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * weight * (costs[0] + costs[1])))
  }

  @Test func turnsMeetTheirStatesIndependently() async throws {
    let forecast = try await forecast(
      """
      "retry": {"failureRate": 0, "maxAttempts": 1, "billedFraction": 0,
                "outage": {"share": 0.3, "failureRate": 1}}
      """, turns: "2")
    // A turn costs one request or nothing. The variance of a Poisson number of sessions is 1000 E[X²].
    let square: Double = (2 * 0.7 + 2 * 0.49) * costs[0] * costs[0]
    let variance = forecast.result.strategies[0].variance.request
    #expect(isClose(variance, 1000 * square))
  }

  @Test func theVarianceIsThatOfEveryCourseOfTheAttempts() async throws {
    let forecast = try await forecast(
      """
      "loop": {"steps": 1, "maxSteps": 9, "toolResult": 400},
      "retry": {"failureRate": 0.15, "maxAttempts": 3, "billedFraction": 0.3,
                "kinds": {"rateLimit": {"share": 0.5, "billedFraction": 0},
                          "timeout": {"share": 0.2, "billedFraction": 0.9}},
                "outage": {"share": 0.1, "failureRate": 0.7}}
      """)
    var mean = 0.0
    var square = 0.0
    for (share, failure) in [(0.9, 0.15), (0.1, 0.7)] {
      let one = courses(
        failure: failure, attempts: 3, kinds: [(0.5, 0), (0.2, 0.9), (0.3, 0.3)])
      #expect(isClose(one.reduce(0) { $0 + $1.probability }, 1))
      for first in one {
        for second in one {
          let cost = costs[0] * first.billed + costs[1] * second.billed
          let probability = share * first.probability * second.probability
          mean += probability * cost
          square += probability * cost * cost
        }
      }
    }
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * mean))
    #expect(isClose(forecast.result.strategies[0].variance.request, 1000 * square))
  }

  @Test func kindsOfFailureAverageInTheMean() async throws {
    func cost(_ billing: String) async throws -> Double {
      try await forecast(#""retry": {"failureRate": 0.3, "maxAttempts": 4, \#(billing)}"#)
        .mean(.inferenceCost)
    }
    let kinds = try await cost(
      """
      "billedFraction": 0.2, "kinds": {"rateLimit": {"share": 0.6, "billedFraction": 0},
                                       "timeout": {"share": 0.25, "billedFraction": 1}}
      """)
    let average = try await cost(#""billedFraction": \#(0.25 + 0.15 * 0.2)"#)
    #expect(isClose(kinds, average))
  }

  @Test func aRoundOfARejectedAnswerMeetsTheStateOfItsTurn() async throws {
    let forecast = try await forecast(
      """
      "retry": {"failureRate": 0, "maxAttempts": 1, "billedFraction": 0,
                "outage": {"share": 0.3, "failureRate": 1}},
      "validate": {"failureRate": 0.5, "maxRounds": 2, "with": "cheap"}
      """)
    let check: Double = 632 / 1e6
    // Given the state, one round with probability 0.5, else two.
    var square = 0.0
    for (share, request) in [(0.7, costs[0]), (0.3, 0.0)] {
      let round = request + check
      square += share * 2.5 * round * round
    }
    #expect(isClose(forecast.result.strategies[0].variance.request, 1000 * square))
    #expect(isClose(forecast.mean(.successes), 1000 * 0.7 * 0.75))
  }
}
