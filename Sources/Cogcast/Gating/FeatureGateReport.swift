import Reports

/// The checks of several features as one report.
///
///     var report = FeatureGateReport(policy: policy)
///     report.add(try await scenario.checkGates(policy: policy))
///     print(report.text(.markdown))
public struct FeatureGateReport: Sendable {
  private let policy: String?
  private let base: String?
  private let day: String?
  private var entries: [GateSummary.Entry] = []
  /// Whether any scenario, or the run of one, warns of anything.
  public private(set) var hasWarnings = false

  /// - Parameters:
  ///   - policy: What the organisation asks of every scenario.
  ///   - base: Name of what changes are held against.
  ///   - day: Day of the check.
  public init(policy: OrganisationPolicy? = nil, base: String? = nil, day: CalendarDay? = nil) {
    self.policy = policy?.file
    self.base = base
    self.day = day?.description
  }

  /// Adds what the gates of one feature say.
  public mutating func add(_ check: FeatureGateCheck) {
    entries.append(.checked(check.check))
    if check.hasWarnings { hasWarnings = true }
  }

  /// Adds a scenario that cannot be estimated: it fails.
  public mutating func add(_ error: CogcastError, of file: String) {
    guard case .invalidScenario(let place, let findings) = error else {
      return entries.append(
        .broken(BrokenScenario(file: file, place: file, findings: [], reason: "\(error)")))
    }
    let first = findings.first { $0.severity == .error } ?? findings.first
    entries.append(
      .broken(
        BrokenScenario(
          file: file, place: place, findings: findings.map(\.diagnostic),
          reason: first?.message ?? "it is invalid.")))
  }

  /// Of all scenarios: one that fails or cannot be estimated fails all, else one that is inconclusive
  /// leaves it so, else one that warns warns.
  public var verdict: FeatureGateCheck.Verdict { FeatureGateCheck.Verdict(summary.verdict) }

  /// The report; the same bytes for the same scenarios, options, day and version.
  ///
  /// - Parameters:
  ///   - format: For people, for programs, or for one of the CI systems.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func text(_ format: GateFormat, colour: Bool = false) -> String {
    switch format {
    case .text: TextGateSummary.text(summary, style: colour ? .terminal : .plain)
    case .json: JSONGateCheck.text(summary)
    case .csv: CSVGateCheck.text(summary)
    case .markdown: MarkdownGateCheck.text(summary)
    case .junit: JUnitReport.text(summary)
    case .sarif: SARIFReport.text(summary)
    case .github: GitHubAnnotations.text(summary)
    case .gitlab: GitLabCodeQuality.text(summary)
    }
  }

  private var summary: GateSummary {
    GateSummary(
      version: cogcastVersion, policy: policy, base: base, day: day, entries: entries)
  }
}
