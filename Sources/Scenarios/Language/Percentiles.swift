import Distributions

/// One percentile as written: `"p95": 320`.
struct Percentile {
  /// In (0, 1).
  let probability: Double
  let value: Double
  let member: JSONNode.Member

  /// The probability that `p1` to `p99` stand for; `nil` for any other name.
  static func probability(named name: String) -> Double? {
    QuantilePoint.probability(named: name)
  }

  static let schemaPattern = "^p[1-9][0-9]?$"
}

/// `min` and `max` beside the parameters of a law.
struct Bounds {
  let lower: Double?
  let upper: Double?
  let lowerMember: JSONNode.Member?
  let upperMember: JSONNode.Member?

  static let none = Bounds(lower: nil, upper: nil, lowerMember: nil, upperMember: nil)

  var isEmpty: Bool { lower == nil && upper == nil }
}

extension Decoding {
  /// Reads every percentile of an object in rising order; `nil` after a finding.
  func percentiles(
    _ members: [JSONNode.Member], in place: Place, range: InputRange
  ) -> [Percentile]? {
    var result: [Percentile] = []
    var isValid = true
    for member in members {
      guard let probability = Percentile.probability(named: member.key) else { continue }
      guard let value = number(member.value, place.member(member.key), in: range) else {
        isValid = false
        continue
      }
      result.append(Percentile(probability: probability, value: value, member: member))
    }
    result.sort { $0.probability < $1.probability }
    for (low, high) in zip(result, result.dropFirst()) where high.value <= low.value {
      isValid = false
      let base = "\(low.member.key) (\(Wording.number(low.value)))"
      error(
        high.member.value, place.member(high.member.key),
        high.value == low.value
          ? "\(high.member.key) equals \(base); give a plain number if the value is known."
          : "\(Wording.number(high.value)) is below \(base);"
            + " raise \(high.member.key) or lower \(low.member.key).")
    }
    return isValid ? result : nil
  }

  /// Reads `min` and `max`; `nil` after a finding.
  func bounds(_ members: [JSONNode.Member], in place: Place, range: InputRange) -> Bounds? {
    let lowerMember = members.first { $0.key == "min" }
    let upperMember = members.first { $0.key == "max" }
    let lower = lowerMember.map { number($0.value, place.member("min"), in: range) }
    let upper = upperMember.map { number($0.value, place.member("max"), in: range) }
    if case .some(nil) = lower { return nil }
    if case .some(nil) = upper { return nil }
    let bounds = Bounds(
      lower: lower ?? nil, upper: upper ?? nil, lowerMember: lowerMember, upperMember: upperMember)
    if let low = bounds.lower, let high = bounds.upper, high <= low, let member = upperMember {
      error(
        member.value, place.member("max"),
        "max \(Wording.number(high)) is not above min (\(Wording.number(low))); raise it.")
      return nil
    }
    return bounds
  }
}
