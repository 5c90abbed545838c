import Foundation
import Testing

/// Sessions of a coding agent, every model call of each.
///
/// - Source: github.com/callanjfox/kv-cache-tester, traces; 414 sessions, 60 % of them by hash.
struct AgentSessions {
  struct Session {
    /// Tokens of each call's prompt, in the order of the calls.
    var inputs: [Double] = []
    var outputs: [Double] = []
    /// US dollars at ``AgentSessions/prices``.
    var cost = 0.0

    var calls: Double { Double(inputs.count) }
    /// What each call adds to the context beyond the answer of the one before.
    var results: [Double] {
      zip(inputs.dropFirst(), zip(inputs, outputs)).map { max($0 - $1.0 - $1.1, 0) }
    }
  }

  /// US dollars per token. Prompts are written to the cache once and never expire within a session.
  static let prices = (read: 0.5e-6, write: 6.25e-6, output: 25e-6)

  static let file = "claude_code_sessions_train.csv.gz"

  let all: [Session]

  init() throws {
    let lines = try SharedData.table(Self.file)
    let head = try #require(lines.first)
    func column(_ name: String) throws -> Int { try #require(head.firstIndex(of: name)) }
    let (id, input) = (try column("session"), try column("input_tokens"))
    let (output, hit) = (try column("output_tokens"), try column("hit_tokens_no_expiry"))
    var sessions: [String: Session] = [:]
    var order: [String] = []
    for line in lines.dropFirst() {
      func number(_ column: Int) throws -> Double { try #require(Double(line[column])) }
      let (sent, read, written) = (try number(input), try number(hit), try number(output))
      if sessions[line[id]] == nil { order.append(line[id]) }
      sessions[line[id], default: Session()].inputs.append(sent)
      sessions[line[id], default: Session()].outputs.append(written)
      sessions[line[id], default: Session()].cost +=
        read * Self.prices.read + (sent - read) * Self.prices.write
        + written * Self.prices.output
    }
    all = order.map { sessions[$0]! }
  }

  /// Sessions alike: by whether they resume a long conversation, and by their number of calls.
  var groups: [[Session]] {
    let counts = all.map(\.calls).sorted()
    let bounds = [0.25, 0.5, 0.75, 0.9].map { counts[Int($0 * Double(counts.count))] }
    let grouped = Dictionary(grouping: all) { session in
      (session.inputs[0] > 50_000 ? 10 : 0) + bounds.count { session.calls > $0 }
    }
    return grouped.keys.sorted().map { grouped[$0]! }
  }
}
