import Pricing
import Testing

struct UsageTests {
  @Test func inclusiveInputLosesWhatTheCacheHandled() throws {
    let usage = try Usage(
      input: .inclusive(1000), cacheReadTokens: 600, cacheWrite5mTokens: 100,
      cacheWrite1hTokens: 50, outputTokens: 7)
    #expect(usage.uncachedInputTokens == 250)
    #expect(usage.promptTokens == 1000 && usage.cacheWriteTokens == 150)
  }

  @Test func exclusiveInputIsWhatItSays() throws {
    let usage = try Usage(
      input: .exclusive(250), cacheReadTokens: 600, cacheWrite5mTokens: 100,
      cacheWrite1hTokens: 50, outputTokens: 7)
    #expect(usage.uncachedInputTokens == 250 && usage.promptTokens == 1000)
  }

  @Test func bothCountsOfOneRequestAreTheSameUsage() throws {
    let one = try Usage(input: .inclusive(90), cacheReadTokens: 40, outputTokens: 1)
    let other = try Usage(input: .exclusive(50), cacheReadTokens: 40, outputTokens: 1)
    #expect(one == other)
  }

  @Test func aPromptThatIsAllCachedHasNothingLeft() throws {
    let usage = try Usage(input: .inclusive(40), cacheReadTokens: 40, outputTokens: 0)
    #expect(usage.uncachedInputTokens == 0)
  }

  @Test func moreCachedThanSentIsAnError() {
    #expect(
      throws: UsageError.partExceedsWhole(
        part: "cacheReadTokens and cacheWriteTokens", count: 41, whole: "inputTokens", of: 40)
    ) {
      try Usage(
        input: .inclusive(40), cacheReadTokens: 30, cacheWrite5mTokens: 11, outputTokens: 0)
    }
  }

  @Test(arguments: [
    (TokenParts(reasoning: 6), "reasoningTokens"),
    (TokenParts(reasoning: 3, audioOutput: 2, imageOutput: 1), "audioOutputTokens"),
    (TokenParts(audioInput: 5, imageInput: 6), "imageInputTokens"),
    (TokenParts(audioCacheRead: 4), "audioCacheReadTokens"),
    (TokenParts(imageInput: -1), "imageInputTokens"),
  ])
  func partsBeyondTheirWholeAreErrors(parts: TokenParts, field: String) {
    #expect {
      try Usage(input: .exclusive(10), cacheReadTokens: 3, outputTokens: 5, parts: parts)
    } throws: { "\($0)".contains(field) }
  }

  @Test(arguments: [-1, Int.min, 1_000_000_000_000_001, Int.max])
  func impossibleCountsAreErrors(count: Int) {
    #expect(throws: UsageError.noCount(field: "outputTokens", value: "\(count)")) {
      try Usage(input: .exclusive(0), outputTokens: count)
    }
    #expect(throws: UsageError.noCount(field: "inputTokens", value: "\(count)")) {
      try Usage(input: .inclusive(count), outputTokens: 0)
    }
    #expect(throws: UsageError.noCount(field: "uncachedInputTokens", value: "\(count)")) {
      try Usage(input: .exclusive(count), outputTokens: 0)
    }
  }

  @Test func onlyTheModeOfAnotherToolClamps() {
    let usage = Usage.clampedAsLiteLLM(
      promptTokens: 40, cacheReadTokens: 50, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0,
      outputTokens: 0)
    #expect(usage.uncachedInputTokens == 0 && usage.cacheReadTokens == 50)
    #expect(usage.promptTokens == 40)
  }
}
