import Governance
import Pricing
import Scenarios

/// What machine-readable formats say of one rule that does not hold, or of a scenario that cannot be
/// estimated.
struct GateFinding {
  /// `gate`, `policy.models`, ..., or `scenario` for one that cannot be estimated.
  let rule: String
  /// A gate as it is written, or what the rule asks for.
  let title: String
  let verdict: Verdict
  let message: String
  /// The file that the place is in.
  let file: String
  /// 1-based.
  let line: Int
  let column: Int
  /// The same for the same finding, in this run and in later ones; differs from those of others.
  let fingerprint: String

  static let brokenRule = "scenario"
  static let brokenSummary = "A scenario must be estimable."
}

extension GateSummary {
  /// Everything that does not hold, in the order of the report.
  var findings: [GateFinding] {
    var seen: [String: Int] = [:]
    func fingerprint(_ parts: [String]) -> String {
      let key = parts.joined(separator: "\u{0}")
      seen[key, default: 0] += 1
      return SHA256.hexDigest(of: Array((key + "\u{0}\(seen[key] ?? 0)").utf8))
    }
    return entries.flatMap { entry -> [GateFinding] in
      switch entry {
      case .checked(let check):
        return check.gates.filter { $0.verdict != .pass }.map { gate in
          let isPolicy = gate.origin == .policy
          return GateFinding(
            rule: gate.rule.rawValue, title: gate.expression, verdict: gate.verdict,
            message: gate.sentence, file: isPolicy ? policy ?? check.file : check.file,
            line: gate.location?.line ?? 1, column: gate.location?.column ?? 1,
            fingerprint: fingerprint([
              check.file, gate.rule.rawValue, gate.expression,
              // A rule finds several things; a gate is the same gate in another line.
              gate.limit == nil ? gate.location?.pointer ?? "" : "",
            ]))
        }
      case .broken(let scenario):
        let place = scenario.errors.first?.location
        return [
          GateFinding(
            rule: GateFinding.brokenRule, title: "the scenario can be estimated", verdict: .fail,
            message: scenario.reason, file: scenario.place, line: place?.line ?? 1,
            column: place?.column ?? 1,
            fingerprint: fingerprint([scenario.file, GateFinding.brokenRule]))
        ]
      }
    }
  }
}
