import Reports
import Scenarios
import Simulation
import Summaries

/// The sample with costs of any size and names of eighty characters.
enum Extreme {
  static let name = String(repeating: "eighty", count: 14).prefix(80).description
  static let words = String(repeating: "支援 assistant ", count: 8) + "end"

  static func forecast(scale: Double, named name: String = name) -> Forecast {
    let sample = Sample.forecast
    let path = "segments.\(name).sessionsPerUserPerWeek"
    return Forecast(
      run: run(named: name), strategy: name, metrics: scaled(sample.metrics, by: scale),
      months: sample.months.map {
        Forecast.Month(
          number: $0.number, start: $0.start, isPartial: $0.isPartial,
          metrics: scaled($0.metrics, by: scale))
      }, weeks: [], unitEconomics: scaled(unitEconomics, by: scale),
      breakdown: sample.breakdown.map { table in
        Forecast.BreakdownTable(
          dimension: table.dimension,
          parts: [Forecast.Part(name: name, cost: scaled(12_345.678, by: scale), share: 1)])
      }, shares: sample.shares,
      spreadsheet: Forecast.Spreadsheet(total: 6_000 * scale, month: 2_600 * scale),
      bridge: sample.bridge.map {
        Forecast.Rung(
          effect: $0.effect, label: $0.label, amount: scaled($0.amount.value, by: scale),
          month: $0.month * scale)
      },
      drivers: Forecast.DriverTable(
        method: sample.drivers.method, explained: 0.9, noise: 0.02,
        drivers: [0.8, -0.5, 0.001].map {
          Forecast.Driver(
            path: path, coefficient: $0, effect: scaled(-12_345.678 * $0, by: scale), source: nil)
        }), gates: [gate(named: name)], warnings: sample.warnings,
      notes: [EngineNote(kind: .path, message: "workflow \(name): closed form")])
  }

  static func comparison(scale: Double, named name: String = name) -> ForecastComparison {
    func side(_ mark: String, _ subject: Int, _ factor: Double) -> ForecastComparison.Side {
      ForecastComparison.Side(
        label: name + mark, subject: subject, strategy: name + mark, isInUse: mark == "1",
        latencyClass: mark == "1" ? .realtime : nil, metrics: scaled(Sample.metrics, by: factor))
    }
    func subject(_ label: String) -> ForecastComparison.Subject {
      ForecastComparison.Subject(
        label: label, file: "\(label).json", run: run(named: name), gates: [gate(named: name)],
        warnings: [], notes: [EngineNote(kind: .path, message: "workflow \(name): closed form")])
    }
    return ForecastComparison(
      subjects: [subject(name + "a"), subject(name + "b")],
      sides: [side("1", 0, scale), side("2", 0, scale / 3), side("3", 1, scale / 2)],
      pairs: [("1", "2"), ("1", "3"), ("2", "3")].map { first, second in
        ForecastComparison.Pair(
          first: name + first, second: name + second,
          differences: Sample.comparison.pairs[0].differences.map {
            let band = MetricBand($0.metric, $0.band)
            return Sample.difference(
              $0.metric, scaled([band], by: -scale)[0].band, cheaper: 0.4)
          })
      },
      notes: [EngineNote(kind: .selection, message: "The units differ (\(name), other).")])
  }

  static func check(scale: Double, named name: String = name) -> GateCheck {
    let forecast = forecast(scale: scale, named: name)
    return GateCheck(
      file: "\(name).json", base: nil, run: run(named: name), strategy: name,
      headline: forecast.headline, bands: forecast.metrics, gates: [gate(named: name)],
      warnings: [], notes: [])
  }

  private static let unitEconomics = [
    MetricBand(name: "inference.perUnit", unit: .dollarsPerUnit, band: Sample.band(0.0091234)),
    MetricBand(name: "fixed.perUnit", unit: .dollarsPerUnit, band: Sample.band(0.0002)),
    MetricBand(name: "value.perUnit", unit: .dollarsPerUnit, band: Sample.band(-4.2)),
    MetricBand(name: "breakEven.unitsPerMonth", unit: .units, band: Sample.band(123_456.7)),
    MetricBand(name: "npv", unit: .dollars, band: Sample.band(-1_234_567.8)),
  ]

  private static func run(named name: String) -> RunRecord {
    let run = Sample.run
    return RunRecord(
      version: run.version, scenario: name, unit: name,
      attribution: [Attribution.Field(name: "feature", value: name)], horizon: run.horizon,
      book: run.book, seed: run.seed, method: run.method, trials: run.trials,
      randomisations: run.randomisations)
  }

  private static func gate(named name: String) -> GateLine {
    GateLine(
      expression: "p95(cost.month{segment:\(name)}) <= 5000", location: nil, verdict: .fail,
      measured: nil, interval: nil, confidence: 0.99, limit: 5_000, month: nil,
      selection: "segment \(name), each full month, 1 to 12, strategy \(name), in use",
      sentence: "The P95 of cost.month{segment:\(name)} is $8,000: <= $5,000 does not hold.")
  }

  private static func scaled(_ metrics: [MetricBand], by factor: Double) -> [MetricBand] {
    metrics.map { metric in
      let scales = metric.unit != .months && metric.unit != .fraction
      return scales
        ? MetricBand(
          name: metric.name, unit: metric.unit,
          band: Band(
            mean: metric.band.mean.map { scaled($0.value, by: factor) },
            quantiles: metric.band.quantiles.map {
              Band.Quantile(
                probability: $0.probability, estimate: scaled($0.estimate.value, by: factor))
            }, omitted: metric.band.omitted)) : metric
    }
  }

  /// With an error of a few percent.
  private static func scaled(_ value: Double, by factor: Double) -> Estimate {
    Estimate(value: value * factor, error: value.magnitude * factor.magnitude * 0.0345)
  }
}
