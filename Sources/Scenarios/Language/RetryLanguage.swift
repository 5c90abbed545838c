/// `retry` of a call.
enum RetryLanguage {
  /// 60 % of failed calls are refused for their rate and are not billed.
  private static let billedShare = 0.4

  static let failureRate = Field.quantity(
    "failureRate", .probability,
    "Probability that one attempt fails; beside `outage`, outside of outages.")
  static let maxAttempts = Field.defaulting(
    "maxAttempts", .integer(1...100), to: 3, written: .integer(3),
    "Attempts in all, the first included.")
  static let billedFraction = Field.quantity(
    "billedFraction", .probability, default: billedShare,
    "Share of a failed attempt's cost that is billed; beside `kinds`, of failures of no kind.")
  static let kinds = Field.optional(
    "kinds",
    .names(
      .identifier, of: .object(FailureKindLanguage.shape, build: FailureKindLanguage.build),
      count: 1...20, noun: "kind of failure"),
    "Kinds of failure that are billed differently, by name.")
  static let outage = Field.optional(
    "outage", .object(OutageLanguage.shape, build: OutageLanguage.build),
    "A bad state of the provider, which all requests of a turn meet together; none when absent.")

  static let shape = ObjectShape(
    "retry", noun: "a retry policy", "Repetition of failed requests.",
    fields: [
      failureRate.description, maxAttempts.description, billedFraction.description,
      kinds.description, outage.description,
    ])

  static func build(_ reader: ObjectReader) -> Retry? {
    let failure = reader.read(failureRate)
    let attempts = reader.read(maxAttempts)
    let billed = reader.read(billedFraction)
    let kinds = reader.read(kinds)
    let outage = reader.read(outage)
    guard let failure, let attempts, let billed, kinds != nil || !reader.has(Self.kinds),
      outage != nil || !reader.has(Self.outage)
    else { return nil }
    let named = kinds?.map(\.value) ?? []
    checkShares(of: named, reader)
    return Retry(
      failureRate: failure, maxAttempts: attempts, billedFraction: billed, kinds: named,
      outage: outage)
  }

  /// The shares sum to at most 1; where they sum to 1, `billedFraction` would say nothing.
  private static func checkShares(of kinds: [Retry.FailureKind], _ reader: ObjectReader) {
    guard let member = reader.member(Self.kinds) else { return }
    let place = reader.place.member(Self.kinds.name)
    ShareSum.check(
      kinds.map(\.share), of: "the shares of these kinds", member.value, place, reader.decoding)
    let known = kinds.compactMap {
      if case .known(let share) = $0.share.value { share } else { nil }
    }
    guard let billed = reader.member(billedFraction), known.count == kinds.count,
      ShareSum.isWhole(known)
    else { return }
    reader.decoding.error(
      billed.position, reader.place.member(billedFraction.name),
      "the shares of the `kinds` sum to 1, so that no failure is left for `billedFraction`; remove"
        + " it, or lower a share.")
  }
}

/// One of the `kinds` of a retry policy.
enum FailureKindLanguage {
  static let share = Field.quantity(
    "share", .probability, "Share of the failures that are of this kind.")
  static let billedFraction = Field.quantity(
    "billedFraction", .probability, "Share of such an attempt's cost that is billed.")

  static let shape = ObjectShape(
    "failureKind", noun: "a kind of failure", "Failures that are billed alike.",
    fields: [share.description, billedFraction.description])

  static func build(_ reader: ObjectReader) -> Retry.FailureKind? {
    let share = reader.read(share)
    let billed = reader.read(billedFraction)
    guard let share, let billed else { return nil }
    return Retry.FailureKind(share: share, billedFraction: billed)
  }
}

/// `outage` of a retry policy.
enum OutageLanguage {
  static let share = Field.quantity(
    "share", .probability, "Share of the turns that meet the provider in its bad state.")
  static let failureRate = Field.quantity(
    "failureRate", .probability, "Probability that one attempt fails there.")

  static let shape = ObjectShape(
    "outage", noun: "an outage", "A bad state of the provider.",
    fields: [share.description, failureRate.description])

  static func build(_ reader: ObjectReader) -> Retry.Outage? {
    let share = reader.read(share)
    let failure = reader.read(failureRate)
    guard let share, let failure else { return nil }
    return Retry.Outage(share: share, failureRate: failure)
  }
}
