import Scenarios

/// A per-event field of one trial, its unknown parameters filled in, ready to be drawn from.
struct OracleEvent {
  /// What an event counts, which decides how laws on the integers and on the reals are read.
  enum Kind {
    /// Tokens or seconds: real-valued, at least zero.
    case length
    /// Turns of a session: integer, at least one.
    case turns
    /// Steps of a loop: integer, at least zero.
    case steps

    var minimum: Double { self == .turns ? 1 : 0 }
  }

  private enum Source {
    case fixed(Double)
    case law(OracleLaw)
    case measured(OracleMeasured)
  }

  private let source: Source
  private let kind: Kind
  private let lowerCap: Double
  private let upperCap: Double

  init(_ quantity: EventQuantity, as kind: Kind, in trial: OracleTrial) {
    self.kind = kind
    switch quantity.value {
    case .fixed(let value):
      source = .fixed(trial[value])
      (lowerCap, upperCap) = (-.infinity, .infinity)
    case .varying(let law):
      var parameters: [String: Double] = [:]
      for parameter in law.parameters { parameters[parameter.name] = trial[parameter.quantity] }
      // Turns count from one: laws on {0, 1, ...} are shifted, and their mean is of the turns.
      source = .law(OracleLaw(law.family, parameters, offset: kind == .turns ? 1 : 0))
      (lowerCap, upperCap) = (law.lowerCap ?? -.infinity, law.upperCap ?? .infinity)
    case .measured(let law, _):
      source = .measured(OracleMeasured(law))
      (lowerCap, upperCap) = (-.infinity, .infinity)
    }
  }

  /// One event: the law's draw, whole for counts, censored at the caps and the field's minimum.
  func draw(_ generator: inout OracleGenerator) -> Double {
    let value: Double
    switch source {
    case .fixed(let fixed):
      return kind == .length ? fixed : Double(generator.neighbour(of: fixed))
    case .law(let law): value = law.draw(&generator)
    case .measured(let law): value = law.draw(&generator)
    }
    let capped = min(max(value, lowerCap), upperCap)
    let whole = kind == .length ? capped : capped.rounded(.toNearestOrAwayFromZero)
    return max(whole, kind.minimum)
  }

  func drawCount(_ generator: inout OracleGenerator) -> Int { Int(draw(&generator)) }
}
