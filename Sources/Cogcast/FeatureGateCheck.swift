import Governance
import Reports

/// What the gates of one feature say about its forecast.
public struct FeatureGateCheck: Sendable {
  /// Of one gate or of all.
  public enum Verdict: String, Sendable {
    case pass
    /// A rule does not hold, or may not, and is not meant to stop anything: it only warns, or the base
    /// did not keep it either.
    case warn
    case fail
    /// A limit lies inside the interval of its measured value: more trials would tell.
    case inconclusive

    init(_ verdict: Governance.Verdict) {
      switch verdict {
      case .pass: self = .pass
      case .warn: self = .warn
      case .fail: self = .fail
      case .inconclusive: self = .inconclusive
      }
    }
  }

  package let check: GateCheck

  init(_ check: GateCheck) {
    self.check = check
  }

  /// Of all gates: one that fails fails all, else one that is inconclusive leaves it so, else one that
  /// warns warns.
  public var verdict: Verdict { Verdict(check.verdict) }

  /// Whether the scenario or the engine warns of anything.
  public var hasWarnings: Bool { !check.warnings.isEmpty }

  /// The report of this feature alone; the same bytes for the same scenario, options and version.
  ///
  /// - Parameters:
  ///   - format: For people, for programs, or for one of the CI systems.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: GateFormat, colour: Bool = false) -> String {
    var report = FeatureGateReport(base: check.base)
    report.add(self)
    return report.text(format, colour: colour)
  }
}
