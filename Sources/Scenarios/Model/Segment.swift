/// A stream of sessions of one workflow: mostly a group of users that share an adoption curve.
///
/// A class, so that a trial takes a reference instead of copying its inputs.
package final class Segment: Sendable {
  /// Where the sessions come from.
  package enum Kind: Sendable {
    /// Users of the feature.
    case tracked
    /// Use of the same kind outside of what is tracked; the share is of all use. Its index is that of
    /// the segment whose use it escapes.
    case shadow(of: Int, share: Quantity)
    /// Sessions that run whether anybody uses the feature or not.
    case background(BackgroundRuns)
  }

  package let name: String
  package let kind: Kind
  package let users: Quantity
  /// Index into ``Scenario/workflows``.
  package let workflow: Int
  package let adoption: Adoption
  package let sessionsPerUserPerWeek: Quantity
  /// Coefficient of variation of one user's persistent rate (gamma); 0 when absent.
  package let userHeterogeneity: Quantity
  /// Share of adopters lost per month (13/3 weeks); 0 when absent.
  package let churnPerMonth: Quantity
  /// Units of value one session makes; 1 when absent.
  package let unitsPerSession: Quantity
  package let events: [TrafficEvent]
  /// The segment's own share of untracked use; `nil` for that of the scenario.
  package let shadowShare: Quantity?
  /// Attribution of its own.
  package let labels: [Attribution.Field]

  package init(
    name: String, users: Quantity, workflow: Int, adoption: Adoption,
    sessionsPerUserPerWeek: Quantity, userHeterogeneity: Quantity, churnPerMonth: Quantity,
    unitsPerSession: Quantity, events: [TrafficEvent] = [], shadowShare: Quantity? = nil,
    labels: [Attribution.Field] = []
  ) {
    self.labels = labels
    self.name = name
    self.kind = .tracked
    self.users = users
    self.workflow = workflow
    self.adoption = adoption
    self.sessionsPerUserPerWeek = sessionsPerUserPerWeek
    self.userHeterogeneity = userHeterogeneity
    self.churnPerMonth = churnPerMonth
    self.unitsPerSession = unitsPerSession
    self.events = events
    self.shadowShare = shadowShare
  }

  /// A stream without users, which makes no units of value.
  private init(name: String, kind: Kind, workflow: Int, labels: [Attribution.Field] = []) {
    let none = Quantity.known(0, path: "")
    self.name = name
    self.kind = kind
    self.workflow = workflow
    users = none
    adoption = .constant(none)
    sessionsPerUserPerWeek = none
    userHeterogeneity = none
    churnPerMonth = none
    unitsPerSession = none
    events = []
    shadowShare = nil
    self.labels = labels
  }

  /// Runs of background work, reported as `background.NAME`.
  package static func background(_ name: String, workflow: Int, _ runs: BackgroundRuns) -> Segment {
    Segment(name: "background.\(name)", kind: .background(runs), workflow: workflow)
  }

  /// The untracked use beside a segment, reported as `shadow.NAME`.
  package static func shadow(of index: Int, _ segment: Segment, share: Quantity) -> Segment {
    Segment(
      name: "shadow.\(segment.name)", kind: .shadow(of: index, share: share),
      workflow: segment.workflow, labels: segment.labels)
  }

  /// Users that the file describes, not what follows from them or runs without them.
  package var isTracked: Bool {
    if case .tracked = kind { return true }
    return false
  }

  package var isShadow: Bool {
    if case .shadow = kind { return true }
    return false
  }

  package var isBackground: Bool {
    if case .background = kind { return true }
    return false
  }
}

/// How often background work runs, and when.
package struct BackgroundRuns: Sendable {
  package let runsPerWeek: Quantity
  /// Weeks from 0 in which it runs.
  package let weeks: ClosedRange<Int>

  package init(runsPerWeek: Quantity, weeks: ClosedRange<Int>) {
    self.runsPerWeek = runsPerWeek
    self.weeks = weeks
  }
}

/// Cumulative share of the users that have adopted the feature.
package enum Adoption: Sendable {
  /// The same share in every week.
  case constant(Quantity)
  /// `ceiling / (1 + exp(-k (w - weeksToHalf)))`, w in weeks at mid-week, k = ln((1-s)/s)/weeksToHalf
  /// for s = `launchShare`, the share of the ceiling reached at launch (0.05 when absent).
  case logistic(ceiling: Quantity, weeksToHalf: Quantity, launchShare: Quantity)
  /// Bass diffusion with rates per year of 52 weeks.
  case bass(innovation: Quantity, imitation: Quantity, ceiling: Quantity)
}
