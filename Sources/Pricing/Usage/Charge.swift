/// The cost of one usage, US dollars, by meter.
///
/// A token counts once: `output` is without the reasoning, audio and images beside it.
package struct Charge: Sendable, Equatable {
  package var input = 0.0
  package var audioInput = 0.0
  package var imageInput = 0.0
  package var cacheRead = 0.0
  package var cacheWrite5m = 0.0
  package var cacheWrite1h = 0.0
  package var cacheStorage = 0.0
  package var output = 0.0
  package var reasoning = 0.0
  package var audioOutput = 0.0
  package var imageOutput = 0.0
  package var requests = 0.0
  package var webSearches = 0.0

  package init() {}

  /// The sum of the meters, in their order.
  package var total: Double {
    let prompt = input + audioInput + imageInput + cacheRead + cacheWrite5m + cacheWrite1h
    return prompt + (output + reasoning + audioOutput + imageOutput)
      + (cacheStorage + requests + webSearches)
  }

  package subscript(_ meter: Meter) -> Double {
    switch meter {
    case .input: input
    case .audioInput: audioInput
    case .imageInput: imageInput
    case .cacheRead: cacheRead
    case .cacheWrite5m: cacheWrite5m
    case .cacheWrite1h: cacheWrite1h
    case .cacheStorage: cacheStorage
    case .output: output
    case .reasoning: reasoning
    case .audioOutput: audioOutput
    case .imageOutput: imageOutput
    case .requests: requests
    case .webSearches: webSearches
    }
  }
}
