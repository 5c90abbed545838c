extension PriceSheet {
  /// For the terminal.
  package func text(style: TextStyle) -> String {
    var page = headline.printable + "\n"
    if !rows.isEmpty {
      var table = TextTable(
        columns.map {
          TextTable.Column(Self.words($0.name), $0.isNumber ? .right : .left, gap: 2)
        })
      for row in rows {
        table.add(row.map { TextTable.Cell(Self.written($0).printable) })
      }
      page += "\n" + table.lines(style: style).joined(separator: "\n") + "\n"
    }
    if !remarks.isEmpty {
      page += "\n" + remarks.map { "  " + $0.printable }.joined(separator: "\n") + "\n"
    }
    return page
  }

  /// One object: the facts, then `rows`.
  package var json: String {
    let members: [(String, JSONValue?)] =
      [("schema", .string(schema))] + facts.map { ($0.name, $0.value) } + [
        (
          "rows",
          .array(
            rows.map { row in
              .object(zip(columns, row).map { ($0.name, Self.value($1)) })
            })
        ),
        ("remarks", remarks.isEmpty ? nil : .array(remarks.map { .string($0) })),
      ]
    return JSONValue.object(members).text
  }

  /// The rows.
  package var csv: String {
    var table = CSVTable(columns.map(\.name))
    for row in rows {
      table.add(
        row.map { cell in
          switch cell {
          case .text(let text): text
          case .number(let value), .share(let value): CSVTable.number(value)
          case .empty: ""
          }
        })
    }
    return table.text
  }

  package var markdown: String {
    var page = MarkdownPage()
    page.add("**\(MarkdownPage.escaped(headline))**")
    if !rows.isEmpty {
      page.table(
        columns.map { Self.words($0.name) },
        rows.map { $0.map { MarkdownPage.escaped(Self.written($0)) } },
        textColumns: columns.prefix { !$0.isNumber }.count)
    }
    if !remarks.isEmpty {
      page.add(remarks.map { "- \(MarkdownPage.escaped($0))" }.joined(separator: "\n"))
    }
    return page.text
  }

  private static func value(_ cell: Cell) -> JSONValue? {
    switch cell {
    case .text(let text): .string(text)
    case .number(let value), .share(let value): .number(value)
    case .empty: nil
    }
  }

  private static func written(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .number(let value): JSONValue.decimal(value)
    case .share(let value):
      (value > 0 ? "+" : "") + Numerals.fixed(100 * value, decimals: 1) + " %"
    case .empty: "–"
    }
  }

  /// `cacheRead` as "cache read".
  private static func words(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      text += letter.isUppercase ? " " + letter.lowercased() : String(letter)
    }
  }
}
