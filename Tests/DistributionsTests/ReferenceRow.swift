import Distributions
import Foundation
import Testing

/// One law of the committed table that another system computed (`References/laws.py`).
struct ReferenceRow: Decodable, Sendable, CustomTestStringConvertible {
  let law: any Law
  let mean: Double
  let variance: Double

  /// Pairs of x and P(X ≤ x).
  let cdf: [[Double]]

  /// Pairs of p and the quantile.
  let quantiles: [[Double]]

  private enum Key: CodingKey { case law, mean, variance, cdf, quantiles }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Key.self)
    law = try row.decode(LawNotation.self, forKey: .law).law
    mean = try row.decode(Double.self, forKey: .mean)
    variance = try row.decode(Double.self, forKey: .variance)
    cdf = try row.decode([[Double]].self, forKey: .cdf)
    quantiles = try row.decode([[Double]].self, forKey: .quantiles)
  }

  var testDescription: String { law.description }

  static func all() throws -> [ReferenceRow] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "References")
    let data = try Data(contentsOf: folder.appending(path: "laws.json"))
    return try JSONDecoder().decode([ReferenceRow].self, from: data)
  }
}
