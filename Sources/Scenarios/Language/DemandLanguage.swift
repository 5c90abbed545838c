/// The `demand` block.
enum DemandLanguage {
  static let weeklyNoise = Field.quantity(
    "weeklyNoise", .nonNegative, default: 0,
    "Standard deviation of the logarithm of a week's demand, common to all segments.")
  static let autocorrelation = Field.quantity(
    "autocorrelation", .autocorrelation, default: 0,
    "Correlation of that noise from one week to the next.")
  static let growthPerYear = Field.quantity(
    "growthPerYear", .growth, default: 0,
    "Relative change of every segment's use in a year, e.g. 0.2; background work has none.")
  static let seasonality = Field.optional(
    "seasonality", .monthlyFactors,
    "Factors on use in January to December; needs `horizon.start`.")
  static let hourProfile = Field.defaulting(
    "hourProfile", .hourProfile, to: .flat, written: "flat",
    "When in the week sessions start: a measured week, or relative volumes of the 24 hours of every"
      + " day or of the 168 from Monday 0 h.")
  static let peakToMean = Field.optional(
    "peakToMean", .number(.peakToMean),
    "Sessions of the busiest hour over those of the mean hour; stretches `hourProfile` to it.")
  static let burstiness = Field.quantity(
    "burstiness", .burstiness, default: 0,
    "Coefficient of variation of an hour's sessions around its share of the week.")

  static let shape = ObjectShape(
    "demand", noun: "the demand",
    "How demand moves from hour to hour, week to week and year to year.",
    fields: [
      weeklyNoise.description, autocorrelation.description, growthPerYear.description,
      seasonality.description, hourProfile.description, peakToMean.description,
      burstiness.description,
    ])

  static func build(_ reader: ObjectReader) -> Demand? {
    let noise = reader.read(weeklyNoise)
    let autocorrelation = reader.read(autocorrelation)
    let growth = reader.read(growthPerYear)
    let seasonality = readSeasonality(reader)
    let hours = readHours(reader)
    let burstiness = reader.read(burstiness)
    guard let noise, let autocorrelation, let growth, let seasonality, let hours, let burstiness
    else { return nil }
    return Demand(
      weeklyNoise: noise, autocorrelation: autocorrelation, growthPerYear: growth,
      seasonality: seasonality.isEmpty ? nil : seasonality, hours: hours, burstiness: burstiness)
  }

  /// The twelve factors, or none; `nil` after a finding.
  private static func readSeasonality(_ reader: ObjectReader) -> [Double]? {
    guard let member = reader.member(seasonality) else { return [] }
    guard let factors = reader.read(seasonality) else { return nil }
    let mean = factors.reduce(0, +) / 12
    if abs(mean - 1) > 0.005 {
      reader.decoding.warning(
        member.position, reader.place.member(seasonality.name),
        "these factors average \(Wording.rounded(mean)), not 1, so that they change the use of a"
          + " whole year too; divide them by \(Wording.rounded(mean)) if that is not meant.")
    }
    return factors
  }

  private static func readHours(_ reader: ObjectReader) -> HourProfile? {
    let profile = reader.read(hourProfile)
    guard let member = reader.member(peakToMean) else { return profile }
    guard let ratio = reader.read(peakToMean), let profile else { return nil }
    let (lower, upper) = profile.reachablePeaks
    guard !profile.isFlat else {
      reader.decoding.error(
        member.value, reader.place.member(peakToMean.name),
        "a flat week has no peak to stretch; add an `hourProfile`, e.g. \"office\".")
      return nil
    }
    guard ratio > lower, ratio < upper else {
      reader.decoding.error(
        member.value, reader.place.member(peakToMean.name),
        "no stretching of this `hourProfile` has a peak of \(Wording.number(ratio)) times the mean;"
          + " it reaches ratios between \(Wording.rounded(lower)) and \(Wording.rounded(upper)).")
      return nil
    }
    return profile.stretched(toPeak: ratio)
  }
}

extension Codec where Value == [Double] {
  static let monthlyFactors = Codec.list(
    of: .number(.nonNegative), count: 12...12, noun: "number")
}

extension Codec where Value == HourProfile {
  /// A measured week by name, or relative volumes.
  static let hourProfile = Codec(
    schema: .anyOf([
      Codec<String>.choice(MeasuredWeek.allCases.map(\.rawValue)).schema(),
      volumes(24).schema(), volumes(168).schema(),
    ]),
    decode: { node, place, decoding in
      switch node.value {
      case .string:
        return Codec<String>.choice(MeasuredWeek.allCases.map(\.rawValue))
          .decode(node, place, decoding).flatMap { MeasuredWeek(rawValue: $0)?.profile }
      case .array(let nodes):
        guard nodes.count == 24 || nodes.count == HourProfile.hoursPerWeek else {
          decoding.error(
            node, place,
            "this list has \(nodes.count) numbers; give the 24 hours of every day, or the 168 of a"
              + " week from Monday 0 h.")
          return nil
        }
        guard let volumes = volumes(nodes.count).decode(node, place, decoding) else { return nil }
        guard volumes.contains(where: { $0 > 0 }) else {
          decoding.error(node, place, "every hour is 0; at least one must be above.")
          return nil
        }
        return HourProfile(volumes: volumes)
      default:
        decoding.wrongType(
          node, place,
          allowed: Wording.alternatives(MeasuredWeek.allCases.map { Wording.quoted($0.rawValue) })
            + ", or a list of 24 or 168 numbers in [ ]")
        return nil
      }
    })

  private static func volumes(_ count: Int) -> Codec<[Double]> {
    .list(of: .number(.nonNegative), count: count...count, noun: "number")
  }
}
