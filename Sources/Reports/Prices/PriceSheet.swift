/// A table about prices with what is said before and after it, for every format.
package struct PriceSheet: Sendable, Equatable {
  package enum Cell: Sendable, Equatable {
    case text(String)
    case number(Double)
    /// A fraction, shown in percent.
    case share(Double)
    case empty
  }

  package struct Column: Sendable, Equatable {
    /// As JSON and CSV call it; people read it with blanks.
    package let name: String
    package let isNumber: Bool

    package init(_ name: String, isNumber: Bool = false) {
      self.name = name
      self.isNumber = isNumber
    }
  }

  /// `cogcast.prices.list/1` and the like.
  package let schema: String
  /// One sentence.
  package let headline: String
  /// What the JSON says beside the rows, in order.
  package let facts: [(name: String, value: JSONValue)]
  package let columns: [Column]
  package let rows: [[Cell]]
  /// Lines below the table.
  package let remarks: [String]

  /// - Precondition: Every row has a cell for each column.
  package init(
    schema: String, headline: String, facts: [(name: String, value: JSONValue)],
    columns: [Column], rows: [[Cell]], remarks: [String] = []
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "cells and columns")
    self.schema = schema
    self.headline = headline
    self.facts = facts
    self.columns = columns
    self.rows = rows
    self.remarks = remarks
  }

  package static func == (lhs: PriceSheet, rhs: PriceSheet) -> Bool {
    lhs.json == rhs.json && lhs.headline == rhs.headline && lhs.remarks == rhs.remarks
  }
}
