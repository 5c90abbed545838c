import Foundation
import JSONDocuments

/// One model of LiteLLM's map: looks rates up, and remembers what nobody looked at.
///
/// Rates are US dollars per token, as the map has them; numbers may be written as texts.
struct LiteLLMEntry {
  let name: String
  private let nodes: [String: JSONNode]
  private(set) var unread: Set<String>

  init(name: String, members: [JSONNode.Member]) {
    self.name = name
    self.nodes = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
    self.unread = Set(nodes.keys)
  }

  var keys: some Collection<String> { nodes.keys }

  mutating func node(_ key: String) -> JSONNode? {
    unread.remove(key)
    return nodes[key]
  }

  mutating func text(_ key: String) -> String? {
    guard case .string(let text) = node(key)?.value else { return nil }
    return text
  }

  /// A number, or a text that is one.
  mutating func number(_ key: String) -> Double? { node(key).flatMap(Self.number) }

  static func number(_ node: JSONNode) -> Double? {
    switch node.value {
    case .number(let value): value
    case .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  /// A rate of a service tier, or the standard one where the tier has none.
  mutating func rate(_ key: String, _ suffix: String) -> Double? {
    number(key + suffix) ?? (suffix.isEmpty ? nil : number(key))
  }

  mutating func markRead(where isRead: (String) -> Bool) {
    unread = unread.filter { !isRead($0) }
  }

  /// Fields with a price that nothing has read, without the thresholds and tiers in their names.
  /// Databricks' own units (`dbu`) stand beside the same prices in dollars.
  var unreadPrices: [String] {
    let prices = unread.filter {
      ($0.contains("cost") || $0.hasSuffix("_pricing") || $0.contains("uplift"))
        && !$0.contains("_dbu_")
    }
    return Set(prices.map(Self.withoutConditions)).sorted()
  }

  private static func withoutConditions(_ key: String) -> String {
    let tiers = tierSuffixes + ["batches", "decisions"]
    let bare = tiers.first { key.hasSuffix("_" + $0) }.map { String(key.dropLast($0.count + 1)) }
    let name = bare ?? key
    guard let mark = name.range(of: "_above_", options: .backwards),
      name[mark.upperBound...].hasSuffix("_tokens")
    else { return name }
    let base = String(name[..<mark.lowerBound])
    // The rates that are read everywhere else: here the condition is what is odd.
    return prefixes.contains(base) ? key : base
  }
}

/// US dollars per million tokens of dollars per token, correct to the last digit that the map writes:
/// 1e-07 is 0.1, not 0.09999999999999999.
func perMillion(_ perToken: Double) -> Double {
  let text = perToken.description.lowercased()
  guard let mark = text.firstIndex(of: "e") else { return Double(text + "e6") ?? perToken * 1e6 }
  guard let exponent = Int(text[text.index(after: mark)...]) else { return perToken * 1e6 }
  return Double(text[..<mark] + "e\(exponent + 6)") ?? perToken * 1e6
}
