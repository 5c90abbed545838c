import Distributions
import Foundation

/// A law as the reference table writes it: `{"gamma": {"shape": 3, "scale": 4}}`, and around such
/// laws `truncated`, `censored` and `mixture`.
struct LawNotation: Decodable {
  let law: any Law

  init(from decoder: any Decoder) throws {
    let body = try decoder.container(keyedBy: Name.self)
    guard let name = body.allKeys.first else { throw Unknown(name: "nothing") }
    switch name.stringValue {
    case "truncated":
      let parts = try body.decode(Bounded.self, forKey: name)
      law = try Truncated(parts.law.law, lower: parts.min, upper: parts.max)
    case "censored":
      let parts = try body.decode(Bounded.self, forKey: name)
      law = try Censored(parts.law.law, lower: parts.min, upper: parts.max)
    case "mixture":
      let parts = try body.decode([Component].self, forKey: name)
      law = try Mixture(components: parts.map { (weight: $0.weight, law: $0.law.law) })
    case "metalog":
      let parts = try body.decode(Points.self, forKey: name)
      law = try Metalog(
        through: parts.points.map { try QuantilePoint(p: $0[0], x: $0[1]) }, lower: parts.min,
        upper: parts.max)
    case "percentiles":
      let parts = try body.decode(Points.self, forKey: name)
      let domains: [String: PercentileDomain] = [
        "positive": .positive, "unit": .unit, "atLeastOne": .atLeastOne, "signed": .signed,
      ]
      guard let domain = domains[parts.domain ?? ""] else { throw Unknown(name: "domain") }
      law = try Percentiles.law(
        percentiles: parts.points.map { (p: $0[0], x: $0[1]) }, domain: domain, lower: parts.min,
        upper: parts.max)
    case "discrete":
      let parts = try body.decode(Table.self, forKey: name)
      law = try Discrete(values: parts.values ?? [], weights: parts.weights)
    case "empirical":
      let parts = try body.decode(Table.self, forKey: name)
      law = try Empirical(quantiles: parts.quantiles ?? [])
    default:
      law = try Self.parametric(
        name.stringValue, body.decode([String: Double].self, forKey: name))
    }
  }

  private static func parametric(
    _ name: String, _ parameters: [String: Double]
  ) throws -> any Law {
    func value(_ key: String) throws -> Double {
      guard let value = parameters[key] else { throw Unknown(name: "\(name).\(key)") }
      return value
    }
    switch name {
    case "geometricFrom1":
      return try Geometric(mean: value("mean"), startingAt: 1)
    case "logitnormal":
      return try LogitNormal(location: value("location"), scale: value("scale"))
    case "shiftedLognormal":
      return try ShiftedLogNormal(
        shift: value("shift"), base: LogNormal(median: value("p50"), sigma: value("sigma")))
    default:
      guard let family = LawFamily(rawValue: name) else { throw Unknown(name: name) }
      return try family.law(parameters)
    }
  }

  private struct Unknown: Error { let name: String }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct Bounded: Decodable {
    let law: LawNotation
    let min: Double?
    let max: Double?
  }

  private struct Component: Decodable {
    let weight: Double
    let law: LawNotation
  }

  private struct Points: Decodable {
    let domain: String?
    let points: [[Double]]
    let min: Double?
    let max: Double?
  }

  private struct Table: Decodable {
    let values: [Double]?
    let weights: [Double]?
    let quantiles: [Double]?
  }
}
