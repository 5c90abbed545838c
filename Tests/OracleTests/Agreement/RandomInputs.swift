/// Writes the inputs of a random scenario: each in the next of the forms that the language has.
///
/// Forms go round by turns rather than by chance, so that a few dozen scenarios use all of them;
/// only the numbers are random.
struct RandomInputs {
  var generator: OracleGenerator
  /// Whether scalar inputs are unknown; else they are plain numbers.
  let areUnknown: Bool
  private var turn: Int

  init(seed: Int, areUnknown: Bool) {
    generator = OracleGenerator(seed: UInt64(seed) &+ 0x5EED)
    self.areUnknown = areUnknown
    turn = seed * 5
  }

  /// The next option of a list.
  mutating func next<Option>(of options: [Option]) -> Option {
    turn += 1
    return options[turn % options.count]
  }

  /// A number within a factor of two, to three digits.
  mutating func near(_ value: Double) -> Double {
    rounded(value * (0.7 + 0.6 * generator.uniform()))
  }

  func rounded(_ value: Double) -> Double {
    if value == 0 { return 0 }
    var unit = 1.0
    while abs(value) * unit < 100 { unit *= 10 }
    return (value * unit).rounded() / unit
  }

  /// A positive scalar input around a value.
  mutating func positive(_ around: Double) -> ScenarioText {
    let c = near(around)
    guard areUnknown else { return .number(c) }
    func times(_ factor: Double) -> ScenarioText { .number(rounded(c * factor)) }
    let sample: ScenarioText = [
      times(0.8), times(0.85), times(0.9), times(1), times(1.1), times(1.3),
    ]
    let forms: [ScenarioText] = [
      ["p5": times(0.75), "p95": times(1.3)],
      ["p10": times(0.8), "p50": times(1), "p90": times(1.25)],
      ["lognormal": ["mean": times(1), "cv": 0.2]],
      ["normal": ["mean": times(1), "sd": times(0.12), "min": times(0.5)]],
      ["uniform": ["min": times(0.8), "max": times(1.2)]],
      ["triangular": ["min": times(0.7), "mode": times(1), "max": times(1.4)]],
      ["pert": ["min": times(0.7), "mode": times(0.9), "max": times(1.6)]],
      ["gamma": ["mean": times(1), "cv": 0.2]],
      ["weibull": ["p10": times(0.8), "p90": times(1.2)]],
      ["exponential": ["mean": times(1), "min": times(0.7), "max": times(1.4)]],
      ["pareto": ["scale": times(0.8), "shape": 3, "max": times(2)]],
      ["discrete": ["values": [times(0.8), times(1), times(1.2)], "weights": [1, 2, 1]]],
      [
        "mixture": [
          "components": [
            ["weight": 0.7, "law": ["lognormal": ["mean": times(0.9), "cv": 0.1]]],
            ["weight": 0.3, "law": ["uniform": ["min": times(1), "max": times(1.4)]]],
          ]
        ]
      ],
      ["empirical": ["quantiles": sample]],
      ["empirical": ["values": sample]],
      ["metalog": ["p5": times(0.8), "p50": times(1), "p95": times(1.3), "min": times(0.6)]],
      ["p5": times(0.8), "p95": times(1.3), "max": times(1.5)],
    ]
    return next(of: forms)
  }

  /// A large count of users around a value: the laws on the integers besides the positive ones.
  mutating func users(_ around: Double) -> ScenarioText {
    let c = near(around).rounded()
    guard areUnknown else { return .number(c) }
    return next(of: [
      ["poisson": ["mean": .number(c)]],
      ["negativeBinomial": ["mean": .number(c), "dispersion": 40]],
      ["binomial": ["n": .number((c * 1.2).rounded()), "p": 0.833]],
      positive(around),
    ])
  }

  /// A probability around a value below one half.
  mutating func probability(_ around: Double) -> ScenarioText {
    let c = near(around)
    guard areUnknown else { return .number(c) }
    func times(_ factor: Double) -> ScenarioText { .number(rounded(c * factor)) }
    return next(of: [
      ["p5": times(0.7), "p95": times(1.4)],
      ["beta": ["mean": .number(c), "concentration": 60]],
      ["beta": ["mean": .number(c), "p95": times(1.4)]],
      ["uniform": ["min": times(0.8), "max": times(1.2)]],
      ["beta": ["alpha": .number(rounded(50 * c)), "beta": .number(rounded(50 * (1 - c)))]],
      ["pert": ["min": times(0.7), "mode": .number(c), "max": times(1.5)]],
      ["p5": times(0.7), "p50": .number(c), "p95": times(1.35), "max": times(1.6)],
      ["normal": ["mean": .number(c), "sd": times(0.15)]],
    ])
  }

  /// Tokens or seconds that vary from event to event around a mean; where inputs are unknown, so is
  /// a parameter of the law when it may be.
  mutating func length(_ around: Double) -> ScenarioText {
    let c = near(around)
    func times(_ factor: Double) -> ScenarioText { .number(rounded(c * factor)) }
    let mean: ScenarioText =
      areUnknown ? ["p5": times(0.85), "p95": times(1.18)] : .number(c)
    let spread: ScenarioText = areUnknown ? ["uniform": ["min": 0.6, "max": 0.9]] : 0.7
    let table: [ScenarioText] = [0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.5, 2.2, 4].map(times)
    return next(of: [
      ["lognormal": ["mean": mean, "cv": spread]],
      ["lognormal": ["p50": times(0.8), "p95": times(2.5)]],
      ["gamma": ["mean": mean, "cv": spread]],
      ["exponential": ["mean": mean]],
      .number(c),
      ["weibull": ["shape": 1.4, "scale": mean]],
      ["lognormal": ["p50": mean, "sigma": spread, "max": times(4)]],
      ["normal": ["mean": mean, "sd": times(0.4)]],
      ["uniform": ["min": times(0.2), "max": times(1.8)]],
      ["triangular": ["min": times(0.2), "mode": times(0.6), "max": times(2)]],
      ["pert": ["min": times(0.3), "mode": times(0.8), "max": times(3)]],
      ["pareto": ["scale": times(0.4), "shape": 1.5, "max": times(8)]],
      ["empirical": ["quantiles": .array(table)]],
      ["discrete": ["values": .array(Array(table.prefix(4))), "weights": [3, 2, 2, 1]]],
      [
        "mixture": [
          "components": [
            ["weight": 2, "law": ["gamma": ["shape": 2, "scale": times(0.3)]]],
            ["weight": 1, "law": ["lognormal": ["mean": times(2), "cv": 0.5]]],
          ]
        ]
      ],
      ["metalog": ["p10": times(0.3), "p50": times(0.8), "p90": times(2), "max": times(6)]],
      ["lognormal": ["mean": mean, "sigma": 0.6]],
      mean,
    ])
  }

  /// Turns of a session around a mean above one.
  mutating func turns(_ around: Double) -> ScenarioText {
    let c = max(near(around), 1.2)
    let mean: ScenarioText =
      areUnknown
      ? ["p5": .number(rounded(c * 0.85)), "p95": .number(rounded(c * 1.2))] : .number(c)
    return next(of: [
      ["geometric": ["mean": mean]],
      ["poisson": ["mean": mean]],
      mean,
      ["negativeBinomial": ["mean": mean, "dispersion": 1.5]],
      ["discrete": ["values": [1, 2, 3, 6], "weights": [4, 3, 2, 1]]],
      ["lognormal": ["mean": mean, "cv": 0.7, "max": 12]],
      ["geometric": ["mean": mean, "max": 6]],
      ["binomial": ["n": 5, "p": 0.4]],
      ["gamma": ["mean": mean, "cv": 0.6]],
      3,
    ])
  }

  /// Steps of a loop around a mean.
  mutating func steps(_ around: Double) -> ScenarioText {
    let c = near(around)
    let mean: ScenarioText =
      areUnknown
      ? ["p5": .number(rounded(c * 0.8)), "p95": .number(rounded(c * 1.25))] : .number(c)
    return next(of: [
      ["geometric": ["mean": mean]],
      ["poisson": ["mean": mean]],
      ["bernoulli": ["p": 0.6]],
      ["binomial": ["n": 4, "p": 0.4]],
      mean,
      ["negativeBinomial": ["mean": mean, "dispersion": 2]],
      ["discrete": ["values": [0, 1, 4], "weights": [2, 2, 1]]],
    ])
  }
}
