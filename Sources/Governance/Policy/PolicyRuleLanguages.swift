import JSONDocuments
import Pricing
import Scenarios

/// What the objects of a policy have in common.
private enum RuleFields {
  static let level = level(.error)

  static func level(_ standard: RuleLevel) -> Field<RuleLevel> {
    .defaulting(
      "level", .ruleLevel, to: standard, written: .string(standard.rawValue),
      "Whether a scenario that does not keep the rule fails the check or draws a warning.")
  }
}

enum AttributionRuleLanguage {
  static let required = Field.required(
    "required", .list(of: .text(longest: 64), count: 1...50, noun: "field"),
    "Names of the fields, e.g. \"team\".")
  static let level = RuleFields.level

  static let shape = ObjectShape(
    "attributionRule", noun: "this rule", "Attribution fields that every scenario must have.",
    fields: [required.description, level.description])

  static func build(_ reader: ObjectReader) -> RequiredAttribution? {
    let required = reader.read(required)
    let level = reader.read(level)
    guard let required, let level else { return nil }
    return RequiredAttribution(fields: required, level: level, location: reader.location)
  }
}

enum ModelRuleLanguage {
  static let approved = Field.required(
    "approved",
    .names(
      .model, of: .object(ApprovalLanguage.shape, build: ApprovalLanguage.build), count: 1...500,
      noun: "model"), "The models by name, each with the end of its approval.")
  static let level = RuleFields.level

  static let shape = ObjectShape(
    "modelRule", noun: "this rule", "The models that requests may go to.",
    fields: [approved.description, level.description])

  static func build(_ reader: ObjectReader) -> ApprovedModels? {
    let approved = reader.read(approved)
    let level = reader.read(level)
    guard let approved, let level else { return nil }
    return ApprovedModels(
      models: approved.map { ApprovedModels.Model(name: $0.name, until: $0.value.until) },
      level: level, location: reader.location)
  }
}

enum ApprovalLanguage {
  struct Approval {
    let until: CalendarDate?
  }

  static let until = Field.optional(
    "until", .date, "Last day of the approval; without it, the approval does not end.")

  static let shape = ObjectShape(
    "approval", noun: "an approval", "The approval of a model; {} for one without end.",
    fields: [until.description])

  static func build(_ reader: ObjectReader) -> Approval? {
    let until = reader.read(until)
    return reader.has(self.until) && until == nil ? nil : Approval(until: until)
  }
}

enum MaxTokensRuleLanguage {
  static let level = RuleFields.level

  static let shape = ObjectShape(
    "maxTokensRule", noun: "this rule", "Every call must have `maxTokens`.",
    fields: [level.description])

  static func build(_ reader: ObjectReader) -> MaxTokensRule? {
    reader.read(level).map { MaxTokensRule(level: $0, location: reader.location) }
  }
}

enum CacheRuleLanguage {
  static let saving = Field.defaulting(
    "saving", .number(.probability), to: 0.05, written: .number(0.05),
    "Share of the mean total cost from which the saving of a cache counts.")
  static let level = RuleFields.level(.warn)

  static let shape = ObjectShape(
    "cacheRule", noun: "this rule",
    "A call without cache is measured with one that lives five minutes.",
    fields: [saving.description, level.description])

  static func build(_ reader: ObjectReader) -> CacheRule? {
    let saving = reader.read(saving)
    let level = reader.read(level)
    guard let saving, let level else { return nil }
    return CacheRule(saving: saving, level: level, location: reader.location)
  }
}

enum PriceRuleLanguage {
  static let maximumAgeDays = Field.required(
    "maximumAgeDays", .integer(1...3650), unit: "days",
    "Days between the check of a price, or `prices.asOf`, and the day of the check of gates.")
  static let level = RuleFields.level

  static let shape = ObjectShape(
    "priceRule", noun: "this rule", "How old prices may be.",
    fields: [maximumAgeDays.description, level.description])

  static func build(_ reader: ObjectReader) -> PriceAgeRule? {
    let days = reader.read(maximumAgeDays)
    let level = reader.read(level)
    guard let days, let level else { return nil }
    return PriceAgeRule(maximumAgeDays: days, level: level, location: reader.location)
  }
}

enum ReviewRuleLanguage {
  static let unless = Field.required(
    "unless", .gateText,
    "The gate that needs no review while it holds, e.g. \"p95(cost.month) <= 10000\".")
  static let approver = Field.required("approver", .text(), "Who must review the scenario.")
  static let level = RuleFields.level(.warn)

  static let shape = ObjectShape(
    "reviewRule", noun: "a review", "An amount that nobody crosses without a review.",
    fields: [unless.description, approver.description, level.description])

  static func build(_ reader: ObjectReader) -> ReviewRule? {
    let unless = reader.read(unless)
    let approver = reader.read(approver)
    let level = reader.read(level)
    guard let unless, let approver, let level else { return nil }
    return ReviewRule(
      gate: GateSource(expression: unless.expression, level: level, location: unless.location),
      approver: approver)
  }
}

enum BudgetRuleLanguage {
  static let features = Field.required(
    "features",
    .names(
      .feature, of: .object(BudgetLanguage.shape, build: BudgetLanguage.build), count: 1...1000,
      noun: "feature"), "Budgets by `attribution.feature`.")
  static let required = Field.defaulting(
    "required", .flag, to: false, written: .bool(false),
    "Whether a feature without budget breaks the rule.")
  static let level = RuleFields.level

  static let shape = ObjectShape(
    "budgetRule", noun: "this rule", "What features may cost.",
    fields: [features.description, required.description, level.description])

  static func build(_ reader: ObjectReader) -> BudgetRule? {
    let features = reader.read(features)
    let required = reader.read(required)
    let level = reader.read(level)
    guard let features, let required, let level else { return nil }
    return BudgetRule(
      budgets: features.map { entry in
        BudgetRule.Budget(
          feature: entry.name, month: entry.value.month,
          gates: entry.value.gates.map {
            GateSource(expression: $0.expression, level: level, location: $0.location)
          })
      }, isRequired: required, level: level, location: reader.location)
  }
}

enum BudgetLanguage {
  struct Amounts {
    let month: Double?
    let gates: [GateSource]
  }

  static let month = Field.optional(
    "month", .number(.positive), unit: "US dollars", "Limit of the P95 of every full month.")
  static let total = Field.optional(
    "total", .number(.positive), unit: "US dollars", "Limit of the P95 of the whole horizon.")

  static let shape = ObjectShape(
    "budget", noun: "a budget", "What one feature may cost.",
    fields: [month.description, total.description],
    constraints: ["anyOf": .array([.requiring("month"), .requiring("total")])])

  static func build(_ reader: ObjectReader) -> Amounts? {
    let month = reader.read(month)
    let total = reader.read(total)
    guard reader.has(self.month) || reader.has(self.total) else {
      reader.decoding.error(
        reader.node, reader.place, "this budget has no amount; add `month`, `total` or both.")
      return nil
    }
    let amounts = [("cost.month", month), ("cost.total", total)]
    let gates = amounts.compactMap { metric, amount in
      amount.map {
        GateSource(
          expression: "p95(\(metric)) <= \(Wording.number($0))", location: reader.location)
      }
    }
    return Amounts(month: month, gates: gates)
  }
}

extension ObjectReader {
  /// Where the object stands.
  fileprivate var location: SourceLocation { decoding.location(node.position, place) }
}

extension NameRule {
  /// What `attribution.feature` may say.
  fileprivate static let feature = NameRule(
    pattern: #"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]{1,200}$"#,
    words: "1 to 200 characters on one line"
  ) { name in
    (1...200).contains(name.unicodeScalars.count)
      && !name.unicodeScalars.contains(where: Wording.isControl)
  }
}
