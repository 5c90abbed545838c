import Scenarios

/// What is wrong with a scenario file, and what it says, for the terminal.
package enum ValidationReport {
  /// Every finding as a place and an indented message:
  ///
  ///     support.json:31:18 /workflows/chat/calls/0/output/p95
  ///       800 is below p50 (1200); raise p95 or lower p50.
  package static func text(
    _ diagnostics: [Diagnostic], file: String, style: TextStyle = .plain
  ) -> String {
    diagnostics.map { diagnostic in
      let location = diagnostic.location
      let place = "\(file):\(location.line):\(location.column)".printable
      let pointer = location.pointer.isEmpty ? "" : " " + location.pointer.printable
      let tone = diagnostic.severity == .error ? Tone.bad : .caution
      let word = diagnostic.severity == .warning ? style.paint("warning: ", .caution) : ""
      return style.paint(place, tone) + pointer + "\n  " + word + diagnostic.message.printable
        + "\n"
    }.joined()
  }
}
