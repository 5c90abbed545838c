/// A chapter of the FinOps-for-AI guide, and what serves it here.
///
/// - Source: FinOps-for-AI guide; its chapters in its order.
package struct GuideChapter: Sendable {
  package let part: String
  package let title: String
  /// Commands, without `cogcast` before them; empty where none serves it.
  package let commands: [String]
  /// What they do for the chapter, or what is missing.
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
      part: "anti-patterns", title: "1. Zombie features", commands: ["estimate"],
      note: "background work is forecast; a running zombie is not detected from logs"),
    GuideChapter(
      part: "anti-patterns", title: "2. Debt of changing technology", commands: [],
      note: "needs an inventory of resources"),
    GuideChapter(
      part: "anti-patterns", title: "3. Agents in loops",
      commands: ["estimate", "advise", "policy draft", "guide check"],
      note:
        "loops, validation and retries multiply in the forecast; what limits would save; minutes until"
        + " an alert"),
    GuideChapter(
      part: "anti-patterns", title: "4. Data between regions",
      commands: ["estimate", "advise", "guide check"],
      note: "egress of the harness by its price a gigabyte; what one region would save"),
    GuideChapter(
      part: "anti-patterns", title: "5. Each unit at a loss",
      commands: ["estimate", "gate", "guide check"],
      note: "margin per unit with its band, the volume that breaks even"),
    GuideChapter(
      part: "readiness", title: "Readiness assessment", commands: ["assess"],
      note: "thirteen items, filled in by scenario, policy and log where they show it"),
    GuideChapter(
      part: "agents", title: "Cost data for agents", commands: [],
      note: "no server that agents can ask; every report is JSON with a schema"),
    GuideChapter(
      part: "agents", title: "Memory with a budget", commands: ["estimate", "optimize", "advise"],
      note: "windows, summaries and long-term memory, each with its tokens"),
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
    let served = chapters.count { !$0.commands.isEmpty }
    return Listing(
      headline:
        "\(served) of \(chapters.count) chapters of the FinOps-for-AI guide have a command.",
      tables: [
        Listing.Table(
          "Chapters", [.init("part"), .init("chapter"), .init("command")],
          chapters.map {
            [$0.part, $0.title, $0.commands.isEmpty ? "–" : $0.commands.joined(separator: ", ")]
          })
      ],
      remarks: [
        Listing.Remarks(
          "What they do",
          chapters.filter { !$0.commands.isEmpty }.map { "\($0.title): \($0.note)." }),
        Listing.Remarks(
          "Not served yet", chapters.filter(\.commands.isEmpty).map { "\($0.title): \($0.note)." }),
      ],
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
