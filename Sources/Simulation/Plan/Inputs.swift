import Distributions
import Scenarios

/// The scalar inputs of one trial: every assumption replaced by its draw.
struct Inputs {
  /// One value per assumption of the scenario.
  let draws: [Double]
  /// Numbers that replace an input by its dotted path: what the spreadsheet planned.
  let overrides: [String: Double]

  init(draws: [Double], overrides: [String: Double] = [:]) {
    self.draws = draws
    self.overrides = overrides
  }

  func callAsFunction(_ quantity: Quantity) -> Double {
    if !overrides.isEmpty, let planned = overrides[quantity.path] { return planned }
    switch quantity.value {
    case .known(let value): return value
    case .unknown(let index): return draws[index]
    }
  }

  /// The law of a per-event field under this trial's parameters, caps applied.
  ///
  /// A trial's parameters are inside their domain because the decoder bounds each unknown
  /// parameter by the law's own domain; a family that still refuses is a defect of the decoder.
  func law(_ varying: VaryingLaw) -> any Law {
    do {
      return try varying.law { self($0) }
    } catch {
      preconditionFailure("\(varying.family.rawValue): \(error.message)")
    }
  }

  /// Mean of a per-event field after its caps.
  func mean(_ field: EventQuantity) -> Double {
    if !overrides.isEmpty, let planned = overrides[field.path] { return planned }
    switch field.value {
    case .fixed(let quantity): return self(quantity)
    case .varying(let varying): return law(varying).mean
    case .measured(let law, _): return law.mean
    }
  }
}

extension Quantity {
  var isKnown: Bool {
    if case .known = value { return true }
    return false
  }
}

extension EventQuantity {
  /// True where no trial changes the law of the field.
  var isKnown: Bool {
    switch value {
    case .fixed(let quantity): quantity.isKnown
    case .varying(let varying): varying.parameters.allSatisfy(\.quantity.isKnown)
    case .measured: true
    }
  }
}
