import Governance
import Simulation
import Summaries

/// The parts that several reports share.
extension MarkdownPage {
  /// Which feature this is about, and on what prices.
  mutating func identity(_ run: RunRecord, strategy: String?, file: String? = nil) {
    let start = run.horizon.start.map { " from \($0)" } ?? ""
    let parts =
      (file.map { [Self.code($0)] } ?? [])
      + run.attribution.map { "\(Self.escaped($0.name)) \(Self.escaped($0.value))" }
      + (strategy.map { ["strategy \(Self.escaped($0))"] } ?? [])
      + [
        "\(run.horizon.weeks) weeks\(start)",
        "prices \(Self.escaped(run.book.name)) as of \(run.book.asOf)",
      ]
    add("**\(Self.escaped(run.scenario))** · " + parts.joined(separator: " · "))
  }

  /// - Parameter owner: Whose they are, where a report is about several scenarios.
  mutating func gates(_ gates: [GateLine], of owner: String = "") {
    guard !gates.isEmpty else { return }
    heading(Self.title("Gates", of: owner))
    table(Self.gateHead, gates.map(Self.row), textColumns: Self.gateHead.count)
  }

  static let gateHead = ["verdict", "gate", "about", "finding"]

  /// The cells below ``gateHead``.
  static func row(_ gate: GateLine) -> [String] {
    let rule = gate.rule == .gate ? "" : escaped(gate.rule.rawValue) + " "
    return [
      "\(gate.verdict.mark) \(gate.verdict.rawValue)", rule + code(gate.expression),
      escaped(gate.selection), escaped(gate.sentence),
    ]
  }

  private static func title(_ title: String, of owner: String) -> String {
    owner.isEmpty ? title : "\(title) of \(escaped(owner))"
  }

  /// - Parameter owner: Whose they are, where a report is about several scenarios.
  mutating func warnings(_ warnings: [Warning], of owner: String = "") {
    guard !warnings.isEmpty else { return }
    heading(Self.title("Warnings", of: owner))
    let lines = warnings.map { warning in
      let place = warning.location.map { "line \($0.line) \(Self.code($0.pointer)): " } ?? ""
      return "- \(place)\(Self.escaped(warning.message))"
    }
    add(lines.joined(separator: "\n"))
  }

  mutating func method(_ run: RunRecord, notes: [EngineNote]) {
    details("How this was computed") { $0.computation(run, notes: notes) }
  }

  mutating func computation(_ run: RunRecord, notes: [EngineNote]) {
    let line =
      "\(Numerals.grouped(UInt64(run.trials))) trials (\(run.randomisations) randomisations), "
      + "method \(run.method.rawValue), seed \(run.seed), cogcast \(run.version), price book "
      + "\(Self.escaped(run.book.name)) sha256 \(Self.code(String(run.book.sha256.prefix(12)))). "
      + "± is one Monte Carlo standard error."
    add(line)
    if !notes.isEmpty {
      add(notes.map { "- \(Self.escaped($0.message))" }.joined(separator: "\n"))
    }
  }
}

extension Verdict {
  var mark: String {
    switch self {
    case .pass: "✅"
    case .warn: "⚠️"
    case .fail: "❌"
    case .inconclusive: "❔"
    }
  }
}
