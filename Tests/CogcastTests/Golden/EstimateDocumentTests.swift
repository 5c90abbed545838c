import Cogcast
import Foundation
import Testing

/// The numbers of an estimate agree with each other, in one format and across formats.
struct EstimateDocumentTests {
  private static let labels = ["P5", "P25", "P50", "mean", "P75", "P95", "P99"]

  @Test(arguments: GoldenReport.estimates)
  func `the components of the cost sum to the total`(report: GoldenReport) throws {
    let document = try GoldenDocument(report)
    let total = try document.number("mean", of: "cost.total").value
    for (dimension, parts) in try document.object("breakdown") {
      let costs = try #require(parts as? [String: Any]).values.map {
        try #require(GoldenDocument.Number($0)).value
      }
      expectEqual(costs.reduce(0, +), total, dimension)
    }
    let layers = try ["cost.inference", "cost.harness", "cost.fixed"].map {
      try document.number("mean", of: $0).value
    }
    expectEqual(layers.reduce(0, +), total, "layers")
    for (period, metric) in [("weeks", "cost.week"), ("months", "cost.month")] {
      let costs = try document.objects(period).map {
        try #require(GoldenDocument.number("mean", of: metric, in: $0["metrics"])).value
      }
      expectEqual(costs.reduce(0, +), total, period)
    }
    let months = try Double(document.objects("months").count)
    expectEqual(try document.number("mean", of: "cost.month").value * months, total, "cost.month")
  }

  @Test(arguments: GoldenReport.estimates)
  func `the bridge leads from the spreadsheet to the mean`(report: GoldenReport) throws {
    let document = try GoldenDocument(report)
    let rungs = try document.objects("bridge")
    let amounts = rungs.compactMap { $0["amount"] as? Double }
    #expect(amounts.first == document.members["spreadsheet"] as? Double)
    expectEqual(
      amounts.reduce(0, +), try document.number("mean", of: "cost.total").value, "amounts")
    expectEqual(
      rungs.compactMap { $0["month"] as? Double }.reduce(0, +),
      try document.number("mean", of: "cost.month").value, "months")
  }

  @Test(arguments: GoldenReport.estimates)
  func `layers of a unit sum to its cost, and what is earned less two of them is the margin`(
    report: GoldenReport
  ) throws {
    let document = try GoldenDocument(report)
    func mean(_ name: String) throws -> Double { try document.number("mean", of: name).value }
    let (inference, harness) = (try mean("inference.perUnit"), try mean("harness.perUnit"))
    expectEqual(
      inference + harness + (try mean("fixed.perUnit")), try mean("cost.perUnit"), "layers")
    guard try document.object("unitEconomics")["value.perUnit"] != nil else {
      #expect(try document.object("metrics")["margin.perUnit"] == nil)
      return
    }
    expectEqual(
      try mean("value.perUnit") - inference - harness, try mean("margin.perUnit"), "margin")
  }

  @Test(arguments: GoldenReport.estimates)
  func `shares of the variance sum to one`(report: GoldenReport) throws {
    let shares = try #require(GoldenDocument(report).object("shares") as? [String: Double])
    func share(_ name: String) throws -> Double { try #require(shares[name]) }
    expectEqual(try share("uncertainty") + (try share("variability")), 1, "all")
    expectEqual(try share("demand") + (try share("request")), try share("variability"), "chance")
  }

  /// Row by row: average month, last month, total, cost of a unit, each with its error.
  @Test(arguments: GoldenReport.estimates)
  func `the text prints the numbers of the JSON`(report: GoldenReport) throws {
    let document = try GoldenDocument(report)
    let lines = report.golden(.text).split(separator: "\n")
    let lastMonth = try #require(document.objects("months").last)["metrics"]
    for label in Self.labels {
      let row = try #require(lines.first { $0.hasPrefix("  \(label) ") })
      let printed = row.matches(of: /\$([0-9,.]+) ±(<?[0-9,.]+)/)
      let numbers = [
        try document.number(label, of: "cost.month"),
        try #require(GoldenDocument.number(label, of: "cost.month", in: lastMonth)),
        try document.number(label, of: "cost.total"),
        try document.number(label, of: "cost.perUnit"),
      ]
      #expect(printed.count == numbers.count, "\(row)")
      for (text, number) in zip(printed, numbers) {
        #expect(shows(text.1, number.value), "\(row): \(number)")
        if text.2.hasPrefix("<") {
          #expect(number.error < (Double(text.2.dropFirst()) ?? 0) / 2, "\(row): \(number)")
        } else {
          #expect(shows(text.2, number.error), "\(row): \(number)")
        }
      }
    }
  }

  @Test(arguments: GoldenReport.estimates)
  func `the Markdown prints the numbers of the JSON`(report: GoldenReport) throws {
    let document = try GoldenDocument(report)
    let rows = [("average month", "cost.month"), ("in total", "cost.total")]
    for (title, metric) in rows {
      let row = try #require(
        report.golden(.markdown).split(separator: "\n").first { $0.hasPrefix("| \(title) |") })
      let printed = row.matches(of: /\$([0-9,.]+) ±/)
      #expect(printed.count == Self.labels.count)
      for (text, label) in zip(printed, Self.labels) {
        let number = try document.number(label, of: metric)
        #expect(shows(text.1, number.value), "\(row): \(label) \(number)")
      }
    }
  }

  @Test(arguments: GoldenReport.estimates)
  func `the CSV has the numbers of the JSON`(report: GoldenReport) throws {
    let document = try GoldenDocument(report)
    let rows = report.golden(.csv).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    var checked = 0
    for row in rows where row[0] == "metric" || row[0] == "unitEconomics" {
      let label =
        row[4] == "mean"
        ? "mean" : "P\(Int((try #require(Double(row[5])) * 100).rounded()))"
      guard let value = Double(row[6]), value.isFinite else {
        #expect(row[6] == "inf")
        continue
      }
      let number = try document.number(label, of: String(row[1]))
      // JSONSerialization may read the last bit wrong.
      expectEqual(value, number.value, to: 1e-15, row.joined(separator: ","))
      expectEqual(try #require(Double(row[7])), number.error, to: 1e-15, row.joined(separator: ","))
      checked += 1
    }
    #expect(checked > 80)
  }

  @Test(.enabled(if: SchemaValidator.isAvailable), arguments: GoldenReport.all)
  func `a document satisfies the schema that is published`(report: GoldenReport) throws {
    let schema = "scenarios/schemas/\(report.command.rawValue).schema.json"
    #expect(
      try SchemaValidator.findings(
        of: report.file(.json), schema: Repository.root.appending(path: schema)) == "")
  }

  /// - Parameter slack: Relative to the larger.
  private func expectEqual(
    _ value: Double, _ expected: Double, to slack: Double = 1e-9, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isClose = abs(value - expected) <= slack * max(abs(value), abs(expected))
    #expect(value == expected || isClose, "\(what)", sourceLocation: sourceLocation)
  }

  /// Whether digits are the number rounded to them.
  private func shows(_ digits: Substring, _ number: Double) -> Bool {
    let plain = digits.replacing(",", with: "")
    let decimals = plain.firstIndex(of: ".").map {
      plain.distance(from: $0, to: plain.endIndex) - 1
    }
    let half = 0.5 * pow(10, -Double(decimals ?? 0))
    return Double(plain).map { abs($0 - number) <= half * (1 + 1e-9) } ?? false
  }
}
