import Foundation
import Testing

/// The golden JSON of an estimate, for tests of what its numbers add up to.
struct GoldenDocument {
  let members: [String: Any]

  init(_ report: GoldenReport) throws {
    members = try #require(
      JSONSerialization.jsonObject(with: Data(report.golden(.json).utf8)) as? [String: Any])
  }

  /// Value and error.
  struct Number: Equatable {
    let value: Double
    let error: Double

    init?(_ json: Any?) {
      guard let object = json as? [String: Any], let value = object["value"] as? Double else {
        return nil
      }
      self.value = value
      error = object["error"] as? Double ?? .infinity
    }
  }

  func objects(_ key: String) throws -> [[String: Any]] {
    try #require(members[key] as? [[String: Any]], "\(key)")
  }

  func object(_ key: String) throws -> [String: Any] {
    try #require(members[key] as? [String: Any], "\(key)")
  }

  /// One number of a band, by the name that the text report has for it.
  static func number(_ label: String, of metric: String, in metrics: Any?) -> Number? {
    guard let bands = metrics as? [String: Any], let band = bands[metric] as? [String: Any] else {
      return nil
    }
    if label == "mean" { return Number(band["mean"]) }
    let quantiles = band["quantiles"] as? [[String: Any]] ?? []
    return Number(
      quantiles.first { quantile in
        (quantile["p"] as? Double).map { "P\(Int(($0 * 100).rounded()))" } == label
      })
  }

  func number(_ label: String, of metric: String) throws -> Number {
    try #require(
      Self.number(label, of: metric, in: members["metrics"])
        ?? Self.number(label, of: metric, in: members["unitEconomics"]), "\(label) of \(metric)")
  }
}
