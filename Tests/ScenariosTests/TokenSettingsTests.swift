import Testing

import Scenarios

@Suite struct TokenSettingsTests {
  /// The mean of 13 series of github.com/matthewrenze/jhu-llm-temperature is 1.052 at 1 over 0.
  @Test func answersGrowByTheMeasuredShareFromGreedyToFree() {
    let greedy = TokenSettings(temperature: 0)
    #expect(abs(TokenSettings().length / greedy.length - 1.052) < 1e-12)
    #expect(greedy.quality == 1)
  }

  @Test func oneTokenToChooseFromIsGreedyWhateverTheTemperature() {
    #expect(TokenSettings(temperature: 1.5, topK: 1).length == TokenSettings(temperature: 0).length)
    #expect(TokenSettings(temperature: 1.5, topK: 1).quality == 1)
  }

  @Test func fewerTokensToChooseFromShortenAnswers() {
    let lengths = [1, 0.9, 0.5, 0.1].map { TokenSettings(topP: $0).length }
    #expect(zip(lengths, lengths.dropFirst()).allSatisfy { $0 > $1 })
    let counts = [nil, 100, 10, 2].map { TokenSettings(topK: $0).length }
    #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 > $1 })
  }

  /// Rows of the series gpt-35-turbo, chain of thought, comprehensive-100: output tokens, questions in
  /// error, and accuracy.
  @Test(arguments: [
    (1.1, 166_928.0, 1.0, 0.64), (1.2, 167_672, 2, 0.59), (1.3, 188_392, 1, 0.60),
    (1.4, 255_333, 1, 0.56), (1.5, 327_417, 17, 0.35), (1.6, 69_806, 84, 0.05),
  ])
  func hotSettingsAnswerAsTheMeasuredModelDid(
    temperature: Double, tokens: Double, errors: Double, accuracy: Double
  ) {
    let settings = TokenSettings(temperature: temperature)
    let length = tokens / (100 - errors) / (160_276 / 99)
    #expect(abs(settings.length - length) < 0.001)
    // 100 questions: the standard error of the ratio is about 0.08.
    #expect(abs(settings.quality - accuracy / 0.618) < 0.08)
  }

  @Test func beyondWhatIsMeasuredTheLastFigureStands() {
    #expect(TokenSettings(temperature: 2).length == TokenSettings(temperature: 1.6).length)
    #expect(TokenSettings(temperature: 2).quality == TokenSettings(temperature: 1.6).quality)
  }

  @Test func betweenTwoMeasuredPointsTheLineIsStraight() {
    #expect(abs(TokenSettings(temperature: 1.45).length - (1.593 + 2.437) / 2) < 1e-12)
    #expect(abs(TokenSettings(temperature: 1.45).quality - (0.906 + 0.566) / 2) < 1e-12)
  }
}
