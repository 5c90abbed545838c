/// Checks of gates as CSV: one gate a row, and one row for a scenario that cannot be estimated.
package enum CSVGateCheck {
  package static func text(_ summary: GateSummary) -> String {
    var table = CSVTable([
      "file", "rule", "gate", "verdict", "measured", "error", "low", "high", "confidence", "limit",
      "month", "level", "selected", "sentence",
    ])
    for entry in summary.entries {
      switch entry {
      case .checked(let check):
        for gate in check.gates { table.add(row(gate, in: check.file)) }
      case .broken(let scenario):
        let empty = [String](repeating: "", count: 9)
        table.add(
          [scenario.file, GateFinding.brokenRule, "", "fail"] + empty + [scenario.reason])
      }
    }
    return table.text
  }

  private static func row(_ gate: GateLine, in file: String) -> [String] {
    [
      file, gate.rule.rawValue, gate.expression, gate.verdict.rawValue,
      gate.measured.map { CSVTable.number($0.value) } ?? "",
      gate.measured.map { CSVTable.number($0.error) } ?? "",
      gate.interval.map { CSVTable.number($0.lowerBound) } ?? "",
      gate.interval.map { CSVTable.number($0.upperBound) } ?? "",
      gate.limit == nil ? "" : CSVTable.number(gate.confidence),
      gate.limit.map(CSVTable.number) ?? "", gate.month.map(String.init) ?? "",
      gate.level.rawValue, gate.selection, gate.sentence,
    ]
  }
}
