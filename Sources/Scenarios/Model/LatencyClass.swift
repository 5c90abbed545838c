/// How soon answers come: what a strategy promises to whoever waits for them.
///
/// - Source: One second keeps a train of thought, ten seconds the attention (Miller, "Response time in
///   man-computer conversational transactions", 1968; Nielsen, "Usability Engineering", 1993, ch. 5).
///   Beyond, providers sell two slower ways: requests that yield to others (flex), and batches that are
///   done within a day.
package enum LatencyClass: String, Sendable, CaseIterable {
  case realtime, interactive, background, batch

  /// In a few words.
  package var meaning: String {
    switch self {
    case .realtime: "within a second: speech, completion while typing"
    case .interactive: "within ten seconds: a person waits"
    case .background: "within minutes: nobody waits"
    case .batch: "within a day: done in bulk"
    }
  }
}
