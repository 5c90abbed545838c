extension LawFamily {
  /// The law with the given parameters, by the names of the scenario language.
  ///
  /// Which sets of parameters define a law is in ``forms``; percentiles are spelled `p1` to `p99`.
  /// Counts start at 0: `geometric` lives on {0, 1, …}.
  package func law(_ parameters: [String: Double]) throws(LawError) -> any Law {
    let given = try GivenParameters(parameters, family: self)
    switch self {
    case .lognormal: return try given.logNormal()
    case .normal: return try given.normal()
    case .uniform: return try Uniform(lower: given["min"], upper: given["max"])
    case .triangular:
      return try Triangular(lower: given["min"], mode: given["mode"], upper: given["max"])
    case .pert:
      return try Pert(
        lower: given["min"], mode: given["mode"], upper: given["max"],
        weight: given.optional("lambda") ?? Pert.classicWeight)
    case .beta: return try given.beta()
    case .gamma: return try given.gamma()
    case .weibull: return try given.weibull()
    case .exponential: return try Exponential(mean: given["mean"])
    case .pareto:
      return try Pareto(
        scale: given["scale"], shape: given["shape"], upper: given.optional("max"))
    case .poisson: return try Poisson(mean: given["mean"])
    case .negativeBinomial:
      return try NegativeBinomial(mean: given["mean"], dispersion: given["dispersion"])
    case .binomial: return try Binomial(trials: given["n"], probability: given["p"])
    case .geometric: return try Geometric(mean: given["mean"])
    case .bernoulli: return try Bernoulli(probability: given["p"])
    }
  }

  /// One set of parameters that defines a law.
  package struct Form: Equatable, Sendable {
    package let required: [String]
    package let optional: [String]

    /// How many percentiles it takes beside the named parameters.
    package let percentiles: Int

    init(_ required: String..., optional: [String] = [], percentiles: Int = 0) {
      self.required = required
      self.optional = optional
      self.percentiles = percentiles
    }
  }

  /// The sets of parameters that define a law of this family.
  package var forms: [Form] {
    switch self {
    case .lognormal:
      [
        Form("mean", "cv"), Form("mean", "sigma"), Form("p50", "sigma"), Form("p50", "cv"),
        Form(percentiles: 2),
      ]
    case .normal: [Form("mean", "sd"), Form(percentiles: 2)]
    case .uniform: [Form("min", "max")]
    case .triangular: [Form("min", "mode", "max")]
    case .pert: [Form("min", "mode", "max", optional: ["lambda"])]
    case .beta:
      [Form("alpha", "beta"), Form("mean", "concentration"), Form("mean", percentiles: 1)]
    case .gamma: [Form("mean", "cv"), Form("shape", "scale")]
    case .weibull: [Form("shape", "scale"), Form(percentiles: 2)]
    case .exponential, .poisson, .geometric: [Form("mean")]
    case .pareto: [Form("scale", "shape", optional: ["max"])]
    case .negativeBinomial: [Form("mean", "dispersion")]
    case .binomial: [Form("n", "p")]
    case .bernoulli: [Form("p")]
    }
  }
}

/// Parameters that match one of a family's forms, with its percentiles in rising order.
private struct GivenParameters {
  private let values: [String: Double]
  private let points: [QuantilePoint]

  init(_ parameters: [String: Double], family: LawFamily) throws(LawError) {
    let forms = family.forms
    // `p50` may be a parameter of a form or any percentile of another.
    let exact = forms.contains { form in
      form.percentiles == 0 && form.required.allSatisfy { parameters[$0] != nil }
        && parameters.keys.allSatisfy { form.required.contains($0) || form.optional.contains($0) }
    }
    if exact {
      values = parameters
      points = []
      return
    }
    var values: [String: Double] = [:]
    var points: [QuantilePoint] = []
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
      if let p = QuantilePoint.probability(named: name) {
        points.append(try QuantilePoint(p: p, x: value))
      } else {
        values[name] = value
      }
    }
    let names = Set(values.keys)
    let matches = forms.contains { form in
      form.percentiles == points.count && names.isSuperset(of: form.required)
        && names.isSubset(of: form.required + form.optional)
    }
    guard matches else {
      let found = parameters.keys.sorted().joined(separator: ", ")
      let allowed = forms.map(\.words).joined(separator: ", or ")
      throw LawError(
        parameter: nil,
        message: "\(family.rawValue) takes \(allowed); found \(found.isEmpty ? "none" : found).")
    }
    self.values = values
    self.points = try QuantilePoint.rising(points)
  }

  /// A parameter that the matched form requires.
  subscript(name: String) -> Double {
    guard let value = values[name] else { preconditionFailure("no parameter \(name)") }
    return value
  }

  func optional(_ name: String) -> Double? { values[name] }

  func normal() throws(LawError) -> Normal {
    if let sd = values["sd"] { return try Normal(mean: self["mean"], standardDeviation: sd) }
    return try Normal(through: points[0], points[1])
  }

  func logNormal() throws(LawError) -> LogNormal {
    switch (values["mean"], values["p50"], values["cv"], values["sigma"]) {
    case (let mean?, _, let cv?, _): return try LogNormal(mean: mean, cv: cv)
    case (let mean?, _, _, let sigma?): return try LogNormal(mean: mean, sigma: sigma)
    case (_, let median?, let cv?, _): return try LogNormal(median: median, cv: cv)
    case (_, let median?, _, let sigma?): return try LogNormal(median: median, sigma: sigma)
    default: return try LogNormal(through: points[0], points[1])
    }
  }

  func beta() throws(LawError) -> Beta {
    if let alpha = values["alpha"] { return try Beta(alpha: alpha, beta: self["beta"]) }
    if let concentration = values["concentration"] {
      return try Beta(mean: self["mean"], concentration: concentration)
    }
    return try Beta(mean: self["mean"], through: points[0])
  }

  func gamma() throws(LawError) -> Gamma {
    if let cv = values["cv"] { return try Gamma(mean: self["mean"], cv: cv) }
    return try Gamma(shape: self["shape"], scale: self["scale"])
  }

  func weibull() throws(LawError) -> Weibull {
    if let shape = values["shape"] { return try Weibull(shape: shape, scale: self["scale"]) }
    return try Weibull(through: points[0], points[1])
  }
}

extension LawFamily.Form {
  /// "mean and cv", "two percentiles", "mean and one percentile".
  fileprivate var words: String {
    var parts = required
    if percentiles == 1 { parts.append("one percentile") }
    if percentiles == 2 { parts.append("two percentiles") }
    let list =
      parts.count < 3
      ? parts.joined(separator: " and ")
      : parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "")
    return optional.isEmpty ? list : list + " (optionally \(optional.joined(separator: ", ")))"
  }
}
