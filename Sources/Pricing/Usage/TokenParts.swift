/// Tokens that are part of a prompt or an output and may have a rate of their own.
package struct TokenParts: Sendable, Equatable {
  package let reasoning: Int
  package let audioInput: Int
  package let imageInput: Int
  package let audioCacheRead: Int
  package let audioOutput: Int
  package let imageOutput: Int

  package static let none = TokenParts()

  package init(
    reasoning: Int = 0, audioInput: Int = 0, imageInput: Int = 0, audioCacheRead: Int = 0,
    audioOutput: Int = 0, imageOutput: Int = 0
  ) {
    self.reasoning = reasoning
    self.audioInput = audioInput
    self.imageInput = imageInput
    self.audioCacheRead = audioCacheRead
    self.audioOutput = audioOutput
    self.imageOutput = imageOutput
  }

  func check(uncached: Int, read: Int, output: Int) throws(UsageError) {
    try Usage.check([
      ("reasoningTokens", reasoning), ("audioInputTokens", audioInput),
      ("imageInputTokens", imageInput), ("audioCacheReadTokens", audioCacheRead),
      ("audioOutputTokens", audioOutput), ("imageOutputTokens", imageOutput),
    ])
    guard audioInput + imageInput <= uncached else {
      throw .partExceedsWhole(
        part: "audioInputTokens and imageInputTokens", count: audioInput + imageInput,
        whole: "uncachedInputTokens", of: uncached)
    }
    guard audioCacheRead <= read else {
      throw .partExceedsWhole(
        part: "audioCacheReadTokens", count: audioCacheRead, whole: "cacheReadTokens", of: read)
    }
    let parts = reasoning + audioOutput + imageOutput
    guard parts <= output else {
      throw .partExceedsWhole(
        part: audioOutput + imageOutput == 0
          ? "reasoningTokens" : "reasoningTokens, audioOutputTokens and imageOutputTokens",
        count: parts, whole: "outputTokens", of: output)
    }
  }
}
