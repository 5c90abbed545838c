extension Listing {
  /// For the terminal, at most 100 columns wide.
  package func text(style: TextStyle = .plain) -> String {
    var page = TextPage(style: style)
    page.headline(headline.printable, tone: tone)
    for table in tables where !table.rows.isEmpty {
      page.section(table.title)
      var text = TextTable(
        table.columns.enumerated().map { position, column in
          let isLast = position == table.columns.count - 1
          return TextTable.Column(
            column.title, column.isNumber ? .right : .left, gap: 2,
            overflow: column.isNumber ? .keep : isLast ? .wrap : .shorten)
        })
      for row in table.rows { text.add(row.map { TextTable.Cell($0.printable) }) }
      page.table(text)
    }
    for remark in remarks where !remark.sentences.isEmpty {
      page.section(remark.title)
      for sentence in remark.sentences { page.paragraph(sentence.printable) }
    }
    return page.text
  }

  package var markdown: String {
    var page = MarkdownPage()
    page.add("**\(MarkdownPage.escaped(headline))**")
    for table in tables where !table.rows.isEmpty {
      page.heading(table.title)
      page.table(
        table.columns.map { MarkdownPage.escaped($0.title) },
        table.rows.map { $0.map(MarkdownPage.escaped) },
        textColumns: table.columns.prefix { !$0.isNumber }.count)
    }
    for remark in remarks where !remark.sentences.isEmpty {
      page.heading(remark.title)
      page.add(remark.sentences.map { "- \(MarkdownPage.escaped($0))" }.joined(separator: "\n"))
    }
    return page.text
  }

  package var csv: String {
    var table = CSVTable(records[0])
    for record in records.dropFirst() { table.add(record) }
    return table.text
  }

  package var json: String { document.text }

  private var tone: Tone {
    switch mood {
    case .neutral: .strong
    case .good: .good
    case .bad: .bad
    }
  }
}
