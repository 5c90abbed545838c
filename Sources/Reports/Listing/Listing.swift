/// A report of words and tables that every format writes from the same cells; only JSON has a structure
/// of its own.
package struct Listing: Sendable {
  /// How the opening sentence is meant.
  package enum Mood: Sendable { case neutral, good, bad }

  package struct Column: Sendable {
    package let title: String
    package let isNumber: Bool

    package init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  /// A table under a title.
  package struct Table: Sendable {
    package let title: String
    package let columns: [Column]
    package let rows: [[String]]

    /// - Precondition: Every row has a cell for each column.
    package init(_ title: String, _ columns: [Column], _ rows: [[String]]) {
      precondition(rows.allSatisfy { $0.count == columns.count }, "cells and columns")
      self.title = title
      self.columns = columns
      self.rows = rows
    }
  }

  /// Sentences under a title.
  package struct Remarks: Sendable {
    package let title: String
    package let sentences: [String]

    package init(_ title: String, _ sentences: [String]) {
      self.title = title
      self.sentences = sentences
    }
  }

  /// One sentence.
  package let headline: String
  package let mood: Mood
  package let tables: [Table]
  package let remarks: [Remarks]
  /// The rows for programs, with all digits: the first is the head.
  package let records: [[String]]
  package let document: JSONValue

  /// - Precondition: All records are as long as the first.
  package init(
    headline: String, mood: Mood = .neutral, tables: [Table], remarks: [Remarks],
    records: [[String]], document: JSONValue
  ) {
    precondition(!records.isEmpty, "the first record is the head")
    self.headline = headline
    self.mood = mood
    self.tables = tables
    self.remarks = remarks
    self.records = records
    self.document = document
  }
}
