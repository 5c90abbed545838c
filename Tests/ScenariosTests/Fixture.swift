import Pricing
import Scenarios
import Testing

/// Decoding in tests: the built-in book, and files from a dictionary.
enum Fixture {
  static func decode(
    _ text: String, files: [String: String] = [:]
  ) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    decode(bytes: Array(text.utf8), files: files)
  }

  static func decode(
    bytes: [UInt8], files: [String: String] = [:]
  ) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    ScenarioDecoder.decode(text: bytes, file: "test.json", book: .builtin) { path in
      (files[path] ?? (path == "round.json" ? roundBook : nil)).map { Array($0.utf8) }
    }
  }

  /// A price book of the user's own, at `round.json`.
  private static let roundBook = """
    { "name": "round", "released": "2026-11-01", "models": [
      { "name": "m", "provider": "p", "rates": { "input": 10, "output": 50 },
        "tiers": { "flex": { "factor": 0.5 }, "batch": { "factor": 0.5 } }, "regions": { "byRegion": { "eu": 1.1 } },
        "fees": { "webSearch": { "price": 0.01, "per": "query" } },
        "toolPrompt": { "auto": 300, "required": 400 }, "images": { "patch": 28 },
        "minimumCacheTokens": 0, "cacheBlockTokens": 1, "checked": "2026-10-20",
        "source": "round" } ] }
    """

  static func errors(_ text: String, files: [String: String] = [:]) -> [Diagnostic] {
    decode(text, files: files).diagnostics.filter { $0.severity == .error }
  }

  static func warnings(_ text: String) -> [Diagnostic] {
    decode(text).diagnostics.filter { $0.severity == .warning }
  }

  /// Line and column of the first place where `snippet` stands, both 1-based.
  static func place(of snippet: String, in text: String) -> (line: Int, column: Int)? {
    guard let range = text.firstRange(of: snippet) else { return nil }
    let before = text[..<range.lowerBound]
    let line = before.count { $0 == "\n" } + 1
    let lineStart = before.lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
    return (line, text[lineStart..<range.lowerBound].unicodeScalars.count + 1)
  }

  /// The smallest scenario, with text put into its parts.
  static func minimal(
    segment: String = "", workflow: String = "", call: String = "", top: String = ""
  ) -> String {
    """
    { "name": "Small", "attribution": { "feature": "small" },
      "segments": { "all": { "users": 100, "sessionsPerUserPerWeek": 1\(segment) } },
      "workflows": { "chat": { "calls": [ { "name": "answer", "model": "claude-haiku-5-5",
        "prompt": { "user": 50 }, "output": 200, "maxTokens": 400\(call) } ]\(workflow) } }\(top) }
    """
  }
}

/// A change to a valid scenario, and the one error it must cause.
struct BadInput: Sendable, CustomTestStringConvertible {
  let from: String
  let to: String
  /// A snippet of the changed text that begins where the finding must point.
  let at: String
  let pointer: String
  let words: [String]

  init(_ from: String, _ to: String, at: String, _ pointer: String, _ words: String...) {
    self.from = from
    self.to = to
    self.at = at
    self.pointer = pointer
    self.words = words
  }

  /// The example with the mistake in it.
  var text: String { Examples.supportAssistant.replacing(from, with: to) }

  var testDescription: String { "\(from) → \(to)" }
}
