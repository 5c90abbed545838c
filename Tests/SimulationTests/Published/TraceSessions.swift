import Foundation
import Testing

/// Sessions of a public trace: runs of requests each of which begins with the one before.
struct TraceSessions {
  struct Request {
    let seconds: Double
    let input: Double
    let output: Double
    /// Tokens at its head that were sent before, by how long a cache keeps what it has last seen.
    let found: [Int: Double]
  }

  /// In the order of the trace.
  let sessions: [[Request]]

  /// Shared by all sessions at the head of every prompt, tokens.
  let sharedPrefix: Double
  /// Tokens of a block: what is found is whole blocks.
  let block: Int

  /// One half by a hash of the session, which is kept together.
  func half(_ number: UInt64) -> TraceSessions {
    TraceSessions(
      sessions: sessions.enumerated().filter { Self.hash($0.offset) % 2 == number }.map(\.element),
      sharedPrefix: sharedPrefix, block: block)
  }

  /// FNV-1a of the session's number in digits.
  private static func hash(_ number: Int) -> UInt64 {
    "\(number)".utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// Share of the input tokens that a cache of this time to live has.
  func tokenHitRate(timeToLive: Int) -> Double {
    let requests = sessions.joined()
    return requests.reduce(0) { $0 + $1.found[timeToLive]! } / requests.reduce(0) { $0 + $1.input }
  }

  /// A scenario with the lengths, turns and gaps of these sessions. Sessions of one turn stand apart:
  /// those that go on begin with other lengths.
  func scenario(ttl: String) -> String {
    let kinds = [
      ("single", sessions.filter { $0.count == 1 }), ("long", sessions.filter { $0.count > 1 }),
    ]
    let segments = kinds.map { name, sessions in
      """
      "\(name)": {"users": \(1000 * sessions.count), "sessionsPerUserPerWeek": 1,
                  "workflow": "\(name)"}
      """
    }
    let workflows = kinds.map { name, sessions in
      "\"\(name)\": \(workflow(of: sessions, ttl: ttl))"
    }
    return """
      {"name": "Trace", "attribution": {"feature": "trace"}, "horizon": {"weeks": 1},
       "prices": {"book": "blocks.json"},
       "segments": {\(segments.joined(separator: ", "))},
       "workflows": {\(workflows.joined(separator: ", "))}}
      """
  }

  private func workflow(of sessions: [[Request]], ttl: String) -> String {
    var turns: [Int: Int] = [:]
    for session in sessions { turns[session.count, default: 0] += 1 }
    let counts = turns.sorted { $0.key < $1.key }
    let pairs = sessions.flatMap { zip($0, $0.dropFirst()) }
    var gaps: [Int: Int] = [:]
    for (before, after) in pairs {
      gaps[max(Int(after.seconds - before.seconds), 1), default: 0] += 1
    }
    let turnLaw = """
      {"discrete": {"values": \(counts.map(\.key)), "weights": \(counts.map(\.value))}}
      """
    let seconds = gaps.sorted { $0.key < $1.key }
    let first = sessions.reduce(0) { $0 + $1[0].input } / Double(sessions.count)
    let growth =
      pairs.isEmpty ? 0 : pairs.reduce(0) { $0 + $1.1.input - $1.0.input } / Double(pairs.count)
    let written = sessions.joined().reduce(0) { $0 + $1.output }
    let output = min(written / Double(sessions.joined().count), growth / 2)
    let gap =
      pairs.isEmpty
      ? ""
      : """
      "secondsBetweenTurns": {"discrete": {"values": \(seconds.map(\.key)),
                                           "weights": \(seconds.map(\.value))}},
      """
    return """
      {"memory": "full",
       "turns": \(pairs.isEmpty ? "1" : turnLaw),
       \(gap)
       "calls": [{"name": "answer", "model": "blocks", "output": \(output),
         "prompt": {"system": \(sharedPrefix), "user": \(growth - output),
                    "opening": \(first - sharedPrefix - growth + output)},
         "cache": {"ttl": "\(ttl)", "prefix": ["tools", "system", "history", "message"]}}]}
      """
  }

  /// Prices are of no matter; the blocks are.
  var book: String {
    """
    {"name": "blocks", "released": "2026-11-01", "models": [
      {"name": "blocks", "provider": "test", "rates": {"input": 1, "cacheRead": 0.1,
       "cacheWrite5m": 1.25, "cacheWrite1h": 2, "output": 5}, "minimumCacheTokens": 0,
       "cacheBlockTokens": \(block), "checked": "2026-11-01", "source": "test"}]}
    """
  }
}

extension TraceSessions {
  static let codingFile = "claude_code_sessions_train.csv.gz"
  static let chatFile = "mooncake_conversation_first60.jsonl.gz"

  /// Coding sessions: a run ends where the context shrinks by a tenth, which is a new conversation or
  /// one that was compacted.
  ///
  /// - Source: github.com/callanjfox/kv-cache-tester, traces, 60 % of the sessions by hash.
  static func coding() throws -> TraceSessions {
    let rows = try SharedData.table(codingFile)
    func column(_ name: String) throws -> Int { try #require(rows[0].firstIndex(of: name)) }
    let (session, agent) = (try column("session"), try column("agent"))
    let places = try [
      "t_s", "input_tokens", "output_tokens", "hit_tokens_ttl300", "hit_tokens_ttl3600",
    ]
    .map(column)
    var runs: [[Request]] = []
    var open: [String: Int] = [:]
    for row in rows.dropFirst() {
      let numbers = try places.map { try #require(Double(row[$0])) }
      let request = Request(
        seconds: numbers[0], input: numbers[1], output: numbers[2],
        found: [300: numbers[3], 3600: numbers[4]])
      let thread = row[session] + "/" + row[agent]
      if let run = open[thread], request.input >= 0.9 * runs[run].last!.input {
        runs[run].append(request)
      } else {
        open[thread] = runs.count
        runs.append([request])
      }
    }
    return TraceSessions(sessions: runs, sharedPrefix: 0, block: 64)
  }

  /// Chat requests with the hashes of their blocks, each of which stands for all before it too. A
  /// request continues the last one that had its last known block, if at least half of that one's
  /// prompt is known; the first block is common to nearly all.
  ///
  /// - Source: Qin et al. (2024), "Mooncake", arXiv 2407.00079; the first 60 % of the trace.
  static func chat() throws -> TraceSessions {
    struct Line: Decodable {
      enum CodingKeys: String, CodingKey {
        case milliseconds = "t_ms"
        case input = "in"
        case output = "out"
        case blocks = "h"
      }

      let milliseconds: Double
      let input: Double
      let output: Double
      let blocks: [Int]
    }
    var runs: [[Request]] = []
    var runOf: [Int] = []
    var inputs: [Double] = []
    var lastUse: [Int: (seconds: Double, request: Int)] = [:]
    for text in try SharedData.lines(of: chatFile) {
      let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
      let seconds = line.milliseconds / 1000
      let known = line.blocks.prefix { lastUse[$0] != nil }
      func found(_ ttl: Double) -> Double {
        let blocks = line.blocks.prefix { lastUse[$0].map { seconds - $0.seconds <= ttl } ?? false }
        return min(Double(blocks.count) * 512, line.input)
      }
      let request = Request(
        seconds: seconds, input: line.input, output: line.output,
        found: [300: found(300), 3600: found(3600)])
      let before = known.count > 1 ? lastUse[known.last!]?.request : nil
      if let before, Double(known.count) * 512 >= 0.5 * inputs[before] {
        runOf.append(runOf[before])
        runs[runOf[before]].append(request)
      } else {
        runOf.append(runs.count)
        runs.append([request])
      }
      for block in line.blocks { lastUse[block] = (seconds, inputs.count) }
      inputs.append(line.input)
    }
    return TraceSessions(sessions: runs, sharedPrefix: 512, block: 512)
  }
}
