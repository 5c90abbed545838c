import Distributions

/// How the language writes one parametric law: its parameters and the sets of them that define it.
struct LawShape: Sendable {
  struct Parameter: Sendable {
    let name: String
    let range: InputRange
    /// Where the law varies from event to event, this parameter may itself be unknown.
    let mayBeUnknown: Bool
    let summary: String
  }

  let family: LawFamily
  let summary: String
  let parameters: [Parameter]

  var name: String { family.rawValue }

  /// The sets of parameters that define the law.
  var forms: [LawFamily.Form] { family.forms }

  func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// What a percentile of the law may be.
  var percentileRange: InputRange {
    switch family {
    case .lognormal, .weibull: .positive
    case .beta: .probability
    default: .signed
    }
  }

  /// `min` and `max` cut the law, unless they are its own parameters.
  var takesBounds: Bool { parameter("max") == nil }

  /// Whether some of its values lie below any number.
  var isEndlessBelow: Bool { family == .normal }

  /// The forms in words: "`mean` and `cv`, or two percentiles".
  var words: String {
    forms.map(\.words).joined(separator: ", or ")
  }
}

extension LawFamily.Form {
  fileprivate var words: String {
    var parts = required.map(Wording.code)
    if percentiles == 1 { parts.append("one percentile") }
    if percentiles == 2 { parts.append("two percentiles") }
    let extra = optional.isEmpty ? "" : " (and \(Wording.list(optional.map(Wording.code))))"
    return Wording.list(parts) + extra
  }
}

extension LawShape {
  static let all: [LawShape] = [
    lognormal, normal, uniform, triangular, pert, beta, gamma, weibull, exponential, pareto,
    poisson, negativeBinomial, binomial, geometric, bernoulli,
  ]

  private static func mean(_ range: InputRange, unknown: Bool = true) -> Parameter {
    Parameter(name: "mean", range: range, mayBeUnknown: unknown, summary: "Mean.")
  }

  private static func parameter(
    _ name: String, _ range: InputRange, unknown: Bool = false, _ summary: String
  ) -> Parameter {
    Parameter(name: name, range: range, mayBeUnknown: unknown, summary: summary)
  }

  private static let cv = parameter(
    "cv", .variation, unknown: true, "Coefficient of variation: standard deviation over mean.")
  private static let lowest = parameter("min", .signed, "Smallest value.")
  private static let highest = parameter("max", .signed, "Largest value.")
  private static let mode = parameter("mode", .signed, "Most likely value.")

  private static let lognormal = LawShape(
    family: .lognormal, summary: "Log-normal: positive, skewed to the right.",
    parameters: [
      mean(.positive), parameter("p50", .positive, unknown: true, "Median."), cv,
      parameter("sigma", .logDeviation, unknown: true, "Standard deviation of the logarithm."),
    ])
  private static let normal = LawShape(
    family: .normal, summary: "Normal: symmetric.",
    parameters: [
      mean(.signed), parameter("sd", .positive, unknown: true, "Standard deviation."),
    ])
  private static let uniform = LawShape(
    family: .uniform, summary: "Uniform: every value between two bounds equally likely.",
    parameters: [lowest, highest])
  private static let triangular = LawShape(
    family: .triangular, summary: "Triangular: bounds and the most likely value.",
    parameters: [lowest, mode, highest])
  private static let pert = LawShape(
    family: .pert, summary: "PERT: bounds and the most likely value, smoother than triangular.",
    parameters: [
      lowest, mode, highest,
      parameter("lambda", .positive, "Weight of the most likely value; 4 when absent."),
    ])
  private static let beta = LawShape(
    family: .beta, summary: "Beta: shares between 0 and 1.",
    parameters: [
      parameter("alpha", .shape, "First shape."), parameter("beta", .shape, "Second shape."),
      mean(.probability, unknown: false),
      parameter("concentration", .shape, "Sum of both shapes."),
    ])
  private static let gamma = LawShape(
    family: .gamma, summary: "Gamma: positive, lighter tail than log-normal.",
    parameters: [
      mean(.positive), cv, parameter("shape", .shape, "Shape."),
      parameter("scale", .positive, "Scale."),
    ])
  private static let weibull = LawShape(
    family: .weibull, summary: "Weibull: positive, waiting times that age.",
    parameters: [
      parameter("shape", .shape, unknown: true, "Shape."),
      parameter("scale", .positive, unknown: true, "Scale."),
    ])
  private static let exponential = LawShape(
    family: .exponential, summary: "Exponential: waiting times without memory.",
    parameters: [mean(.positive)])
  private static let pareto = LawShape(
    family: .pareto, summary: "Pareto: power-law tail, cut at max.",
    parameters: [
      parameter("scale", .positive, "Smallest value."),
      parameter("shape", .shape, "Tail exponent; above 1 where there is no max."),
      parameter("max", .positive, "Largest value."),
    ])
  private static let poisson = LawShape(
    family: .poisson, summary: "Poisson: counts of independent events.",
    parameters: [mean(.countMean)])
  private static let negativeBinomial = LawShape(
    family: .negativeBinomial, summary: "Negative binomial: counts that vary more than Poisson.",
    parameters: [
      mean(.countMean),
      parameter(
        "dispersion", .shape, unknown: true, "Variance is mean + mean^2 / dispersion."),
    ])
  private static let binomial = LawShape(
    family: .binomial, summary: "Binomial: successes of n trials.",
    parameters: [
      parameter("n", .stepCount, "Number of trials, a whole number."),
      parameter("p", .probability, "Probability of success."),
    ])
  private static let geometric = LawShape(
    family: .geometric, summary: "Geometric: goes on with the same probability after each.",
    parameters: [mean(.countMean)])
  private static let bernoulli = LawShape(
    family: .bernoulli, summary: "Bernoulli: 1 with probability p, else 0.",
    parameters: [parameter("p", .probability, unknown: true, "Probability of 1.")])
}
