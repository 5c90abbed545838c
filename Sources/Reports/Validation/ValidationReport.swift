import Scenarios

/// What is wrong with a scenario file, and what it says, for the terminal.
package enum ValidationReport {
  /// Every finding as a place and an indented message:
  ///
  ///     support.json:31:18 /workflows/chat/calls/0/output/p95
  ///       800 is below p50 (1200); raise p95 or lower p50.
  package static func text(
    _ diagnostics: [Diagnostic], file: String, style: TextStyle = .plain
  ) -> String {
    diagnostics.map { diagnostic in
      let location = diagnostic.location
      let place = "\(file):\(location.line):\(location.column)".printable
      let pointer = location.pointer.isEmpty ? "" : " " + location.pointer.printable
      let isError = diagnostic.severity == .error
      let word = isError ? "" : style.paint("warning:", .caution) + " "
      let head = style.paint(place, isError ? .bad : .caution) + pointer
      return head + "\n  " + word + diagnostic.message.printable + "\n"
    }.joined()
  }

  /// That a file is valid, its warnings, and every input with what is known about it.
  package static func text(
    _ inputs: [ScenarioInput]?, warnings: [Diagnostic], file: String, style: TextStyle = .plain
  ) -> String {
    let remark =
      switch warnings.count {
      case 0: ""
      case 1: ", with 1 warning"
      default: ", with \(warnings.count) warnings"
      }
    let verdict = "\(file.printable): " + style.paint("valid", .good) + remark + "\n"
    let findings = text(warnings, file: file, style: style)
    guard let inputs, !inputs.isEmpty else { return findings + verdict }
    return findings + verdict + "\n" + table(inputs, style: style) + "\n" + counts(inputs) + "\n"
  }

  private static func table(_ inputs: [ScenarioInput], style: TextStyle) -> String {
    var table = TextTable([
      TextTable.Column("", .left),
      TextTable.Column("input", .left, gap: 2, overflow: .shorten),
      TextTable.Column("value", .left, gap: 2, overflow: .wrap),
    ])
    for input in inputs {
      let unit = input.unit.map { " " + $0 } ?? ""
      let value = input.summary + unit + (input.isDefault ? " (default)" : "")
      table.add([
        TextTable.Cell(input.kind.rawValue, input.kind.tone),
        TextTable.Cell(input.path.printable, input.isDefault ? .faint : .plain),
        TextTable.Cell(value.printable, input.isDefault ? .faint : .plain),
      ])
    }
    return table.lines(style: style).joined(separator: "\n") + "\n"
  }

  private static func counts(_ inputs: [ScenarioInput]) -> String {
    func count(_ kind: ScenarioInput.Kind) -> Int { inputs.filter { $0.kind == kind }.count }
    return "  \(count(.known)) known, \(count(.unknown)) unknown (drawn once a trial: the band), "
      + "\(count(.varies)) vary (from event to event)"
  }
}

extension ScenarioInput.Kind {
  fileprivate var tone: Tone {
    switch self {
    case .known: .plain
    case .unknown: .caution
    case .varies: .good
    }
  }
}
