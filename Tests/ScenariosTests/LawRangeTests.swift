import Distributions
import Scenarios
import Testing

/// A trial may draw any value that the decoder leaves to an unknown parameter: every such law can
/// be built.
@Suite struct LawRangeTests {
  /// A family with values at the ends of what its parameters may be.
  struct Corner: Sendable, CustomTestStringConvertible {
    let family: LawFamily
    let parameters: [String: Double]

    var testDescription: String { "\(family.rawValue) \(parameters)" }
  }

  private static let positive = [1e-30, 1, 1e30]
  private static let signed = [-1e30, 0, 1e30]
  private static let variation = [0.001, 1, 100]
  private static let deviation = [0.001, 1, 5]
  private static let shape = [0.1, 1, 1e6]
  private static let count = [0, 1, 1e9]

  static let corners: [Corner] =
    corners(.lognormal, ["mean": positive, "cv": variation])
    + corners(.lognormal, ["mean": positive, "sigma": deviation])
    + corners(.lognormal, ["p50": positive, "cv": variation])
    + corners(.lognormal, ["p50": positive, "sigma": deviation])
    + corners(.normal, ["mean": signed, "sd": positive])
    + corners(.gamma, ["mean": positive, "cv": variation])
    + corners(.weibull, ["shape": shape, "scale": positive])
    + corners(.exponential, ["mean": positive])
    + corners(.geometric, ["mean": count]) + corners(.poisson, ["mean": count])
    + corners(.negativeBinomial, ["mean": count, "dispersion": shape])
    + corners(.bernoulli, ["p": [0, 0.5, 1]])

  private static func corners(_ family: LawFamily, _ ends: [String: [Double]]) -> [Corner] {
    let choices = ends.reduce([[:]] as [[String: Double]]) { partial, end in
      partial.flatMap { chosen in
        end.value.map { value in chosen.merging([end.key: value]) { $1 } }
      }
    }
    return choices.map { Corner(family: family, parameters: $0) }
  }

  @Test(arguments: corners)
  func lawExistsAtTheEndsOfItsRanges(_ corner: Corner) throws {
    let law = try corner.family.law(corner.parameters)
    #expect(law.mean.isFinite)
    #expect(law.variance.isFinite)
  }

  @Test(arguments: ["1e-9", "1e-3"])
  func tooWideUnknownIsRefused(_ low: String) throws {
    let text = Fixture.minimal(segment: #", "unitsPerSession": { "p5": \#(low), "p95": 1e12 }"#)
    let found = try #require(Fixture.errors(text).first)
    #expect(found.message.contains("too wide to compute with"))
  }
}
