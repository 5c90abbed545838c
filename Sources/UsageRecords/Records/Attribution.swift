/// Who and what a call was for; `nil` is what the log does not say.
package struct Attribution: Sendable, Equatable {
  package var feature: String?
  package var user: String?
  package var session: String?
  package var trace: String?
  package var promptTemplate: String?
  package var environment: String?
  package var team: String?
  package var costCenter: String?
  /// How the call ended, in the log's words; retries are told by it.
  package var status: String?

  package init() {}

  /// The fields by their keys, in the order of writing.
  package enum Field: String, Sendable, CaseIterable {
    case feature, user, session, trace, promptTemplate, environment, team, costCenter, status
  }

  package subscript(_ field: Field) -> String? {
    get {
      switch field {
      case .feature: feature
      case .user: user
      case .session: session
      case .trace: trace
      case .promptTemplate: promptTemplate
      case .environment: environment
      case .team: team
      case .costCenter: costCenter
      case .status: status
      }
    }
    set {
      switch field {
      case .feature: feature = newValue
      case .user: user = newValue
      case .session: session = newValue
      case .trace: trace = newValue
      case .promptTemplate: promptTemplate = newValue
      case .environment: environment = newValue
      case .team: team = newValue
      case .costCenter: costCenter = newValue
      case .status: status = newValue
      }
    }
  }
}
