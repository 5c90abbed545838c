/// The verdicts of a scenario's gates as CSV: one gate a row.
package enum CSVGateCheck {
  package static func text(_ check: GateCheck) -> String {
    var table = CSVTable([
      "gate", "verdict", "measured", "error", "low", "high", "confidence", "limit", "month",
      "level",
      "selected", "sentence",
    ])
    for gate in check.gates {
      table.add([
        gate.expression, gate.verdict.rawValue,
        gate.measured.map { CSVTable.number($0.value) } ?? "",
        gate.measured.map { CSVTable.number($0.error) } ?? "",
        gate.interval.map { CSVTable.number($0.lowerBound) } ?? "",
        gate.interval.map { CSVTable.number($0.upperBound) } ?? "",
        CSVTable.number(gate.confidence), CSVTable.number(gate.limit),
        gate.month.map(String.init) ?? "", gate.level.rawValue, gate.selection, gate.sentence,
      ])
    }
    return table.text
  }
}
