import JSONDocuments
import Scenarios

extension JSONNode {
  /// A positive input times a factor: a number, percentiles, or a law whose written numbers are all
  /// sizes of the input; `nil` for anything else.
  func scaled(by factor: Double) -> JSONText? {
    switch value {
    case .number(let number): return .number(Decision.clean(number * factor))
    case .object(let members):
      var scaled: [JSONText.Member] = []
      for member in members {
        guard let value = Self.scaled(member, by: factor) else { return nil }
        scaled.append(JSONText.Member(key: member.key, value: value))
      }
      return .object(scaled)
    default: return nil
    }
  }

  /// Laws that a factor moves along, when all their sizes move: the rest of their numbers, `cv` and
  /// `sigma`, has no size.
  private static let scalable: Set = [
    "lognormal", "normal", "uniform", "triangular", "pert", "gamma", "weibull", "exponential",
  ]
  private static let sizes: Set = ["min", "max", "mean", "mode", "sd", "scale"]
  private static let shapes: Set = ["cv", "sigma", "shape", "lambda", "note", "source"]

  private static func scaled(_ member: Member, by factor: Double) -> JSONText? {
    if shapes.contains(member.key) { return member.value.text }
    let isSize = sizes.contains(member.key) || isPercentile(member.key)
    guard isSize || scalable.contains(member.key) else { return nil }
    return member.value.scaled(by: factor)
  }

  private static func isPercentile(_ key: String) -> Bool {
    key.first == "p" && Double(key.dropFirst()) != nil
  }
}
