import Governance
import Simulation

/// The parts that close every report.
extension TextPage {
  /// - Parameter owner: Whose they are, where a report is about several scenarios.
  mutating func gates(_ gates: [GateLine], of owner: String = "") {
    guard !gates.isEmpty else { return }
    section("Gates", owner.printable)
    for gate in gates {
      let word = gate.verdict.rawValue.padded(to: 13)
      let rule = gate.rule == .gate ? "" : "\(gate.rule.rawValue): "
      paragraph(
        rule + gate.expression.printable, indent: 15,
        first: "  " + style.paint(word, gate.verdict.tone))
      paragraph(gate.sentence.printable, indent: 15, tone: .faint)
      paragraph("Selected: \(gate.selection.printable).", indent: 15, tone: .faint)
    }
  }

  /// - Parameter owner: Whose they are, where a report is about several scenarios.
  mutating func warnings(_ warnings: [Warning], of owner: String = "") {
    guard !warnings.isEmpty else { return }
    section("Warnings", owner.printable)
    for warning in warnings {
      if let location = warning.location {
        let place = "\(location.line):\(location.column) \(location.pointer)".printable
        paragraph(place, tone: .caution)
        paragraph(warning.message.printable, indent: 4)
      } else {
        paragraph(warning.message.printable)
      }
    }
  }

  /// How the numbers came about, enough to make them again.
  mutating func method(_ run: RunRecord, notes: [EngineNote]) {
    section("How this was computed")
    let points: String =
      switch run.method {
      case .sobol: "scrambled Sobol points"
      case .latinHypercube: "Latin hypercube points"
      case .monteCarlo: "independent random points"
      }
    let trials = Numerals.grouped(UInt64(run.trials))
    let each = Numerals.grouped(UInt64(run.trials / run.randomisations))
    paragraph(
      "\(trials) trials (\(run.randomisations) randomisations of \(each)), \(points), "
        + "seed \(run.seed), cogcast \(run.version), \(run.book.words.printable).")
    for note in notes { paragraph(note.message.printable) }
  }
}

extension Verdict {
  var tone: Tone {
    switch self {
    case .pass: .good
    case .fail: .bad
    case .warn, .inconclusive: .caution
    }
  }
}
