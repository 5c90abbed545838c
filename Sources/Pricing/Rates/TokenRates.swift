/// US dollars per million tokens of one model, by meter.
package struct TokenRates: Sendable, Equatable {
  package let input: Double
  package let cacheRead: Double
  /// `nil` where the provider does not meter writes: written tokens are then plain input.
  package let cacheWrite5m: Double?
  package let cacheWrite1h: Double?
  /// Output, reasoning included unless ``reasoning`` has a rate of its own.
  package let output: Double
  /// `nil` where reasoning bills as output, as it does at every big provider.
  package let reasoning: Double?
  /// Audio and images: `nil` where they bill as the text of the same direction.
  package let audioInput: Double?
  package let audioCacheRead: Double?
  package let imageInput: Double?
  package let audioOutput: Double?
  package let imageOutput: Double?

  package init(
    input: Double, cacheRead: Double, cacheWrite5m: Double?, cacheWrite1h: Double?, output: Double,
    reasoning: Double? = nil, audioInput: Double? = nil, audioCacheRead: Double? = nil,
    imageInput: Double? = nil, audioOutput: Double? = nil, imageOutput: Double? = nil
  ) {
    self.input = input
    self.cacheRead = cacheRead
    self.cacheWrite5m = cacheWrite5m
    self.cacheWrite1h = cacheWrite1h
    self.output = output
    self.reasoning = reasoning
    self.audioInput = audioInput
    self.audioCacheRead = audioCacheRead
    self.imageInput = imageInput
    self.audioOutput = audioOutput
    self.imageOutput = imageOutput
  }

  /// Every rate times the factor.
  package func scaled(by factor: Double) -> TokenRates {
    TokenRates(
      input: input * factor, cacheRead: cacheRead * factor,
      cacheWrite5m: cacheWrite5m.map { $0 * factor },
      cacheWrite1h: cacheWrite1h.map { $0 * factor }, output: output * factor,
      reasoning: reasoning.map { $0 * factor }, audioInput: audioInput.map { $0 * factor },
      audioCacheRead: audioCacheRead.map { $0 * factor },
      imageInput: imageInput.map { $0 * factor }, audioOutput: audioOutput.map { $0 * factor },
      imageOutput: imageOutput.map { $0 * factor })
  }
}
