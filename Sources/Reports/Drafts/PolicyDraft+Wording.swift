import Governance
import Summaries

extension PolicyDraft {
  /// What the draft is, which run its figures are of, and where each one comes from.
  var preface: [String] {
    [
      "DRAFT for human review, written by cogcast \(run.version). It notifies people; nothing in it "
        + "blocks, stops, changes or deletes anything.",
      "Scenario: \(run.scenario) (\(file)). Feature: \(feature)."
        + (team.map { " Team: \($0)." } ?? "") + (environment.map { " Environment: \($0)." } ?? ""),
      "Forecast: \(run.book.words); seed \(run.seed), \(run.trials) trials.",
    ].map(\.printable)
  }

  var figures: [String] {
    [
      "\(dollars(budget.amount)) a month needs a review by \(approver) before it is spent: "
        + "\(budget.origin).",
      "\(dollars(attention.amount)) a month is worth a look: \(attention.origin).",
      "Lines by minute \(dollars(lines.minute)), hour \(dollars(lines.hour)), day "
        + "\(dollars(lines.day)): a healthy feature exceeds each of them less than once a month. "
        + "Computed so that in a week at the P95 of its spend, \(dollars(traffic.high)) in week "
        + "\(week), the sums of the last minute, hour and day, looked at every minute, are above their "
        + "line in \(AlertLines.minutesAboveAMonth) minutes of a month in expectation; rounded up to two "
        + "digits. Sessions "
        + "arrive by the hours of the scenario, each costs \(dollars(traffic.session.mean)) on "
        + "average, and E[X²]/E[X] = \(dollars(traffic.session.noiseSize)).",
      "A loop that makes every session cost \(Numerals.fixed(detection.factor, decimals: 0)) times "
        + "as much in a week at the median, \(dollars(traffic.middle)), crosses a line after "
        + "\(minutes(detection.first.median)) in half of its starts, and after "
        + "\(minutes(detection.first.slow)) in 95 of 100 (simulated; "
        + HealthyTraffic.Window.allCases.map { window in
          "\(window.rawValue) line alone: \(minutes(detection.byWindow[window]?.median))"
        }.joined(separator: ", ") + ", each in half of its starts).",
    ].map(\.printable)
  }

  var escalation: [String] {
    [
      "Minute or hour line crossed: \(owner) looks within the hour, for a loop or a retry storm.",
      "Day line crossed, or \(dollars(attention.amount)) in a month: \(owner) explains it to "
        + "\(approver) within a working day.",
      "\(dollars(budget.amount)) in a month in sight, or unit margin falling for four weeks: "
        + "\(approver) decides about limits, models or a pause.",
    ].map(\.printable)
  }

  var approvals: [String] {
    [
      "Models that the scenario calls: \(models.joined(separator: ", ")). Any other needs an approval "
        + "by \(approver) before its first request."
    ].map(\.printable)
      + unapproved.map { "The organisation's policy does not approve \($0) now.".printable }
  }

  var shadow: [String] {
    let share =
      shadowShare.map {
        "The scenario assumes that \(MetadataCoverage.percent($0)) of the spend is seen by no gateway "
          + "(shadowShare); the lines are without it."
      }
      ?? "The scenario says nothing of untracked use; set `shadowShare` of a segment to plan for it."
    return [
      share,
      "Audit once a year: subscriptions on the marketplaces of AWS, Azure and Google Cloud.",
      "Audit once a year: expense claims and cards for charges of AI vendors that come again.",
      "Audit once a year: ask the teams which tools they use, before trusting any bill.",
    ]
  }

  /// Everything above, for formats with comments.
  var header: [(title: String?, sentences: [String])] {
    [
      (nil, preface), ("Warnings", warnings.map(\.printable)),
      ("Where the figures come from", figures),
      ("Escalation", escalation), ("Approved models", approvals), ("Shadow AI", shadow),
    ].filter { !$0.1.isEmpty }
  }

  /// The header as comment lines of at most 100 columns.
  ///
  /// - Parameter note: What the reader must know of this format.
  func comments(closing note: String) -> String {
    let sections = header + [(nil, [note])]
    return sections.map { title, sentences in
      let head = title.map { "# \($0):\n" } ?? ""
      return head
        + sentences.map { sentence in
          let lines = TextPage.wrapped(sentence, width: title == nil ? 98 : 96)
          return lines.enumerated().map { place, line in
            title == nil ? "# \(line)\n" : (place == 0 ? "# - " : "#   ") + line + "\n"
          }.joined()
        }.joined()
    }.joined(separator: "#\n")
  }

  func dollars(_ amount: Double) -> String { NumberStyle(.dollars, magnitude: amount).text(amount) }

  private func minutes(_ minutes: Int??) -> String {
    guard let found = minutes.flatMap(\.self) else {
      return "more than \(RunawayDetection.horizon / 60) hours"
    }
    return found == 1 ? "1 minute" : "\(found) minutes"
  }

  /// The feature as a name that every system takes: letters, digits and single dashes, a letter first.
  var slug: String {
    let words = feature.lowercased().unicodeScalars.map {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) ? Character($0) : "-"
    }
    let name = String(words).split(separator: "-").joined(separator: "-")
    return name.first?.isLetter == true ? name : "feature" + (name.isEmpty ? "" : "-\(name)")
  }
}
