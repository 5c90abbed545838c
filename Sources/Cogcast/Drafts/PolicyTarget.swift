import Reports

/// A system that a policy can be drafted for.
public enum PolicyTarget: String, Sendable, CaseIterable {
  /// Budgets of LiteLLM's gateway, as YAML.
  case litellm
  /// Policies of Cloud Custodian, as YAML.
  case cloudCustodian = "cloud-custodian"
  /// A workflow template of OpenOps, as JSON.
  case openops
  /// Alerting rules of Prometheus, as YAML.
  case prometheus
  /// The policy file that `gate --policy` reads, as JSON.
  case cogcast

  func text(_ draft: PolicyDraft) -> String {
    switch self {
    case .litellm: LiteLLMDraft.text(draft)
    case .cloudCustodian: CloudCustodianDraft.text(draft)
    case .openops: OpenOpsDraft.text(draft)
    case .prometheus: PrometheusDraft.text(draft)
    case .cogcast: PolicyFileDraft.text(draft)
    }
  }
}
