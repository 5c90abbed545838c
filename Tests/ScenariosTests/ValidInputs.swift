import Scenarios
import Testing

/// Inputs written in every way that the language allows.
enum ValidInputs {
  static let all =
    [Examples.supportAssistant, Examples.otherBlocks, Fixture.minimal()]
    + scalars.map { Fixture.minimal(segment: #", "churnPerMonth": \#($0)"#) }
    + events.map {
      Fixture.minimal(call: #", "loop": { "steps": 1, "maxSteps": 5, "toolResult": \#($0) }"#)
    }
    + counts.map { Fixture.minimal(workflow: #", "turns": \#($0)"#) }
    + blocks.map { Fixture.minimal(top: $0) }

  static let scalars = [
    "0", "1", "1e-3", "0.5", #"{ "p5": 0.1, "p95": 0.2 }"#,
    #"{ "p10": 0.1, "p90": 0.2, "min": 0.05, "max": 0.4, "note": "a", "source": "b" }"#,
    #"{ "p5": 0.1, "p50": 0.15, "p95": 0.2 }"#,
    #"{ "metalog": { "p5": 0.1, "p50": 0.15, "p95": 0.2, "max": 0.5 } }"#,
    #"{ "beta": { "alpha": 2, "beta": 5 } }"#, #"{ "beta": { "mean": 0.2, "concentration": 10 } }"#,
    #"{ "beta": { "mean": 0.2, "p95": 0.4 } }"#, #"{ "uniform": { "min": 0.1, "max": 0.2 } }"#,
    #"{ "triangular": { "min": 0.1, "mode": 0.1, "max": 0.2 }, "note": "x" }"#,
    #"{ "pert": { "min": 0.1, "mode": 0.12, "max": 0.2, "lambda": 3 } }"#,
    #"{ "normal": { "mean": 0.1, "sd": 0.01, "min": 0 } }"#,
    #"{ "lognormal": { "p5": 0.01, "p95": 0.04, "max": 0.1 } }"#,
    #"{ "bernoulli": { "p": 0.3 } }"#,
    #"{ "discrete": { "values": [0.1, 0.2], "weights": [3, 1] } }"#,
    #"{ "discrete": { "values": [0.1, 0.2] } }"#,
    #"{ "empirical": { "values": [0.1, 0.2, 0.2] } }"#,
    #"{ "empirical": { "quantiles": [0.1, 0.2, 0.25] } }"#,
    #"{ "mixture": { "components": [ { "weight": 1, "law": 0.1 }, { "weight": 2, "law": { "beta": { "alpha": 2, "beta": 5 } }, "note": "n" } ] } }"#,
  ]

  static let events = [
    "0", "250.5", #"{ "p5": 100, "p95": 300 }"#, #"{ "profile": "chat-output" }"#,
    #"{ "lognormal": { "mean": { "p5": 100, "p95": 200 }, "cv": 1 } }"#,
    #"{ "lognormal": { "mean": 100, "sigma": { "p5": 0.8, "p95": 1.2, "source": "log" } } }"#,
    #"{ "lognormal": { "p50": { "uniform": { "min": 50, "max": 60 } }, "sigma": 1, "max": 4000 } }"#,
    #"{ "lognormal": { "p5": 10, "p95": 900, "min": 5 } }"#,
    #"{ "gamma": { "mean": 100, "cv": { "p5": 0.5, "p95": 0.9 } } }"#,
    #"{ "gamma": { "shape": 2, "scale": 50 } }"#,
    #"{ "weibull": { "shape": 1.5, "scale": { "p5": 90, "p95": 120 } } }"#,
    #"{ "weibull": { "p50": 90, "p95": 120 } }"#, #"{ "exponential": { "mean": 80 } }"#,
    #"{ "normal": { "mean": 300, "sd": { "p5": 20, "p95": 30 } } }"#,
    #"{ "pareto": { "scale": 50, "shape": 1.5 } }"#,
    #"{ "pareto": { "scale": 50, "shape": 0.9, "max": 5000 } }"#,
    #"{ "uniform": { "min": 50, "max": 100 } }"#,
    #"{ "metalog": { "p5": 50, "p50": 100, "p95": 300, "max": 5000 } }"#,
    #"{ "empirical": { "quantiles": [0, 50, 900], "max": 500 } }"#,
    #"{ "mixture": { "components": [ { "weight": 0.7, "law": 0 }, { "weight": 0.3, "law": { "lognormal": { "p50": 400, "p95": 900 } } } ] } }"#,
  ]

  static let counts = [
    "1", "2.5", #"{ "p5": 2, "p95": 4 }"#, #"{ "geometric": { "mean": 3, "max": 20 } }"#,
    #"{ "geometric": { "mean": { "p5": 2, "p50": 3, "p95": 5, "max": 10 } } }"#,
    #"{ "poisson": { "mean": 3 } }"#,
    #"{ "negativeBinomial": { "mean": 3, "dispersion": { "p5": 1, "p95": 2 } } }"#,
    #"{ "binomial": { "n": 6, "p": 0.5 } }"#, #"{ "lognormal": { "mean": 3, "cv": 0.5 } }"#,
    #"{ "discrete": { "values": [1, 2, 5], "weights": [5, 3, 1] } }"#,
    #"{ "empirical": { "values": [150, 420, 990] } }"#,
  ]

  static let blocks = [
    #", "horizon": {}, "harness": {}, "fixed": {}, "demand": {}, "learning": {}, "planned": {}, "gates": [], "correlations": [], "models": {}, "assumptions": {}"#,
    #", "note": "n", "source": "s", "horizon": { "note": "n" }, "planned": { "note": "n" }"#,
    #", "value": { "revenue": { "uplift": 0.02, "averageTransactionValue": 40 } }"#,
    #", "value": { "retention": { "retainedPerUnit": 0.001, "lifetimeValueDelta": 300 }, "note": "n" }"#,
    #", "value": { "premium": { "subscriptionPrice": { "p5": 8, "p95": 12 } } }"#,
    #", "learning": { "promptTokensPerMonth": { "p5": -0.05, "p95": 0.01 }, "untilMonth": 0 }"#,
    #", "demand": { "growthPerYear": { "p5": -0.1, "p95": 0.5 }, "hourProfile": "consumer", "peakToMean": 2, "burstiness": { "p5": 0.2, "p95": 0.4 } }"#,
    #", "demand": { "hourProfile": [0, 0, 0, 0, 0, 0, 1, 1, 2, 4, 4, 3.5, 3, 4, 4, 4, 3, 2, 1, 1, 1, 0.5, 0, 0] }"#,
    #", "horizon": { "start": "2027-01-04" }, "demand": { "seasonality": [1, 1, 1, 1, 1, 1, 0.5, 0.5, 1, 1, 1.5, 1.5] }"#,
    #", "shadowShare": { "p5": 0.05, "p95": 0.3 }, "background": {}"#,
    #", "background": { "sync": { "runsPerWeek": { "p5": 100, "p95": 300 }, "until": 4, "note": "n" } }"#,
    #", "demand": { "weeklyNoise": 0.1, "autocorrelation": { "p5": 0.2, "p95": 0.6 } }"#,
  ]
}

@Suite struct ValidInputTests {
  @Test(arguments: ValidInputs.all)
  func validInputDecodes(_ text: String) {
    let decoded = Fixture.decode(text)
    #expect(decoded.scenario != nil)
    #expect(decoded.diagnostics.filter { $0.severity == .error } == [])
  }
}
