import Distributions
import Testing

/// Parameters that make no law, and what the refusal says.
struct LawErrorTests {
  /// One parameter of a valid set replaced by what is no number.
  @Test(arguments: LawCatalogue.parametric, [Double.nan, .infinity, -.infinity])
  func whatIsNoNumberIsRefusedByName(
    family: (LawFamily, [String: Double]), value: Double
  ) throws {
    for name in family.1.keys {
      var parameters = family.1
      parameters[name] = value
      let error = #expect(throws: LawError.self) { _ = try family.0.law(parameters) }
      #expect(error?.parameter == name, "\(family.0) \(name): \(error?.message ?? "")")
      #expect(error?.message.contains("\(name) is ") == true, "\(error?.message ?? "")")
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let family: LawFamily
    let parameters: [String: Double]
    /// The parameter at fault; `nil` where several clash.
    let parameter: String?
    let words: [String]

    init(
      _ family: LawFamily, _ parameters: [String: Double], _ parameter: String?, _ words: String...
    ) {
      self.family = family
      self.parameters = parameters
      self.parameter = parameter
      self.words = words
    }

    var testDescription: String { "\(family) \(parameters.sorted { $0.key < $1.key })" }
  }

  @Test(arguments: refusals)
  func aParameterOutsideItsDomainIsRefused(refusal: Refusal) throws {
    let error = try #require(
      #expect(throws: LawError.self) { _ = try refusal.family.law(refusal.parameters) })
    #expect(error.parameter == refusal.parameter, "\(error.message)")
    for words in refusal.words { #expect(error.message.contains(words), "\(error.message)") }
  }

  static let refusals = [
    Refusal(.normal, ["mean": 1, "sd": 0], "sd", "sd is 0", "above 0"),
    Refusal(.normal, ["mean": 1, "sd": -2], "sd", "sd is -2"),
    Refusal(.normal, ["mean": 1, "sd": 1e200], nil, "beyond the largest number"),
    Refusal(.normal, ["p5": 3, "p95": 2], "p95", "2 is below p5 (3)", "raise p95 or lower p5"),
    Refusal(.normal, ["p5": 3, "p95": 3], "p95", "3 is equal to p5 (3)"),
    Refusal(.lognormal, ["mean": -3, "cv": 1], "mean", "mean is -3", "above 0"),
    Refusal(.lognormal, ["mean": 3, "cv": 0], "cv", "cv is 0"),
    Refusal(.lognormal, ["mean": 3, "sigma": -1], "sigma", "sigma is -1"),
    Refusal(.lognormal, ["p50": 3, "sigma": 40], nil, "beyond the largest number"),
    Refusal(.lognormal, ["p5": 0, "p95": 2], "p5", "p5 is 0", "above 0"),
    Refusal(.lognormal, ["mean": 3], nil, "lognormal takes mean and cv", "two percentiles", "mean"),
    Refusal(.lognormal, ["p5": 1, "p50": 2, "p95": 3], nil, "found p5, p50, p95"),
    Refusal(.lognormal, [:], nil, "found none"),
    Refusal(.uniform, ["min": 2, "max": 2], "max", "max is 2", "above min (2)"),
    Refusal(.uniform, ["min": 3, "max": 2], "max", "above min (3)"),
    Refusal(.uniform, ["min": -1e200, "max": 1e200], nil, "beyond the largest number"),
    Refusal(.triangular, ["min": 1, "mode": 0, "max": 2], "mode", "min to max (1 to 2)"),
    Refusal(.triangular, ["min": 2, "mode": 2, "max": 2], "max", "above min"),
    Refusal(.pert, ["min": 1, "mode": 3, "max": 2], "mode", "min to max (1 to 2)"),
    Refusal(.pert, ["min": 1, "mode": 2, "max": 7, "lambda": -1], "lambda", "0 to 1e9"),
    Refusal(.beta, ["alpha": 0, "beta": 1], "alpha", "1e-4 to 1e12"),
    Refusal(.beta, ["alpha": 1, "beta": -1], "beta", "beta is -1"),
    Refusal(.beta, ["mean": 1, "concentration": 5], "mean", "strictly between 0 and 1"),
    Refusal(.beta, ["mean": 0.5, "concentration": 0], "concentration", "concentration is 0"),
    Refusal(.beta, ["mean": 0, "p95": 0.5], "mean", "strictly between 0 and 1"),
    Refusal(.beta, ["mean": 0.3, "p95": 1], "p95", "below 1"),
    Refusal(.gamma, ["mean": 0, "cv": 1], "mean", "mean is 0"),
    Refusal(.gamma, ["mean": 1, "cv": 0], "cv", "at most 100"),
    Refusal(.gamma, ["shape": -1, "scale": 1], "shape", "shape is -1"),
    Refusal(.gamma, ["shape": 1, "scale": 0], "scale", "scale is 0"),
    Refusal(.gamma, ["shape": 1, "scale": 1e200], nil, "beyond the largest number"),
    Refusal(.weibull, ["shape": 0, "scale": 1], "shape", "0.01 to 1e6"),
    Refusal(.weibull, ["shape": 1, "scale": -1], "scale", "scale is -1"),
    Refusal(.weibull, ["shape": 0.01, "scale": 1], nil, "beyond the largest number"),
    Refusal(.weibull, ["p10": -4, "p90": 6], "p10", "above 0"),
    Refusal(.exponential, ["mean": 0], "mean", "mean is 0"),
    Refusal(.exponential, ["mean": 1e200], nil, "beyond the largest number"),
    Refusal(.pareto, ["scale": 2, "shape": 1], "shape", "the mean is infinite", "give max"),
    Refusal(.pareto, ["scale": 2, "shape": 0.3], "shape", "the mean is infinite"),
    Refusal(.pareto, ["scale": 0, "shape": 2], "scale", "scale is 0"),
    Refusal(.pareto, ["scale": 2, "shape": 0, "max": 9], "shape", "at most 1e6"),
    Refusal(.pareto, ["scale": 2, "shape": 2, "max": 2], "max", "above scale (2)"),
    Refusal(.poisson, ["mean": -0.1], "mean", "0 to 1e150"),
    Refusal(.negativeBinomial, ["mean": 3, "dispersion": 0], "dispersion", "0.001 to 1e12"),
    Refusal(.binomial, ["n": 2.5, "p": 0.5], "n", "a whole number from 1"),
    Refusal(.binomial, ["n": 0, "p": 0.5], "n", "n is 0"),
    Refusal(.binomial, ["n": 3, "p": 1.5], "p", "0 to 1"),
    Refusal(.geometric, ["mean": -1], "mean", "mean is -1"),
    Refusal(.bernoulli, ["p": -0.5], "p", "0 to 1"),
  ]

  @Test func aCountThatStartsAt1HasAMeanOfAtLeast1() throws {
    let error = #expect(throws: LawError.self) { try Geometric(mean: 0.5, startingAt: 1) }
    #expect(error?.message.contains("mean is 0.5; allowed is 1 to") == true)
  }

  /// The percentile that the refusal names can be had, and nothing beyond it.
  @Test(arguments: [(0.02, 0.95, 0.9), (0.02, 0.9, 0.3), (0.98, 0.05, 0.1), (0.95, 0.25, 0.5)])
  func anUnattainablePercentileOfABetaNamesTheExtreme(mean: Double, p: Double, x: Double) throws {
    let point = try QuantilePoint(p: p, x: x)
    let error = #expect(throws: LawError.self) { try Beta(mean: mean, through: point) }
    let message = try #require(error?.message)
    let found = try #require(message.firstMatch(of: /it can have is ([0-9.e-]+):/))
    let extreme = try #require(Double(found.1))
    let isLargest = x > mean
    #expect(message.contains(isLargest ? "largest" : "smallest"))
    #expect(error?.parameter == point.name)
    let beyond = isLargest ? extreme * 1.001 : extreme * 0.999
    let before = isLargest ? extreme * 0.999 : extreme * 1.001
    #expect(throws: LawError.self) {
      try Beta(mean: mean, through: QuantilePoint(p: p, x: beyond))
    }
    let law = try Beta(mean: mean, through: QuantilePoint(p: p, x: before))
    #expect(abs(law.cdf(before) - p) <= 1e-9)
  }

  @Test func metalogsThatFallNameThePercentilesThatClash() throws {
    func refusal(
      _ points: KeyValuePairs<Double, Double>, lower: Double? = nil, upper: Double? = nil
    ) -> String {
      let error = #expect(throws: LawError.self) {
        try Percentiles.law(
          percentiles: points.map { (p: $0.key, x: $0.value) }, domain: .signed, lower: lower,
          upper: upper)
      }
      return error?.message ?? ""
    }
    let clash = refusal([0.05: 1, 0.5: 8.9, 0.95: 9])
    #expect(clash.contains("p5 (1), p50 (8.9) and p95 (9) clash"))
    let range = try #require(clash.firstMatch(of: /between ([0-9.]+) and ([0-9.]+)\./))
    let (low, high) = (try #require(Double(range.1)), try #require(Double(range.2)))
    for middle in [low + 0.01, high - 0.01] {
      _ = try Percentiles.law(
        percentiles: [(0.05, 1), (0.5, middle), (0.95, 9)], domain: .signed)
    }
    for middle in [low - 0.01, high + 0.01] {
      #expect(refusal([0.05: 1, 0.5: middle, 0.95: 9]).contains("clash"))
    }
    let four = refusal([0.1: 1, 0.45: 2, 0.55: 8, 0.9: 9])
    #expect(four.contains("clash with the other percentiles: the metalog through all 4 would fall"))
    let wide = refusal([0.05: 10, 0.5: 30, 0.95: 400], lower: 0)
    #expect(wide.contains("the upper tail") && wide.contains("infinite variance; give max"))
    #expect(refusal([0.05: 10, 0.5: 30, 0.95: 9000], lower: 0).contains("infinite mean; give max"))
    let deep = refusal([0.05: -9000, 0.5: -30, 0.95: -10], upper: 0)
    #expect(deep.contains("the lower tail") && deep.contains("infinite mean; give min"))
  }

  @Test func percentilesThatSayTooLittleOrTooMuchAreRefused() throws {
    func refusal(
      _ points: KeyValuePairs<Double, Double>, _ domain: PercentileDomain = .positive,
      lower: Double? = nil, upper: Double? = nil
    ) -> LawError? {
      #expect(throws: LawError.self) {
        try Percentiles.law(
          percentiles: points.map { (p: $0.key, x: $0.value) }, domain: domain, lower: lower,
          upper: upper) as Any
      }
    }
    #expect(refusal([:])?.message.contains("no percentiles are given") == true)
    #expect(refusal([0.5: 1])?.message.contains("one percentile says no width") == true)
    #expect(refusal([0.05: 1, 0.95: .nan])?.parameter == "p95")
    #expect(refusal([0: 1, 0.95: 2])?.message.contains("p0 is no percentile") == true)
    #expect(refusal([0.05: 1, 1: 2])?.message.contains("p100 is no percentile") == true)
    #expect(refusal([0.05: 0, 0.95: 2])?.message.contains("above 0") == true)
    #expect(refusal([0.05: 0.2, 0.95: 1], .unit)?.message.contains("below 1") == true)
    #expect(refusal([0.05: 1, 0.95: 2], .atLeastOne)?.message.contains("above 1") == true)
    #expect(refusal([0.5: 1, 0.50: 2])?.message.contains("given twice") == true)
    #expect(refusal([0.05: 1, 0.95: 2], lower: 1)?.parameter == "min")
    #expect(refusal([0.05: 1, 0.95: 2], upper: 2)?.parameter == "max")
    #expect(refusal([0.05: 1, 0.95: 2], lower: .nan)?.parameter == "min")
  }

  @Test func compoundLawsRefuseWhatTheyCannotHold() throws {
    let normal = try Normal(mean: 0, standardDeviation: 1)
    func refusal(_ make: () throws -> any Law) -> LawError? {
      #expect(throws: LawError.self) { try make() as Any }
    }
    let far = refusal { try Truncated(normal, lower: 9, upper: nil) }
    #expect(far?.parameter == "min" && far?.message.contains("almost no values") == true)
    #expect(refusal { try Truncated(normal, lower: nil, upper: -9) }?.parameter == "max")
    #expect(refusal { try Truncated(normal, lower: 2, upper: 1) }?.parameter == "max")
    #expect(refusal { try Truncated(normal, lower: .nan, upper: nil) }?.parameter == "min")
    #expect(refusal { try Censored(normal, lower: 2, upper: 1) }?.parameter == "max")
    #expect(refusal { try Censored(normal, lower: nil, upper: .infinity) }?.parameter == "max")
    #expect(refusal { try Mixture(components: []) }?.parameter == "components")
    for weight in [-1, Double.nan, .infinity] {
      let error = refusal { try Mixture(components: [(weight, normal), (1, normal)]) }
      #expect(error?.parameter == "weight")
    }
    #expect(refusal { try Mixture(components: [(0, normal)]) }?.parameter == "weight")
    #expect(refusal { try Discrete(values: []) }?.parameter == "values")
    #expect(refusal { try Discrete(values: [1, .nan]) }?.parameter == "values")
    #expect(refusal { try Discrete(values: [1, 2], weights: [1]) }?.parameter == "weights")
    #expect(refusal { try Discrete(values: [1, 2], weights: [0, 0]) }?.parameter == "weights")
    #expect(refusal { try Discrete(values: [-1e200, 1e200]) }?.parameter == nil)
    #expect(refusal { try Empirical(quantiles: [1]) }?.parameter == "quantiles")
    let falling = refusal { try Empirical(quantiles: [1, 3, 2]) }
    #expect(falling?.message.contains("fall from 3 to 2") == true)
    #expect(refusal { try Empirical(quantiles: [1, .infinity]) }?.parameter == "quantiles")
  }
}
