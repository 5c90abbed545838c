import Foundation
import Scenarios
import Testing

/// A scenario and its true quantiles.
struct CalibrationReference: Decodable, Sendable, CustomTestStringConvertible {
  struct Value: Decodable {
    let value: Double
  }
  struct Quantile: Decodable {
    let p: Double
    let value: Double
  }

  let name: String
  let mean: Value
  let quantiles: [Quantile]

  var testDescription: String { name }

  private enum CodingKeys: String, CodingKey {
    case name = "scenario"
    case mean, quantiles
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "References")

  static func all() throws -> [CalibrationReference] {
    let data = try Data(contentsOf: folder.appending(path: "calibration.json"))
    return try JSONDecoder().decode([CalibrationReference].self, from: data)
  }

  func scenario() throws -> Scenario {
    let file = Self.folder.appending(path: "\(name).json")
    return try decodedScenario(String(contentsOf: file, encoding: .utf8))
  }
}
