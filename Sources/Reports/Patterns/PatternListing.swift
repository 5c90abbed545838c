import Governance
import Summaries

/// The five anti-patterns in a forecast or a log, for every format.
package enum PatternListing {
  package static let schema = "cogcast.patterns/1"

  package static func headline(_ document: PatternDocument) -> String {
    let there = document.findings.filter { [.present, .likely].contains($0.verdict) }
    let possible = document.findings.count { $0.verdict == .possible }
    let name = document.scenario.map { "\($0.scenario): " } ?? ""
    let others = possible > 0 ? "; \(possible) more possible" : ""
    guard !there.isEmpty else {
      return "\(name)none of the five anti-patterns is likely\(others)."
    }
    let words = there.map { "\($0.pattern.title) (\($0.face.rawValue), \(probability($0)))" }
    return "\(name)\(words.joined(separator: ", "))\(others)."
  }

  package static func listing(_ document: PatternDocument) -> Listing {
    let findings = document.findings
    return Listing(
      headline: headline(document),
      mood: findings.contains { [.present, .likely].contains($0.verdict) } ? .bad : .good,
      tables: [PatternFinding.Face.forecast, .log].map { face in
        table(face, findings.filter { $0.face == face })
      } + [signals(findings.filter { !$0.signals.isEmpty })],
      remarks: [
        Listing.Remarks(
          "What to do",
          findings.filter { [.present, .likely, .possible].contains($0.verdict) }
            .reduce(into: [String]()) { lines, finding in
              let line = "\(finding.pattern.title): \(finding.pattern.advice)."
              if !lines.contains(line) { lines.append(line) }
            }),
        Listing.Remarks(
          "What is not seen",
          findings.compactMap { finding in
            finding.remark.map {
              "\(finding.pattern.title), \(finding.face.rawValue): \($0)."
            }
          }),
        Listing.Remarks(
          "How it is measured",
          AntiPattern.allCases.map {
            "\($0.title): \($0.measure); from \(threshold($0)) on (\($0.thresholdSource))."
          }),
        Listing.Remarks("How this was computed", how(document)),
      ],
      records: records(findings), document: json(document))
  }

  private static func table(
    _ face: PatternFinding.Face, _ findings: [PatternFinding]
  ) -> Listing.Table {
    Listing.Table(
      face == .forecast ? "In the forecast" : "In the log",
      [
        .init("verdict"), .init("pattern"), .init("probability", isNumber: true),
        .init(face == .forecast ? "first week P10–P50–P90" : "from week", isNumber: true),
      ],
      findings.map { finding in
        let weeks = finding.weeks.map { weeks in
          face == .forecast ? "\(weeks.p10)–\(weeks.p50)–\(weeks.p90)" : "\(weeks.p50)"
        }
        return [
          words(finding.verdict), finding.pattern.title, probability(finding), weeks ?? "–",
        ]
      })
  }

  private static func signals(_ findings: [PatternFinding]) -> Listing.Table {
    let hasBoth = Set(findings.map(\.face)).count > 1
    return Listing.Table(
      "What shows it",
      [.init("pattern"), .init("value", isNumber: true), .init("signal")],
      findings.flatMap { finding in
        finding.signals.enumerated().map { place, signal in
          let name = finding.pattern.title + (hasBoth ? ", \(finding.face.rawValue)" : "")
          return [place == 0 ? name : "", text(signal), signal.name]
        }
      })
  }

  private static func words(_ verdict: PatternFinding.Verdict) -> String {
    verdict == .notVisible ? "not visible" : verdict.rawValue
  }

  private static func probability(_ finding: PatternFinding) -> String {
    guard let probability = finding.probability else { return "–" }
    let text = Numerals.fixed(probability.value, decimals: 3)
    guard let error = probability.error, error > 0 else { return text }
    return text + " ±" + Numerals.fixed(max(error, 0.001), decimals: 3)
  }

  private static func threshold(_ pattern: AntiPattern) -> String {
    switch pattern {
    case .zombie, .churnDebt, .dataEgress: percent(pattern.threshold)
    case .agenticLoop: times(pattern.threshold)
    case .negativeUnits: "below 0"
    }
  }

  private static func text(_ signal: PatternFinding.Signal) -> String {
    switch signal.unit {
    case .share: percent(signal.value)
    case .times: times(signal.value)
    case .count:
      Numerals.fixed(signal.value, decimals: signal.value == signal.value.rounded() ? 0 : 1)
    case .dollars:
      NumberStyle(.dollarsPerUnit, magnitude: signal.value.magnitude).text(signal.value)
    }
  }

  private static func percent(_ share: Double) -> String {
    Numerals.fixed(100 * share, decimals: 1) + " %"
  }

  private static func times(_ value: Double) -> String {
    Numerals.fixed(value, decimals: value < 10 ? 2 : 1) + "×"
  }

  private static func how(_ document: PatternDocument) -> [String] {
    var lines: [String] = []
    if let run = document.scenario {
      lines.append(
        "\(run.trials) trials, seed \(run.seed), cogcast \(document.version); the probability is the"
          + " share of trials in which the pattern is there in some week of the horizon.")
    }
    if let log = document.log {
      let left = [
        (log.invalid, "cannot be read and are left out"),
        (log.unpriced, "have no price and count as free"),
        (log.undated, "have no time and are in no week"),
      ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      lines.append(
        "\(log.records) records (\(log.format)), \(log.weeks) whole weeks"
          + (left.isEmpty ? "" : "; " + left.joined(separator: ", "))
          + "; the probability is the confidence of a test.")
    }
    return lines
  }

  private static func records(_ findings: [PatternFinding]) -> [[String]] {
    let head = [
      "pattern", "face", "verdict", "probability", "error", "weekP10", "weekP50", "weekP90",
      "signal", "value", "unit", "threshold", "thresholdSource", "remark",
    ]
    func number(_ value: Double?) -> String { value.map(CSVTable.number) ?? "" }
    return [head]
      + findings.flatMap { finding -> [[String]] in
        let opening = [
          finding.pattern.rawValue, finding.face.rawValue, finding.verdict.rawValue,
          number(finding.probability?.value), number(finding.probability?.error),
          finding.weeks.map { "\($0.p10)" } ?? "", finding.weeks.map { "\($0.p50)" } ?? "",
          finding.weeks.map { "\($0.p90)" } ?? "",
        ]
        let closing = [
          number(finding.pattern.threshold), finding.pattern.thresholdSource, finding.remark ?? "",
        ]
        guard !finding.signals.isEmpty else { return [opening + ["", "", ""] + closing] }
        return finding.signals.map {
          opening + [$0.name, number($0.value), $0.unit.rawValue] + closing
        }
      }
  }

  private static func json(_ document: PatternDocument) -> JSONValue {
    let run = document.scenario
    let members: [(String, JSONValue?)] = [
      ("schema", .string(schema)), ("version", .string(document.version)),
      ("headline", .string(headline(document))),
      ("scenario", run.map { JSONValue.string($0.scenario) }),
      ("trials", run.map { JSONValue.integer($0.trials) }),
      ("seed", run.map { JSONValue.integer(Int($0.seed)) }), ("log", document.log.map(json)),
      ("patterns", JSONValue.array(document.findings.map(json))),
    ]
    return .object(members)
  }

  private static func json(_ log: PatternDocument.Log) -> JSONValue {
    [
      "format": .string(log.format), "records": .integer(log.records),
      "invalid": .integer(log.invalid), "unpriced": .integer(log.unpriced),
      "weeks": .integer(log.weeks), "undated": .integer(log.undated),
    ]
  }

  private static func json(_ finding: PatternFinding) -> JSONValue {
    let pattern = finding.pattern
    let members: [(String, JSONValue?)] = [
      ("pattern", .string(pattern.rawValue)), ("face", .string(finding.face.rawValue)),
      ("verdict", .string(finding.verdict.rawValue)),
      ("probability", number(finding.probability?.value)),
      ("error", number(finding.probability?.error)),
      ("firstWeek", finding.weeks.map(json) ?? .null),
      ("measure", .string(pattern.measure)), ("threshold", .number(pattern.threshold)),
      ("thresholdSource", .string(pattern.thresholdSource)),
      ("signals", .array(finding.signals.map(json))), ("advice", .string(pattern.advice)),
      ("remark", finding.remark.map { JSONValue.string($0) }),
    ]
    return .object(members)
  }

  private static func json(_ weeks: PatternFinding.Weeks) -> JSONValue {
    ["p10": .integer(weeks.p10), "p50": .integer(weeks.p50), "p90": .integer(weeks.p90)]
  }

  private static func json(_ signal: PatternFinding.Signal) -> JSONValue {
    [
      "name": .string(signal.name), "value": .number(signal.value),
      "unit": .string(signal.unit.rawValue),
    ]
  }

  private static func number(_ value: Double?) -> JSONValue {
    value.map { JSONValue.number($0) } ?? .null
  }
}

extension ReportSchema {
  /// Of what `cogcast patterns` writes.
  package static var patterns: String {
    func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> JSONValue {
      ["enum": .array(Word.allCases.map { .string($0.rawValue) })]
    }
    let log = SchemaMember.object([
      SchemaMember("format", .anyString), SchemaMember("records", .count),
      SchemaMember("invalid", .count, "left out"), SchemaMember("unpriced", .count, "free"),
      SchemaMember("weeks", .count, "whole ones"),
      SchemaMember("undated", .count, "requests in no week"),
    ])
    let weeks: JSONValue = [
      "anyOf": [
        ["type": "null"],
        SchemaMember.object(["p10", "p50", "p90"].map { SchemaMember($0, .count) }),
      ]
    ]
    let finding = SchemaMember.object([
      SchemaMember("pattern", words(AntiPattern.self)),
      SchemaMember("face", ["enum": ["forecast", "log"]]),
      SchemaMember("verdict", words(PatternFinding.Verdict.self)),
      SchemaMember(
        "probability", .numberOrNull,
        "that it appears within the horizon; of a log, the confidence of a test"),
      SchemaMember("error", .numberOrNull, "Monte Carlo standard error"),
      SchemaMember("firstWeek", weeks, "over trials with the pattern, from 1"),
      SchemaMember("measure", .anyString), SchemaMember("threshold", .anyNumber),
      SchemaMember("thresholdSource", .anyString),
      SchemaMember(
        "signals",
        .list(
          SchemaMember.object([
            SchemaMember("name", .anyString), SchemaMember("value", .anyNumber),
            SchemaMember("unit", ["enum": ["share", "times", "count", "dollars"]]),
          ]))),
      SchemaMember("advice", .anyString),
      SchemaMember("remark", .anyString, "why, or what of it, is not visible", optional: true),
    ])
    return plainDocument(
      PatternListing.schema,
      [
        SchemaMember("headline", .anyString),
        SchemaMember("scenario", .anyString, "its name", optional: true),
        SchemaMember("trials", .count, optional: true),
        SchemaMember("seed", .count, optional: true),
        SchemaMember("log", log, optional: true),
        SchemaMember("patterns", .list(finding), "of the forecast, then of the log"),
      ])
  }
}
