import Governance
import Pricing
import Reports
import Scenarios
import Simulation
import Summaries

/// A small forecast made by hand: round numbers that a reader can add up.
enum Sample {
  static let run = RunRecord(
    version: "1.2.3", scenario: "Support assistant", unit: "conversation",
    attribution: [
      Attribution.Field(name: "feature", value: "support-assistant"),
      Attribution.Field(name: "team", value: "cx"),
    ],
    horizon: Horizon(start: CalendarDate("2027-01-04"), weeks: 10),
    book: RunRecord.Book(
      name: "builtin", asOf: "2026-11-01", sha256: String(repeating: "ab", count: 32)),
    seed: 1, method: .sobol, trials: 4096, randomisations: 16)

  /// P5 at half of `center`, P95 at double, errors of one percent of each.
  static func band(_ center: Double, hasMean: Bool = true, omitted: Int = 0) -> Band {
    let factors = [0.5, 0.8, 1, 1.2, 2, 3]
    func estimate(_ value: Double) -> Estimate {
      Estimate(value: value, error: value.magnitude / 100)
    }
    return Band(
      mean: hasMean ? estimate(center * 1.1) : nil,
      quantiles: zip(Band.standardProbabilities, factors).map {
        Band.Quantile(probability: $0, estimate: estimate(center * $1))
      }, omitted: omitted)
  }

  static let payback = Band(
    mean: nil,
    quantiles: zip(Band.standardProbabilities, [1.5, 1.7, 2.0, 2.1]).map {
      Band.Quantile(probability: $0, estimate: Estimate(value: $1, error: 0.01))
    }
      + [0.95, 0.99].map {
        Band.Quantile(probability: $0, estimate: Estimate(value: .infinity, error: .infinity))
      })

  static let metrics = [
    MetricBand(.costTotal, band(10_000)), MetricBand(.costMonth, band(4_000)),
    MetricBand(.costPerUnit, band(0.0123)),
    MetricBand(.costPerSuccessfulUnit, band(0.0131, omitted: 3)),
    MetricBand(.qualitySuccess, band(0.45)), MetricBand(.paybackMonths, payback),
  ]

  static func month(_ number: Int, isPartial: Bool) -> Forecast.Month {
    let cost = MetricBand(.costMonth, band(Double(number) * 2_000))
    let value = [
      MetricBand(.profitMonth, band(500)), MetricBand(.roiMonth, band(0.4)),
      MetricBand(.roiAsPrintedMonth, band(0.5)),
    ]
    return Forecast.Month(
      number: number, start: CalendarDate("2027-01-04")?.adding(days: 30 * (number - 1)),
      isPartial: isPartial, metrics: isPartial ? [cost] : [cost] + value)
  }

  static let gate = GateLine(
    expression: "p95(cost.month) <= 5000",
    location: SourceLocation(line: 31, column: 14, pointer: "/gates/0"), verdict: .fail,
    measured: Estimate(value: 8_000, error: 80), interval: 7_700...8_300, confidence: 0.995,
    limit: 5_000, month: 2, selection: "the whole feature, each full month, 1 to 2",
    sentence: "The P95 of cost.month is $8,000 in month 2.")

  static let forecast = forecast(named: run.scenario)

  /// - Parameter more: Drivers besides the two of the sample.
  static func forecast(
    named name: String = run.scenario, withDrivers more: [Forecast.Driver] = []
  ) -> Forecast {
    func part(_ name: String, _ share: Double) -> Forecast.Part {
      Forecast.Part(
        name: name, cost: Estimate(value: 11_000 * share, error: 110 * share), share: share)
    }
    let two = [part("inference", 0.75), part("harness", 0.25), part("fixed", 0)]
    return Forecast(
      run: renamed(name), strategy: "tiered", metrics: metrics,
      months: [month(1, isPartial: false), month(2, isPartial: false), month(3, isPartial: true)],
      weeks: (1...10).map {
        Forecast.Week(
          number: $0, start: CalendarDate("2027-01-04")?.adding(days: 7 * ($0 - 1)),
          cost: band(1_000))
      },
      unitEconomics: [
        MetricBand(name: "inference.perUnit", unit: .dollarsPerUnit, band: band(0.009))
      ],
      breakdown: Forecast.BreakdownTable.Dimension.allCases.map {
        Forecast.BreakdownTable(dimension: $0, parts: two)
      },
      shares: VarianceSplit(VarianceShares(uncertainty: 98, demand: 1.5, request: 0.5)),
      spreadsheet: Forecast.Spreadsheet(total: 6_000, month: 2_600),
      bridge: [
        rung("spreadsheet", 6_000), rung("turns", 7_000), rung("cache", -2_000),
        rung("retries", 0),
      ],
      drivers: Forecast.DriverTable(
        method: "standardised rank regression", explained: 0.97, noise: 0.02,
        drivers: [
          Forecast.Driver(
            path: "segments.all.sessionsPerUserPerWeek", coefficient: 0.8,
            effect: Estimate(value: 9_000, error: 90), source: nil),
          Forecast.Driver(
            path: "workflows.chat.turns.mean", coefficient: -0.3,
            effect: Estimate(value: -2_000, error: 20), source: "helpdesk export"),
        ] + more),
      gates: [gate],
      warnings: [
        Warning(
          location: SourceLocation(line: 12, column: 5, pointer: "/workflows/chat/calls/0"),
          message: "the call has no maxTokens; add one.")
      ],
      notes: [EngineNote(kind: .path, message: "Lengths on a panel of 64 points.")])
  }

  static func renamed(_ name: String) -> RunRecord {
    RunRecord(
      version: run.version, scenario: name, unit: run.unit, attribution: run.attribution,
      horizon: run.horizon, book: run.book, seed: run.seed, method: run.method,
      trials: run.trials, randomisations: run.randomisations)
  }

  private static func rung(_ effect: String, _ amount: Double) -> Forecast.Rung {
    Forecast.Rung(
      effect: effect, label: effect,
      amount: Estimate(value: amount, error: amount.magnitude / 100), month: amount * 13 / 30)
  }

  static let comparison = ForecastComparison(
    subjects: [subject("support", file: "scenarios/support.json")],
    sides: [
      ForecastComparison.Side(
        label: "all-large", strategy: "all-large", isInUse: false, metrics: metrics),
      ForecastComparison.Side(
        label: "tiered", strategy: "tiered", isInUse: true, latencyClass: .interactive,
        metrics: [
          MetricBand(.costTotal, band(5_000)), MetricBand(.costPerSuccessfulUnit, band(0.006)),
        ]),
    ],
    pairs: [
      ForecastComparison.Pair(
        first: "all-large", second: "tiered",
        differences: [
          difference(.costTotal, band(5_000), cheaper: 0.002),
          difference(.costPerSuccessfulUnit, band(0.007), cheaper: 0.004),
        ])
    ])

  static func subject(
    _ label: String, file: String, named name: String? = nil, gates: [GateLine] = [gate]
  ) -> ForecastComparison.Subject {
    ForecastComparison.Subject(
      label: label, file: file, run: renamed(name ?? run.scenario), gates: gates, warnings: [],
      notes: [])
  }

  static func difference(
    _ metric: MetricName, _ band: Band, cheaper: Double
  ) -> ForecastComparison.Difference {
    func chance(_ value: Double) -> ForecastComparison.Chance {
      ForecastComparison.Chance(
        estimate: Estimate(value: value, error: 0.001),
        interval: max(value - 0.003, 0)...min(value + 0.003, 1))
    }
    return ForecastComparison.Difference(
      metric, band: band, firstCheaper: chance(cheaper), secondCheaper: chance(1 - cheaper))
  }

  static let check = check(of: "scenarios/support.json", gates: [gate])

  static func check(of file: String, named name: String? = nil, gates: [GateLine]) -> GateCheck {
    GateCheck(
      file: file, base: nil, run: renamed(name ?? run.scenario), strategy: "tiered",
      headline: forecast.headline, bands: metrics, gates: gates, warnings: [], notes: [])
  }

  static let summary = summary([.checked(check)])

  static func summary(_ entries: [GateSummary.Entry]) -> GateSummary {
    GateSummary(
      version: run.version, policy: "cogcast.policy.json", base: "main", day: "2026-12-01",
      entries: entries)
  }
}
