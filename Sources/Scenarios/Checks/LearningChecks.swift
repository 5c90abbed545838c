/// Learning about routing needs a strategy that can learn it.
enum LearningChecks {
  static func run(_ learning: Learning?, _ routing: Routing?, _ reader: ObjectReader) {
    guard learning != nil else { return }
    let policies = routing?.strategies.map(\.policy) ?? []
    let hasMistakes = policies.contains { policy in
      switch policy {
      case .tiered(let tiered): tiered.misroute != nil
      case .cascade: true
      case .single, .router: false
      }
    }
    let hasShares = policies.contains { policy in
      switch policy {
      case .tiered, .router: true
      case .single, .cascade: false
      }
    }
    refuse(
      LearningLanguage.misroutePerMonth, unless: hasMistakes, reader,
      "no strategy has a `misroute` or a cascade's `escalation` that could get better")
    refuse(
      LearningLanguage.shareToFirstPerMonth, unless: hasShares, reader,
      "no strategy has `tiers` or a `router` whose shares could move")
  }

  private static func refuse(
    _ field: Field<Quantity>, unless isUsed: Bool, _ reader: ObjectReader, _ reason: String
  ) {
    guard !isUsed, let block = reader.member(ScenarioLanguage.learning),
      let member = block.value.member(field.name)
    else { return }
    reader.decoding.error(
      member.value, reader.place.member(ScenarioLanguage.learning.name).member(field.name),
      "\(reason); remove \(Wording.code(field.name)).")
  }
}
