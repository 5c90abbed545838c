import Summaries

extension MetadataCoverage {
  package static let schema = "cogcast.metadata/1"

  package var listing: Listing {
    Listing(
      headline: headline, mood: judgement.map { $0.shortfalls.isEmpty ? .good : .bad } ?? .neutral,
      tables: [
        Listing.Table(
          "Fields",
          [
            .init("field"), .init("in the minimum"), .init("requests", isNumber: true),
            .init("cost", isNumber: true), .init("lines that lack it"),
          ],
          fields.map {
            [
              $0.words, $0.isMinimum ? "yes" : "no", Self.percent($0.coverage.requests),
              $0.coverage.cost.map(Self.percent) ?? "–", Self.lines($0.lacking),
            ]
          })
      ],
      remarks: [
        Listing.Remarks("What to do", advice),
        Listing.Remarks("How it was counted", remarks),
      ], records: csvRecords, document: document)
  }

  private var headline: String {
    let dollars = NumberStyle(.dollars, magnitude: cost).text(cost)
    let requests = Self.counted(requests, "request")
    let all =
      "\(Self.percent(complete.requests)) of \(requests)"
      + (complete.cost.map { ", \(Self.percent($0)) of \(dollars)," } ?? "")
      + " say every field of the minimum"
    guard let judgement else { return all + "." }
    let asked =
      judgement.requirement.fields.map(words(of:)).joined(separator: ", ")
      + " on \(Self.percent(judgement.requirement.atLeast))"
    guard !judgement.shortfalls.isEmpty else { return "Passed: \(asked); \(all)." }
    let short = judgement.shortfalls.map {
      "\(words(of: $0.field)) is on \(Self.percent($0.requests)) of the requests"
        + ($0.cost.map { " and \(Self.percent($0)) of the cost" } ?? "")
    }
    return "Failed: required is \(asked); \(short.joined(separator: "; "))."
  }

  private func words(of field: String) -> String {
    fields.first { $0.name == field }?.words ?? field
  }

  private var advice: [String] {
    fields.filter { !$0.lacking.isEmpty }.map { $0.words.capitalisedFirst + ": " + $0.advice }
  }

  private var remarks: [String] {
    var remarks = [
      "A share of the requests counts each of them once; a share of the cost weighs them by their"
        + " price in the book \(book.name), released on \(book.asOf)."
    ]
    for model in unpriced {
      remarks.append(
        "\(Self.counted(model.requests, "request")) of \(model.model) without a price count among the"
          + " requests, and not in the cost: \(model.reason)")
    }
    if invalid > 0 {
      remarks.append("\(Self.counted(invalid, "bad record")) left out.")
    }
    if passedOver > 0 {
      remarks.append(
        "Passed over, no billed call: \(Numerals.fixed(Double(passedOver), decimals: 0)).")
    }
    return remarks
  }

  private var csvRecords: [[String]] {
    let head = [
      "field", "minimum", "requests", "cost", "lackingLines", "format", "book", "bookDate",
      "version",
    ]
    return [head]
      + fields.map {
        [
          $0.name, $0.isMinimum ? "true" : "false", CSVTable.number($0.coverage.requests),
          $0.coverage.cost.map(CSVTable.number) ?? "",
          $0.lacking.map(String.init).joined(separator: " "), format, book.name, book.asOf, version,
        ]
      }
  }

  private static func lines(_ lacking: [Int]) -> String {
    lacking.isEmpty ? "" : lacking.map(String.init).joined(separator: ", ")
  }

  /// With a decimal, and never rounded up to all or down to none.
  static func percent(_ share: Double) -> String {
    let rounded = (share * 1000).rounded() / 1000
    let shown = share < 1 && rounded >= 1 ? 0.999 : share > 0 && rounded <= 0 ? 0.001 : share
    return NumberStyle(.fraction, magnitude: shown).text(shown)
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    Numerals.fixed(Double(count), decimals: 0) + " " + noun + (count == 1 ? "" : "s")
  }
}

extension String {
  /// With its first letter in upper case.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
