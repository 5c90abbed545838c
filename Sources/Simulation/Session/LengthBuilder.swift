import Distributions
import Scenarios

/// Makes the length columns of one call at the points of a panel.
///
/// What no trial changes is tabulated once; a scale family whose scale is unknown is a table of
/// unit lengths times the scale; only other laws with unknown parameters are computed per trial.
/// One builder serves one call of one randomisation, on one thread.
final class LengthBuilder {
  /// Which length of the call; the raw value is its place among a turn's or a step's coordinates.
  enum Slot: Int, CaseIterable {
    case retrieved, user, output
    case stepOutput, stepResult
    /// Once a session.
    case opening

    var isStep: Bool { self == .stepOutput || self == .stepResult }
  }

  private static let slotsPerTurn = 3
  private static let slotsPerStep = 2
  /// Coordinates of steps lie beyond those of any turn.
  private static let firstStepCoordinate = 1 << 24
  private static let firstOpeningCoordinate = 1 << 30

  private let panel: SessionPanel
  var panelKey: UInt64 { panel.key }
  /// Of the counts that a token budget makes the sessions of the panel draw.
  let countDraws = StratifiedColumns()
  private let call: Int
  private let calls: Int
  /// By slot and row; empty where they have not been asked for.
  private var uniforms = [[[Double]]](repeating: [], count: Slot.allCases.count)
  private var tables: [TableKey: LengthColumn] = [:]
  private var unitTables: [TableKey: LengthColumn] = [:]

  /// Outputs of models that count tokens otherwise are capped elsewhere.
  private struct TableKey: Hashable {
    let slot: Slot
    let factor: Double?

    init(_ slot: Slot, _ rule: OutputRule?) {
      self.slot = slot
      factor = rule?.factor
    }
  }

  /// - Parameters:
  ///   - call: Position of the call in its workflow.
  ///   - calls: Calls of the workflow, so that all calls of the first turns get good coordinates.
  init(panel: SessionPanel, call: Int, calls: Int) {
    self.panel = panel
    self.call = call
    self.calls = calls
  }

  /// A column of per-event lengths, one row per turn or step.
  ///
  /// - Parameters:
  ///   - rows: 0 when only the mean is wanted.
  ///   - lawsAtMean: Replaces a law by its mean, as a spreadsheet does.
  ///   - rule: Temperature and cap of outputs.
  func column(
    _ field: EventQuantity, slot: Slot, rows: Int, inputs: Inputs, lawsAtMean: Bool,
    rule: OutputRule? = nil
  ) -> LengthColumn {
    if !inputs.overrides.isEmpty, let planned = inputs.overrides[field.path] {
      return constant(planned, rule)
    }
    switch field.value {
    case .fixed(let quantity):
      return constant(inputs(quantity), rule)
    case .measured(let law, _):
      if lawsAtMean { return constant(law.mean, rule) }
      return known(law, slot: slot, rows: rows, rule)
    case .varying(let varying):
      if lawsAtMean { return constant(inputs.law(varying).mean, rule) }
      if field.isKnown { return known(inputs.law(varying), slot: slot, rows: rows, rule) }
      if let scale = varying.unknownScale.map({ inputs($0) }), scale > 0 {
        return ruled(
          inputs.law(varying.withUnitScale), slot: slot, rows: rows,
          (rule ?? .plain).scaled(by: scale))
      }
      let law = inputs.law(varying)
      return LengthColumn(
        mean: mean(of: law, rule), points: points(of: law, slot: slot, rows: 0..<rows, rule: rule))
    }
  }

  /// A law that no trial changes, under a rule that each may.
  private func known(
    _ law: @autoclosure () -> any Law, slot: Slot, rows: Int, _ rule: OutputRule?
  ) -> LengthColumn {
    guard let rule, !rule.isKnown else {
      return table(slot, rows: rows, cache: &tables, law: law(), rule: rule)
    }
    return ruled(law(), slot: slot, rows: rows, rule)
  }

  /// A law that no trial changes, under the rule of one.
  private func ruled(
    _ law: @autoclosure () -> any Law, slot: Slot, rows: Int, _ rule: OutputRule
  ) -> LengthColumn {
    let plain = table(slot, rows: rows, cache: &unitTables, law: law(), rule: nil)
    return rule.cap.isFinite
      ? plain.mapped(mean: rule.mean(of: law()), rule.apply) : plain.scaled(by: rule.factor)
  }

  private func constant(_ value: Double, _ rule: OutputRule?) -> LengthColumn {
    LengthColumn(constant: rule?.apply(value) ?? max(value, 0))
  }

  private func table(
    _ slot: Slot, rows: Int, cache: inout [TableKey: LengthColumn],
    law: @autoclosure () -> any Law, rule: OutputRule?
  ) -> LengthColumn {
    let key = TableKey(slot, rule)
    let known = cache[key]
    if let known, known.rows >= rows { return known }
    let law = law()
    let more = points(of: law, slot: slot, rows: (known?.rows ?? 0)..<rows, rule: rule)
    let column =
      known.map { $0.extended(by: more) } ?? LengthColumn(mean: mean(of: law, rule), points: more)
    cache[key] = column
    return column
  }

  private func points(
    of law: any Law, slot: Slot, rows: Range<Int>, rule: OutputRule?
  ) -> [Double] {
    var probabilities: [Double] = []
    probabilities.reserveCapacity(rows.count * SessionPanel.pointCount)
    for row in rows { probabilities += coordinate(slot, row: row) }
    var points = [Double](repeating: 0, count: probabilities.count)
    var values = points.mutableSpan
    law.quantiles(of: probabilities.span, into: &values)
    for place in values.indices {
      values[place] = rule?.apply(values[place]) ?? max(values[place], 0)
    }
    return points
  }

  private func coordinate(_ slot: Slot, row: Int) -> [Double] {
    if row < uniforms[slot.rawValue].count, !uniforms[slot.rawValue][row].isEmpty {
      return uniforms[slot.rawValue][row]
    }
    let index =
      slot == .opening
      ? Self.firstOpeningCoordinate + call
      : slot.isStep
        ? Self.firstStepCoordinate
          + (row * calls + call) * Self.slotsPerStep + slot.rawValue - Slot.stepOutput.rawValue
        : (row * calls + call) * Self.slotsPerTurn + slot.rawValue
    let values = panel.coordinate(index)
    while uniforms[slot.rawValue].count <= row { uniforms[slot.rawValue].append([]) }
    uniforms[slot.rawValue][row] = values
    return values
  }

  private func mean(of law: any Law, _ rule: OutputRule?) -> Double {
    rule?.mean(of: law) ?? law.mean
  }
}

extension VaryingLaw {
  /// The one unknown parameter, where the law is that parameter times a fixed law.
  var unknownScale: Quantity? {
    guard lowerCap == nil, upperCap == nil else { return nil }
    var unknown: Parameter?
    for parameter in parameters where !parameter.quantity.isKnown {
      guard unknown == nil else { return nil }
      unknown = parameter
    }
    guard let unknown else { return nil }
    let isScale =
      switch family {
      case .lognormal: unknown.name == "mean" || unknown.name == "p50"
      case .gamma:
        unknown.name == (parameters.contains { $0.name == "cv" } ? "mean" : "scale")
      case .exponential: unknown.name == "mean"
      case .weibull: unknown.name == "scale"
      default: false
      }
    return isScale ? unknown.quantity : nil
  }

  /// The law with its unknown scale set to 1.
  var withUnitScale: VaryingLaw {
    VaryingLaw(
      family: family,
      parameters: parameters.map { parameter in
        parameter.quantity.isKnown
          ? parameter
          : Parameter(
            name: parameter.name, quantity: .known(1, path: parameter.quantity.path))
      }, lowerCap: lowerCap, upperCap: upperCap)
  }
}
