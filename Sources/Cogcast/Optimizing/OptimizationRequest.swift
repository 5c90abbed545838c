/// What a search for the best policy is asked for.
public struct OptimizationRequest: Sendable, Equatable {
  /// The number to improve, as gates write it but without a limit.
  public enum Objective: Sendable, Equatable {
    /// As small as possible, e.g. `p95(cost.month)`.
    case minimize(String)
    /// As large as possible, e.g. `mean(margin.perUnit)`.
    case maximize(String)
  }

  /// Forecasts of a first measurement take a minute or two of a typical scenario.
  public static let standardEvaluations = 200
  /// Fewer compare nothing.
  public static let minimumEvaluations = 2
  /// Beyond, a search takes a day.
  public static let maximumEvaluations = 100_000

  /// The number to improve.
  public var objective: Objective
  /// Conditions that a policy must keep, each as a gate: `mean(quality.success) >= 0.92`.
  public var constraints: [String]
  /// Most policies that are measured, the file's own among them; a policy counts once, however
  /// often it is met.
  public var evaluations: Int

  /// - Parameters:
  ///   - objective: The number to improve.
  ///   - constraints: Conditions that a policy must keep.
  ///   - evaluations: Most policies that are measured.
  public init(
    _ objective: Objective, subjectTo constraints: [String] = [],
    evaluations: Int = OptimizationRequest.standardEvaluations
  ) {
    self.objective = objective
    self.constraints = constraints
    self.evaluations = evaluations
  }

  /// Finds out whether a search can serve the number of evaluations.
  ///
  /// - Throws: ``CogcastError/invalidRequest(_:)`` that says what to ask instead.
  public func check() throws(CogcastError) {
    let allowed = Self.minimumEvaluations...Self.maximumEvaluations
    guard allowed.contains(evaluations) else {
      throw .invalidRequest(
        "\(evaluations) evaluations: ask for \(allowed.lowerBound) to \(allowed.upperBound).")
    }
  }
}
