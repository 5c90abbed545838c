import Reports
import Summaries

/// What one session costs, and how much of the cost the dearest sessions make.
///
/// A session is drawn from the forecast: from a trial, and in it with the probability of its segment and
/// week. So the numbers hold both what is not known and what differs between sessions.
public struct SessionSummary: Sendable, Equatable {
  /// The dearest part of the sessions.
  public struct Tail: Sendable, Equatable {
    /// Part of all sessions that is cheaper, in 0...1.
    public let probability: Double
    /// Mean cost of the others, US dollars: their tail value at risk (TVaR), as Acerbi & Tasche (2002)
    /// define it.
    public let mean: MetricSummary.Value
    /// Their share of the cost of all sessions, in 0...1; `nil` where sessions cost nothing.
    public let share: MetricSummary.Value?
  }

  /// Sessions that were simulated one by one.
  public let simulated: Int
  /// US dollars a session, what the harness charges included, fixed costs apart.
  public let cost: MetricSummary
  /// At 0.95 and 0.99.
  public let tails: [Tail]

  init(_ sessions: SessionTail) {
    simulated = sessions.count
    cost = MetricSummary(
      MetricBand(name: "session.cost", unit: .dollarsPerSession, band: sessions.cost))
    tails = sessions.tails.map {
      Tail(
        probability: $0.probability, mean: MetricSummary.Value($0.mean),
        share: $0.share.map(MetricSummary.Value.init))
    }
  }
}
