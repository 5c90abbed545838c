/// One thing that is billed.
package enum Meter: String, Sendable, CaseIterable {
  case input, audioInput, imageInput
  case cacheRead, cacheWrite5m, cacheWrite1h, cacheStorage
  case output, reasoning, audioOutput, imageOutput
  case requests, webSearches
}
