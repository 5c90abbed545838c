import JSONDocuments
import Scenarios

/// The top of a policy file.
enum PolicyLanguage {
  static let schema = Field.optional(
    "$schema", .text(longest: 1000), "Where editors find the schema.")
  static let version = Field.defaulting(
    "policy", .integer(1...1), to: 1, written: .integer(1), "Version of the policy language.")
  static let name = Field.optional("name", .text(), "Name of the policy, for reports.")
  static let gates = Field.defaulting(
    "gates", .list(of: .gate, count: 0...200, noun: "gate"), to: [], written: .array([]),
    "Conditions that hold for every scenario, as in a scenario's own `gates`.")
  static let attribution = Field.optional(
    "attribution", .object(AttributionRuleLanguage.shape, build: AttributionRuleLanguage.build),
    "Attribution fields that every scenario must have.")
  static let models = Field.optional(
    "models", .object(ModelRuleLanguage.shape, build: ModelRuleLanguage.build),
    "The models that requests may go to.")
  static let maxTokens = Field.optional(
    "maxTokens", .object(MaxTokensRuleLanguage.shape, build: MaxTokensRuleLanguage.build),
    "Every call must have `maxTokens`.")
  static let cache = Field.optional(
    "cache", .object(CacheRuleLanguage.shape, build: CacheRuleLanguage.build),
    "A call must have a cache where one saves.")
  static let prices = Field.optional(
    "prices", .object(PriceRuleLanguage.shape, build: PriceRuleLanguage.build),
    "How old prices may be.")
  static let review = Field.defaulting(
    "review",
    .list(
      of: .object(ReviewRuleLanguage.shape, build: ReviewRuleLanguage.build), count: 0...100,
      noun: "review"), to: [], written: .array([]),
    "Amounts that nobody crosses without a review.")
  static let budgets = Field.optional(
    "budgets", .object(BudgetRuleLanguage.shape, build: BudgetRuleLanguage.build),
    "What features may cost.")

  static let shape = ObjectShape(
    "policy", noun: "a policy", "What an organisation asks of every scenario.",
    fields: [
      schema.description, version.description, name.description, gates.description,
      attribution.description, models.description, maxTokens.description, cache.description,
      prices.description, review.description, budgets.description,
    ])

  /// Reads every field, so that all findings come at once, then puts the policy together.
  static func build(_ reader: ObjectReader) -> Policy? {
    _ = reader.read(schema)
    let version = reader.read(version)
    let name = reader.read(name)
    let gates = reader.read(gates)
    let attribution = reader.read(attribution)
    let models = reader.read(models)
    let maxTokens = reader.read(maxTokens)
    let cache = reader.read(cache)
    let prices = reader.read(prices)
    let reviews = reader.read(review)
    let budgets = reader.read(budgets)
    checkRules(reader)
    guard version != nil, let gates, let reviews else { return nil }
    return Policy(
      name: name, gates: gates, attribution: attribution, models: models, maxTokens: maxTokens,
      cache: cache, prices: prices, reviews: reviews, budgets: budgets)
  }

  /// A policy that asks for nothing would let everything pass without a word.
  private static func checkRules(_ reader: ObjectReader) {
    guard case .object(let members) = reader.node.value else { return }
    let head = Set([schema.name, version.name, name.name, "note", "source"])
    let asksNothing = members.allSatisfy { member in
      if case .array(let elements) = member.value.value { return elements.isEmpty }
      return head.contains(member.key)
    }
    guard asksNothing else { return }
    reader.decoding.error(
      reader.node, reader.place,
      "this policy has no rule, so everything would pass; add one, e.g. \"maxTokens\": {}.")
  }
}
