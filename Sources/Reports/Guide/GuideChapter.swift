/// A chapter of the FinOps-for-AI guide, and what serves it here.
///
/// - Source: FinOps-for-AI guide; its chapters in its order.
package struct GuideChapter: Sendable {
  package let part: String
  package let title: String
  /// Commands, without `cogcast` before them.
  package let commands: [String]
  /// What they do for the chapter, and what they do not.
  package let note: String

  package static let all: [GuideChapter] = [
    GuideChapter(
      part: "basics", title: "Why the cost of AI is hard to plan",
      commands: ["estimate", "explain", "guide check"],
      note:
        "the bridge from the spreadsheet's number to the forecast, effect by effect, and the formula of"
        + " each; the guide's printed figures, forecast anew"),
    GuideChapter(
      part: "phase 1", title: "Visibility: metadata on every request",
      commands: ["metadata check", "metadata snippet"],
      note: "what a log lacks by requests and by cost, and the code that adds it"),
    GuideChapter(
      part: "phase 1", title: "Visibility: cost as it arises", commands: ["prices charge"],
      note: "prices the log of a gateway or of traces record by record; it is no gateway itself"),
    GuideChapter(
      part: "phase 2", title: "Unit economics: cost in three layers", commands: ["estimate"],
      note: "model, harness and fixed cost per unit"),
    GuideChapter(
      part: "phase 2", title: "Unit economics: value, margin, return, payback",
      commands: ["estimate", "gate"],
      note: "four ways to say what a unit is worth; conditions on margin and payback"),
    GuideChapter(
      part: "phase 2", title: "Unit economics: followed week by week", commands: ["track"],
      note:
        "a log's weeks against the forecast's band, by volume and by unit cost; whether unit cost has"
        + " improved over 8 to 12 weeks, and how slow an improvement would show"),
    GuideChapter(
      part: "phase 3", title: "Choosing and routing models",
      commands: ["compare", "optimize", "advise", "prices list"],
      note:
        "strategies on the same random numbers, the best of declared choices, and what cheaper models"
        + " would save"),
    GuideChapter(
      part: "phase 3", title: "Prompts, output limits and memory",
      commands: ["validate", "sensitivity", "diff", "advise"],
      note:
        "which length matters, calls without a limit, what a change of the prompt costs and what a"
        + " shorter one, a limit and a bounded history would save"),
    GuideChapter(
      part: "phase 3", title: "Caching", commands: ["estimate", "gate", "advise"],
      note:
        "hit rates from traffic; the rule `cache` of a policy says where a cache saves; what caches of"
        + " prompts, answers and embeddings would save"),
    GuideChapter(
      part: "phase 3", title: "Use without need, retries", commands: ["estimate", "advise"],
      note:
        "background work, bypass and retries, each with its own line; what plain code and fewer"
        + " attempts would save"),
    GuideChapter(
      part: "phase 4", title: "Budgets and alerts by feature", commands: ["policy draft", "gate"],
      note: "lines by minute, hour and day from the forecast's bands; budgets in CI"),
    GuideChapter(
      part: "phase 4", title: "Estimates, tags, approved models, escalation",
      commands: ["gate", "policy draft"],
      note: "an organisation's policy, held against every change"),
    GuideChapter(
      part: "phase 4", title: "Shadow AI", commands: ["estimate", "policy draft"],
      note: "a share of use that nobody tracks as a line of its own, and the list of an audit"),
    GuideChapter(
      part: "anti-patterns", title: "1. Zombie features",
      commands: ["patterns", "estimate"],
      note: "background work that goes on while use falls, in a forecast and in a log"),
    GuideChapter(
      part: "anti-patterns", title: "2. Debt of changing technology",
      commands: ["patterns", "estimate"],
      note: "commitments that a scenario lists, and what of them is idle; accounts are not searched"
    ),
    GuideChapter(
      part: "anti-patterns", title: "3. Agents in loops",
      commands: ["patterns", "estimate", "advise", "policy draft", "guide check"],
      note:
        "tokens over those of the design, and runaway requests of a log; loops, validation and"
        + " retries multiply in the forecast; minutes until an alert"),
    GuideChapter(
      part: "anti-patterns", title: "4. Data between regions",
      commands: ["patterns", "estimate", "advise", "guide check"],
      note: "flows between the regions of a feature, their share of its cost; what one region saves"
    ),
    GuideChapter(
      part: "anti-patterns", title: "5. Each unit at a loss",
      commands: ["patterns", "estimate", "gate", "track", "guide check"],
      note:
        "a loss that grows with use, in a forecast and in a log; margin per unit with its band, the"
        + " volume that breaks even"),
    GuideChapter(
      part: "readiness", title: "Readiness assessment", commands: ["assess"],
      note: "thirteen items, filled in by scenario, policy and log where they show it"),
    GuideChapter(
      part: "agents", title: "Cost data for agents", commands: ["schema"],
      note:
        "every report as JSON that keeps to a published schema; there is no server that agents ask"
    ),
    GuideChapter(
      part: "agents", title: "Memory with a budget", commands: ["estimate", "optimize", "advise"],
      note:
        "windows, summaries and long-term memory, each with its tokens, and a token budget a session"
    ),
    GuideChapter(
      part: "agents", title: "Policies instead of actions", commands: ["policy draft"],
      note: "drafts for people, which notify and change nothing"),
  ]
}

/// The chapters as a report.
package enum GuideReport {
  package static let schema = "cogcast.guide/1"

  package static func listing(version: String) -> Listing {
    let chapters = GuideChapter.all
    return Listing(
      headline: "\(chapters.count) chapters of the FinOps-for-AI guide, and what serves each.",
      tables: [
        Listing.Table(
          "Chapters", [.init("part"), .init("chapter"), .init("command")],
          chapters.map { [$0.part, $0.title, $0.commands.joined(separator: ", ")] })
      ],
      remarks: [Listing.Remarks("What they do", chapters.map { "\($0.title): \($0.note)." })],
      records: [["part", "chapter", "commands", "note"]]
        + chapters.map { [$0.part, $0.title, $0.commands.joined(separator: "; "), $0.note] },
      document: [
        "schema": .string(schema), "version": .string(version),
        "chapters": .array(
          chapters.map {
            [
              "part": .string($0.part), "title": .string($0.title),
              "commands": .array($0.commands.map(JSONValue.string)), "note": .string($0.note),
            ]
          }),
      ])
  }
}

extension ReportSchema {
  /// Of what `cogcast guide` writes.
  package static var guide: String {
    plainDocument(
      GuideReport.schema,
      [
        SchemaMember(
          "chapters",
          .list(
            SchemaMember.object([
              SchemaMember("part", .anyString), SchemaMember("title", .anyString),
              SchemaMember("commands", .list(.anyString), "empty where nothing serves it"),
              SchemaMember("note", .anyString),
            ])))
      ])
  }
}
