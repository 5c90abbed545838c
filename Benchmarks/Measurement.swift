/// Time per value of one piece of work, and of a peer that does the same in the usual way.
struct Measurement {
  let name: String
  let nanoseconds: Double
  let peer: String
  let peerNanoseconds: Double

  /// Measures both bodies alternately, so that a busy machine slows both.
  ///
  /// - Parameters:
  ///   - values: How many values one call of a body makes.
  ///   - body: Called with the number of the repetition.
  init(
    _ name: String, values: Int, _ body: (Int) -> Void, peer: String, _ peerBody: (Int) -> Void
  ) {
    let repetitions = 40
    var best = (ours: Duration.seconds(3600), theirs: Duration.seconds(3600))
    let clock = ContinuousClock()
    for repetition in 0..<repetitions {
      best.ours = min(best.ours, clock.measure { body(repetition) })
      best.theirs = min(best.theirs, clock.measure { peerBody(repetition) })
    }
    self.name = name
    self.peer = peer
    nanoseconds = best.ours / .nanoseconds(values)
    peerNanoseconds = best.theirs / .nanoseconds(values)
  }
}
