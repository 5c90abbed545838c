/// Which objects have a field, for fields that stand in the wrong one.
package enum LanguageIndex {
  private static let shapes = [
    ScenarioLanguage.shape, HorizonLanguage.shape, PriceLanguage.shape, ModelLanguage.shape,
    SegmentLanguage.shape, AdoptionLanguage.logistic, AdoptionLanguage.bass, DemandLanguage.shape,
    WorkflowLanguage.shape, CallLanguage.shape, PromptLanguage.shape, CacheLanguage.shape,
    RetryLanguage.shape, FailureKindLanguage.shape, OutageLanguage.shape, ValidationLanguage.shape,
    LoopLanguage.shape, DelegateLanguage.shape, RoutingLanguage.shape,
    StrategyLanguage.shape, TierLanguage.shape, ClassifierLanguage.shape, MisrouteLanguage.shape,
    JudgeLanguage.shape, EscalationLanguage.shape, JointQualityLanguage.shape,
    RouterLanguage.shape, RouterSideLanguage.shape,
    HarnessLanguage.shape, HarnessLanguage.VectorQueries.shape, HarnessLanguage.Egress.shape,
    FixedLanguage.shape, LearningLanguage.shape, CorrelationLanguage.shape,
    DecisionLanguage.range, DecisionLanguage.values,
  ]

  /// Shapes whose fields stand where no other object could be meant.
  private static let others = [
    BackgroundLanguage.shape, TrafficEventLanguage.shape, ResponseCacheLanguage.shape,
    PopularityLanguage.shape, LookupLanguage.shape, SummaryLanguage.shape,
    SummaryRequestLanguage.shape, LongTermMemoryLanguage.shape, MemoryWriteLanguage.shape,
    ImageLanguage.shape, GateLanguage.shape, ValueLanguage.costDisplacement, ValueLanguage.revenue,
    ValueLanguage.retention, ValueLanguage.premium, SamplingEffectLanguage.shape,
    ServiceLanguage.shape, RegionLanguage.shape, FlowLanguage.shape, CapacityLanguage.shape,
    ProvisionedLanguage.shape, SelfHostedLanguage.shape, PriceChangeLanguage.shape,
    CommitmentLanguage.shape,
  ]

  /// What the language says of a field of the objects that the JSON Schema calls `shape`.
  package static func field(_ name: String, of shape: String) -> FieldDescription? {
    (shapes + others).first { $0.name == shape }?.fields.first { $0.name == name }
  }

  private static let owners: [String: [String]] = shapes.reduce(into: [:]) { result, shape in
    for field in shape.fields { result[field.name, default: []].append(shape.noun) }
  }

  /// ` It belongs to a call.`, or nothing where no object has the field.
  static func hint(for field: String) -> String {
    guard let nouns = owners[field] else { return "" }
    return " It belongs to \(Wording.alternatives(nouns))."
  }
}
