import Foundation
import Scenarios
import Simulation

extension Mechanism {
  static let memory = Mechanism(
    "memory", shapes: ["workflow.memory"], "memory of a session",
    "What of the earlier turns is sent again: nothing, everything, a window, or a summary and the"
      + " latest exchanges. Under full memory turn t reads t - 1 exchanges, so that a session reads"
      + " E[T(T - 1)] / 2 of them.",
    fields: [
      .value("", nil, "What of the earlier turns is sent again"),
      .value("window.turns", "k", "Latest exchanges that are sent again"),
      .value("window.tokens", "k", "Tokens of the latest exchanges that are sent again"),
      .part("summary"),
    ], isAlwaysThere: true, isSwitchable: true,
    sources: [
      Source("Sum of an arithmetic series over a random number of turns", .arithmetic)
    ], guide: .sessionModel
  ) { site in
    guard let workflow = site.workflow, let index = site.workflowIndex else { return [] }
    var window: Int?
    if case .windowTurns(let turns) = workflow.memory { window = turns }
    return turnFigures(index, window: window)
      + workflow.calls.indices.flatMap { memoryFigures(site, index, $0, workflow) }
  }

  /// The prompts of one call, in tokens of the model that answers it.
  private static func memoryFigures(
    _ site: Site, _ index: Int, _ call: Int, _ workflow: Workflow
  ) -> [Figure] {
    let mark = call == 0 ? "" : String(call + 1)
    let (name, own) = (workflow.calls[call].name, workflow.calls[call])
    let law = site.hasPlainPrompts ? historyFormula(workflow, own) : nil
    let last = Figure(
      "Z" + mark, "expected prompt of the last turn of \(name)", "tokens",
      law.map { "P\(mark) + \($0.last.replacing("e ", with: "e\(mark) "))" }
    ) {
      let law = $0.turnsWithoutCache(index)
      let prompts = $0.promptByTurn(index, call: call)
      let sum = law.probabilities.enumerated().dropFirst().reduce(0) {
        $0 + $1.element * prompts[$1.offset - 1]
      }
      return sum / law.atLeast[1]
    }
    let parts = [
      Figure("P" + mark, "prompt of the first turn of \(name)", "tokens") {
        $0.promptByTurn(index, call: call).first ?? 0
      },
      Figure("e" + mark, "message and answer of one turn of \(name)", "tokens") { point in
        let extras = point.promptExtras(index, call: call)
        let images = own.prompt.images.map { point($0.count) * extras.perImage } ?? 0
        return point.mean(own.prompt.user) * extras.scale + images
          + point.output(of: own, tokenScale: extras.scale).mean
      },
      last,
      Figure(
        "G" + mark, "expected input tokens of a session in \(name)", "tokens",
        law.map { "P\(mark) * T + \($0.all.replacing("e ", with: "e\(mark) "))" }
      ) {
        zip($0.promptByTurn(index, call: call), $0.turnsWithoutCache(index).atLeast.dropFirst())
          .reduce(0) { $0 + $1.0 * $1.1 }
      },
    ]
    guard let limit = site.limit(of: own) else { return parts }
    return parts + [
      Figure(
        "c" + mark, "context limit filled by that last prompt", "", "Z\(mark) / \(limit)"
      ) { last.value($0) / Double(limit) }
    ]
  }

  /// Tokens of earlier turns at the last turn and over the session, where they follow from the
  /// turns alone.
  private static func historyFormula(
    _ workflow: Workflow, _ call: Call
  ) -> (last: String, all: String)? {
    switch workflow.memory {
    case .full: ("e * (T / a - 1)", "e * E2 / 2")
    case .none where call.prompt.opening.isZero: ("e * 0", "e * 0")
    case .windowTurns where call.prompt.opening.isZero: ("e * j / a", "e * J")
    default: nil
    }
  }

  private static func turnFigures(_ index: Int, window: Int?) -> [Figure] {
    let window = window.map(Double.init)
    let windowed = window.map { window in
      [
        Figure("j", "expected earlier turns that the last turn sends again", "turns") {
          $0.turnsWithoutCache(index).expectation { min(max($0 - 1, 0), window) }
        },
        Figure("J", "expected earlier turns sent again in a session", "turns") {
          $0.turnsWithoutCache(index).expectation { turns in
            (0..<Int(turns)).reduce(0) { $0 + min(Double($1), window) }
          }
        },
      ]
    }
    return [
      Figure("a", "share of sessions with a model turn", "") {
        $0.turnsWithoutCache(index).atLeast[1]
      },
      Figure("T", "expected model turns, response cache apart", "turns") {
        $0.turnsWithoutCache(index).mean
      },
      Figure("E2", "E[T(T - 1)]", "turns²") { $0.turnsWithoutCache(index).pairs },
    ] + (windowed ?? [])
  }

  static let summary = Mechanism(
    "summary", shapes: ["summary"], "rolling summary",
    "Exchanges beyond the latest are replaced by a summary; each summary is a request of its own"
      + " that reads what it replaces.",
    fields: [
      .value("tokens"), .value("prompt"), .value("model"), .value("keepTurns"),
      .value("everyTurns"),
    ],
    sources: [.definition], guide: .sessionModel
  ) { site in summaryFigures(site) }

  static let atContextLimit = Mechanism(
    "atContextLimit", shapes: ["workflow.atContextLimit"], "limit of the context",
    "Where a prompt would exceed what its model reads, the oldest text is left out, the turn fails,"
      + " or the history is replaced by a summary.",
    fields: [.value("", nil, "What happens there"), .part("summarise", "summaryRequest")],
    isAlwaysThere: true, sources: [.definition], guide: .sessionModel
  ) { site in
    guard let workflow = site.workflow, let index = site.workflowIndex else { return [] }
    return workflow.calls.indices.flatMap { call -> [Figure] in
      guard let limit = site.limit(of: workflow.calls[call]) else { return [] }
      let (mark, name) = (call == 0 ? "" : String(call + 1), workflow.calls[call].name)
      return [
        Figure("l" + mark, "longest prompt of the model that answers \(name)", "tokens") { _ in
          Double(limit)
        },
        Figure("z" + mark, "expected prompt of turn 20, or of the last possible one", "tokens") {
          let prompts = $0.promptByTurn(index, call: call)
          return prompts.isEmpty ? 0 : prompts[min(19, prompts.count - 1)]
        },
        Figure("c" + mark, "share of the limit it fills", "", "z\(mark) / l\(mark)") {
          let prompts = $0.promptByTurn(index, call: call)
          return prompts.isEmpty ? 0 : prompts[min(19, prompts.count - 1)] / Double(limit)
        },
      ]
    }
  }

  static let summaryRequest = Mechanism(
    "summaryRequest", "summary at the limit",
    "The request that replaces the whole history where a prompt would exceed its model's limit.",
    fields: [.value("tokens"), .value("prompt"), .value("model")],
    sources: [.definition], guide: .sessionModel
  ) { site in summaryFigures(site) }

  private static func summaryFigures(_ site: Site) -> [Figure] {
    guard let workflow = site.workflow, let index = site.workflowIndex else { return [] }
    return workflow.calls.enumerated().flatMap { number, call -> [Figure] in
      let mark = number == 0 ? "" : String(number + 1)
      let label = "\(workflow.name).\(call.name).summary"
      return [
        Figure("N" + mark, "summaries of \(call.name) over the horizon", "requests") {
          $0.total(index, label, \.requests)
        },
        Figure("X" + mark, "their cost over the horizon", "USD") {
          $0.total(index, label, \.cost)
        },
      ]
    }
  }

  static let longTermMemory = Mechanism(
    "longTermMemory", "long-term memory",
    "What is known from earlier sessions is recalled at every model turn, before what is retrieved.",
    fields: [.value("tokens", "r"), .part("write", "memoryWrite")], isSwitchable: true,
    sources: [.definition], guide: .sessionModel
  ) { site in
    guard let index = site.workflowIndex, let memory = site.workflow?.longTermMemory else {
      return []
    }
    return [
      Figure("Tm", "expected model turns of a session", "turns") { $0.modelTurns(index).mean },
      Figure("A", "tokens recalled in a session", "tokens", "r * Tm") {
        $0(memory.tokens) * $0.modelTurns(index).mean
      },
    ]
  }

  static let memoryWrite = Mechanism(
    "memoryWrite", "memory write",
    "After every model turn a request picks what is worth keeping; it reads the message and the"
      + " answer of the first call.",
    fields: [.value("model"), .value("prompt"), .value("output")], isSwitchable: true,
    sources: [.definition], guide: .sessionModel
  ) { site in
    guard let index = site.workflowIndex, let workflow = site.workflow else { return [] }
    return [
      Figure("N", "writes over the horizon", "requests") {
        $0.total(index, "\(workflow.name).memory", \.requests)
      },
      Figure("X", "their cost over the horizon", "USD") {
        $0.total(index, "\(workflow.name).memory", \.cost)
      },
    ]
  }
}
