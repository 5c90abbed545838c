/// The `fixed` block.
enum FixedLanguage {
  static let oneOff = Field.quantity(
    "oneOff", .nonNegative, unit: "$", default: 0, "Paid once, before launch.")
  static let monthly = Field.quantity(
    "monthly", .nonNegative, unit: "$", default: 0, "Paid every month.")

  static let shape = ObjectShape(
    "fixed", noun: "the fixed costs", "Costs that do not depend on use.",
    fields: [oneOff.description, monthly.description])

  static func build(_ reader: ObjectReader) -> FixedCosts? {
    let once = reader.read(oneOff)
    let monthly = reader.read(monthly)
    guard let once, let monthly else { return nil }
    return FixedCosts(oneOff: once, monthly: monthly)
  }
}

/// The `value` block.
enum ValueLanguage {
  static let humanCost = Field.quantity(
    "humanCost", .nonNegative, unit: "$", "Cost of the same unit done by people.")
  static let deflection = Field.quantity(
    "deflection", .probability, "Share of the units that people need not do; success is in it.")
  static let uplift = Field.quantity(
    "uplift", .nonNegative, "Additional transactions per successful unit.")
  static let averageTransactionValue = Field.quantity(
    "averageTransactionValue", .nonNegative, unit: "$", "Value of one transaction.")
  static let retainedPerUnit = Field.quantity(
    "retainedPerUnit", .nonNegative, "Customers retained per successful unit.")
  static let lifetimeValueDelta = Field.quantity(
    "lifetimeValueDelta", .nonNegative, unit: "$", "Lifetime value of one retained customer.")
  static let subscriptionPrice = Field.quantity(
    "subscriptionPrice", .nonNegative, unit: "$", "Price per active user and month.")

  static let costDisplacement = ObjectShape(
    "costDisplacement", noun: "cost displacement", "Work that people need not do.",
    fields: [humanCost.description, deflection.description])
  static let revenue = ObjectShape(
    "revenue", noun: "revenue", "Additional sales.",
    fields: [uplift.description, averageTransactionValue.description])
  static let retention = ObjectShape(
    "retention", noun: "retention", "Customers who stay.",
    fields: [retainedPerUnit.description, lifetimeValueDelta.description])
  static let premium = ObjectShape(
    "premium", noun: "a premium", "A subscription.", fields: [subscriptionPrice.description])

  fileprivate static func pair(
    _ first: Field<Quantity>, _ second: Field<Quantity>,
    _ make: @escaping @Sendable (Quantity, Quantity) -> ValueMethod
  ) -> @Sendable (ObjectReader) -> ValueMethod? {
    { reader in
      let one = reader.read(first)
      let other = reader.read(second)
      guard let one, let other else { return nil }
      return make(one, other)
    }
  }
}

extension Codec where Value == ValueMethod {
  static let value = Codec.oneOf([
    .named(
      "costDisplacement",
      .object(
        ValueLanguage.costDisplacement,
        build: ValueLanguage.pair(ValueLanguage.humanCost, ValueLanguage.deflection) {
          .costDisplacement(humanCost: $0, deflection: $1)
        })),
    .named(
      "revenue",
      .object(
        ValueLanguage.revenue,
        build: ValueLanguage.pair(ValueLanguage.uplift, ValueLanguage.averageTransactionValue) {
          .revenue(uplift: $0, averageTransactionValue: $1)
        })),
    .named(
      "retention",
      .object(
        ValueLanguage.retention,
        build: ValueLanguage.pair(ValueLanguage.retainedPerUnit, ValueLanguage.lifetimeValueDelta) {
          .retention(retainedPerUnit: $0, lifetimeValueDelta: $1)
        })),
    .named(
      "premium",
      .object(ValueLanguage.premium) { reader in
        reader.read(ValueLanguage.subscriptionPrice).map { .premium(subscriptionPrice: $0) }
      }),
  ])
}
