import ArgumentParser
import Cogcast

/// How old prices may be. Their age is a matter of the scenario and the book; what day it is today
/// changes nothing but what is said on standard error.
struct PriceAgeArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Refuse prices that were checked more than this many days before the day they are used for.",
      valueName: "days"))
  var maxPriceAge: Int?

  @Option(
    help: ArgumentHelp(
      "Say on standard error which prices are old on this day; nothing else depends on it.",
      valueName: "date"))
  var today: String?

  func validate() throws {
    if let maxPriceAge, maxPriceAge < 0 {
      throw ValidationError("--max-price-age \(maxPriceAge): give 0 days or more.")
    }
  }

  /// Refuses old prices of a scenario and speaks of today.
  ///
  /// - Throws: `CogcastError` where a price is older than `--max-price-age` allows.
  func check(_ feature: FeatureScenario) throws {
    if let maxPriceAge { try feature.requirePrices(noOlderThan: maxPriceAge) }
    try warnAsOfToday(feature.oldPrices)
  }

  /// - Parameter oldPrices: The prices older than a limit, the usual one for `nil`, on a day.
  func warnAsOfToday(_ oldPrices: (Int?, String?) throws -> [String]) throws {
    guard let today else { return }
    for line in try oldPrices(maxPriceAge, today) {
      StandardError.write("warning: as of today: \(line)\n")
    }
  }
}
