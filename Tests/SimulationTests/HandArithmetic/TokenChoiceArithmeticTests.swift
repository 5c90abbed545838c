import Simulation
import Testing

@Suite struct TokenChoiceArithmeticTests {
  @Test func measuredEffectsReplaceThePublicOnes() async throws {
    var scenario = HandScenario()
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"user": 100}, "output": 500,
      "temperature": 1.5, "samplingEffect": {"length": 1.2, "quality": 0.9}
      """
    ]
    let forecast = try await HandForecast(scenario)
    #expect(isClose(forecast.mean(.outputTokens), 1000 * 600))
    #expect(isClose(forecast.mean(.successes), 1000 * 0.9))
  }

  @Test func anUnknownEffectOnALengthMovesTheMeanByItsOwnMean() async throws {
    var scenario = HandScenario()
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"user": 100},
      "output": {"lognormal": {"p50": 200, "p95": 900}},
      "samplingEffect": {"length": {"uniform": {"min": 1, "max": 1.5}}}
      """
    ]
    let options = SimulationOptions(trials: 4096)
    let unknown = try await HandForecast(text: scenario.text, options: options)
    scenario.calls[0] = scenario.calls[0].replacing(
      #"{"uniform": {"min": 1, "max": 1.5}}"#, with: "1.25")
    let middle = try await HandForecast(text: scenario.text, options: options)
    // The mean of 4,096 scrambled points of one uniform coordinate: error below 1e-4.
    #expect(abs(unknown.mean(.outputTokens) / middle.mean(.outputTokens) - 1) < 2e-4)
  }

  /// A temperature of 1.5 stretches answers 2.437 times: half of a uniform law is then cut off.
  @Test func aHotTemperatureCutsAnswersOffAndSpoilsTheRest() async throws {
    var scenario = HandScenario()
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"user": 100},
      "output": {"uniform": {"min": 0, "max": 1000}}, "temperature": 1.5, "maxTokens": 1219
      """
    ]
    let cut = 1219 / 2.437
    let forecast = try await HandForecast(scenario)
    // E[min(f X, M)] of a uniform law, in closed form.
    let mean = 2.437 * (cut * cut / 2 + cut * (1000 - cut)) / 1000
    #expect(isClose(forecast.mean(.outputTokens), 1000 * mean))
    #expect(isClose(forecast.mean(.successes), 1000 * cut / 1000 * 0.566))
  }
}
