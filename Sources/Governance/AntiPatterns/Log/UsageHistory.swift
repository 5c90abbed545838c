/// What a request log says of a running feature, week by week.
package struct UsageHistory: Sendable {
  package struct Week: Sendable {
    /// Of models.
    package var requests = 0
    package var tokens = 0.0
    /// US dollars.
    package var cost = 0.0
    /// Distinct ones; users where the log names no session.
    package var sessions = 0

    package init() {}
  }

  package struct Model: Sendable {
    package let name: String
    /// As the log writes it; `nil` where it does not.
    package let provider: String?
    /// By week.
    package let requests: [Double]
    package let cost: [Double]

    package init(name: String, provider: String?, requests: [Double], cost: [Double]) {
      self.name = name
      self.provider = provider
      self.requests = requests
      self.cost = cost
    }
  }

  /// What one user asked for: the calls of a trace, or those of a session in quick succession.
  package struct UserRequest: Sendable {
    package var calls = 0
    package var tokens = 0.0

    package init(calls: Int, tokens: Double) {
      self.calls = calls
      self.tokens = tokens
    }
  }

  /// What a session is counted by.
  package enum Counting: String, Sendable { case session, user }

  /// Whole weeks from the first day of the log on; what remains behind them is left out.
  package let weeks: [Week]
  package let models: [Model]
  package let requests: [UserRequest]
  package let counting: Counting?
  /// Requests without a time, which are in no week.
  package let undated: Int

  package init(
    weeks: [Week], models: [Model], requests: [UserRequest], counting: Counting?, undated: Int
  ) {
    self.weeks = weeks
    self.models = models
    self.requests = requests
    self.counting = counting
    self.undated = undated
  }

  /// Weeks in which a trend can be told from noise.
  static let fewestWeeks = 2 * PatternWindow.weeks

  var recent: [Week] { Array(weeks.suffix(PatternWindow.weeks)) }
}
