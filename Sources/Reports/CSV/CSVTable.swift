import Summaries

/// Rows of comma-separated values: one number a row, so that every tool reads and filters it.
///
/// - Source: RFC 4180.
package struct CSVTable {
  private(set) var text: String
  private let width: Int

  init(_ columns: [String]) {
    width = columns.count
    text = columns.joined(separator: ",") + "\n"
  }

  /// - Precondition: One field for each column.
  mutating func add(_ fields: [String]) {
    precondition(fields.count == width, "\(fields.count) fields, \(width) columns")
    text += fields.map(Self.field).joined(separator: ",") + "\n"
  }

  /// Quoted where a comma, a quote or a line end would break it.
  package static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// The shortest decimal that reads back to the same double; `inf` beyond every bound, empty for
  /// an unknown number.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "" }
    return value.isFinite ? JSONValue.decimal(value) : value > 0 ? "inf" : "-inf"
  }
}

extension CSVTable {
  /// What was run and how, the same in every row: tables of several runs can be put below each other.
  static let runColumns = [
    "scenario", "seed", "method", "trials", "book", "bookDate", "bookDigest", "version",
  ]

  /// The fields below ``runColumns``.
  static func fields(of run: RunRecord) -> [String] {
    [
      run.scenario, String(run.seed), run.method.rawValue, String(run.trials), run.book.name,
      run.book.asOf, run.book.digest, run.version,
    ]
  }
}

/// The numbers of a report by section, name and place, with their statistic, error and unit.
struct CSVNumbers {
  private var table: CSVTable
  /// What was run for the rows that follow.
  var run: RunRecord
  private let strategy: [String]

  /// - Parameter strategy: The one that all rows are about, where they are about one.
  init(_ run: RunRecord, strategy: String? = nil, hasStrategy: Bool = false) {
    self.run = run
    self.strategy = hasStrategy ? [strategy ?? ""] : []
    table = CSVTable(
      ["section", "name", "index", "date", "statistic", "p", "value", "error", "unit"]
        + (hasStrategy ? ["strategy"] : []) + CSVTable.runColumns)
  }

  var text: String { table.text }

  /// - Parameters:
  ///   - statistic: `mean`, `quantile` or what else the number is.
  ///   - error: Monte Carlo standard error; `nil` for a number that has none.
  mutating func add(
    _ section: String, _ name: String, index: Int? = nil, date: String = "", statistic: String,
    p: Double? = nil, value: Double, error: Double? = nil, unit: String
  ) {
    let number = [
      section, name, index.map(String.init) ?? "", date, statistic,
      p.map(CSVTable.number) ?? "", CSVTable.number(value), error.map(CSVTable.number) ?? "", unit,
    ]
    table.add(number + strategy + CSVTable.fields(of: run))
  }

  mutating func add(
    _ section: String, _ name: String, index: Int? = nil, date: String = "",
    statistic: String = "mean", _ estimate: Estimate, unit: String
  ) {
    add(
      section, name, index: index, date: date, statistic: statistic, value: estimate.value,
      error: estimate.error, unit: unit)
  }

  /// The mean and every quantile of a band.
  mutating func add(
    _ section: String, _ metric: MetricBand, index: Int? = nil, date: String = "",
    name: String? = nil
  ) {
    let (name, unit) = (name ?? metric.name, metric.unit.rawValue)
    if let mean = metric.band.mean {
      add(section, name, index: index, date: date, mean, unit: unit)
    }
    for quantile in metric.band.quantiles {
      add(
        section, name, index: index, date: date, statistic: "quantile",
        p: quantile.probability, value: quantile.estimate.value, error: quantile.estimate.error,
        unit: unit)
    }
  }
}
