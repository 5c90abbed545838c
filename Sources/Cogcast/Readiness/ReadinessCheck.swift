import Governance
import Reports

/// The readiness checklist of the FinOps guide for AI: thirteen items, answered by people and by files.
///
///     var check = ReadinessCheck()
///     check.show(scenario)
///     check.answer(.zombieProcess, .no)
///     print(check.report(.text))
///
/// What a file shows goes before an answer.
public struct ReadinessCheck: Sendable {
  /// The items, in the order of the guide.
  public enum Item: String, Sendable, CaseIterable {
    case tokensByFeature, costAttribution, costWithinMinutes
    case unitCost, weeklyTrend, valueMetric
    case modelReview, maxTokens, caching
    case estimateBeforeLaunch, featureBudgets, zombieProcess, shadowAudit

    /// The item as a question that yes or no answers.
    public var question: String { item.question }

    /// What to do where the answer is not yes.
    public var nextStep: String { item.nextStep }

    fileprivate var item: ReadinessItem {
      guard let item = ReadinessItem(rawValue: rawValue) else {
        preconditionFailure("no item \(rawValue)")
      }
      return item
    }
  }

  /// What somebody says of an item; what is unknown counts as no.
  public enum Answer: String, Sendable, CaseIterable {
    case yes, no, unknown

    fileprivate var answer: ReadinessAnswer {
      switch self {
      case .yes: .yes
      case .no: .no
      case .unknown: .unknown
      }
    }
  }

  /// How far an organisation is: up to 4 items crawl, up to 8 walk, more run.
  public enum Maturity: String, Sendable {
    case crawl, walk, run
  }

  private var answers: [ReadinessItem: ReadinessAnswer] = [:]
  private var proofs: [ReadinessItem: ReadinessProof] = [:]
  private var feature: String?

  /// A checklist that nobody has answered.
  public init() {}

  /// Reads a file of answers, `{ "answers": { "maxTokens": "yes" } }`.
  ///
  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` with every finding.
  public init(answers text: [UInt8], file: String) throws(CogcastError) {
    let decoded = ReadinessAnswers.decode(text: text)
    guard let answers = decoded.answers else {
      throw .invalidScenario(file: file, findings: decoded.diagnostics.map(Finding.init))
    }
    self.answers = answers
  }

  /// Answers an item.
  public mutating func answer(_ item: Item, _ answer: Answer) {
    answers[item.item] = answer.answer
  }

  /// Takes what a scenario shows.
  public mutating func show(_ scenario: FeatureScenario) {
    feature = scenario.scenario.attribution.feature
    add(ReadinessItem.proofs(scenario: scenario.scenario, file: scenario.file))
  }

  /// Takes what a policy shows, of the feature of the scenario shown before it.
  public mutating func show(_ policy: OrganisationPolicy) {
    add(ReadinessItem.proofs(policy: policy.policy, file: policy.file, feature: feature))
  }

  /// Takes what a request log shows.
  public mutating func show(_ metadata: MetadataReport, file: String) {
    add(
      ReadinessItem.proofs(
        feature: metadata.featureCoverage, complete: metadata.completeCoverage, file: file))
  }

  private mutating func add(_ new: [ReadinessItem: ReadinessProof]) {
    proofs.merge(new) { $1 }
  }

  /// Items that no file shows and nobody has answered, to be asked.
  public var unanswered: [Item] {
    Item.allCases.filter { proofs[$0.item] == nil && answers[$0.item] == nil }
  }

  /// Items answered yes.
  public var score: Int { assessment.score }

  /// How far the score is.
  public var maturity: Maturity {
    switch assessment.maturity {
    case .crawl: .crawl
    case .walk: .walk
    case .run: .run
    }
  }

  /// The report as text of a format.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown.
  ///   - colour: Whether text uses ANSI colours.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    ReadinessReport.listing(assessment, version: cogcastVersion).text(format, colour: colour)
  }

  private var assessment: ReadinessAssessment {
    ReadinessAssessment(answers: answers, proofs: proofs)
  }
}
