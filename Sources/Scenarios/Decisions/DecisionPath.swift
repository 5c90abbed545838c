/// A dotted path as people type it, looked up in a scenario's text.
///
/// Calls go by name, and the names of laws and adoption curves may be left out, as `validate` prints
/// them. The last step may be a member that is not there yet.
struct DecisionPath {
  /// Why a path leads nowhere.
  struct Failure: Error {
    let message: String
  }

  /// Parts of a scenario that no forecast depends on, or that say what a forecast is of.
  private static let fixed: [String: String] = [
    "$schema": "no forecast depends on it", "cogcast": "no forecast depends on it",
    "name": "no forecast depends on it", "unit": "no forecast depends on it",
    "attribution": "no forecast depends on it", "gates": "no forecast depends on it",
    "planned": "no forecast depends on it", "decisions": "a decision cannot choose decisions",
    "horizon": "forecasts of other weeks cannot be compared",
  ]

  /// Keys that dotted paths leave out.
  private static let unnamed = Set(Decoding.lawNames + ["logistic", "bass"])

  let way: [JSONStep]

  init(_ path: String, in root: JSONNode) throws(Failure) {
    let words = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let reason = Self.fixed[words[0]] {
      throw Failure(
        message: "\(Wording.code(words[0])) cannot be decided: \(reason).")
    }
    way = try Self.way(words[...], from: root, after: [])
  }

  private static func way(
    _ words: ArraySlice<String>, from node: JSONNode, after steps: [JSONStep]
  ) throws(Failure) -> [JSONStep] {
    guard !words.isEmpty else { return steps }
    if let (step, count) = step(words, from: node), let part = node.part(step) {
      return try way(words.dropFirst(count), from: part, after: steps + [step])
    }
    if case .object(let members) = node.value {
      for member in members where unnamed.contains(member.key) {
        guard Self.step(words, from: member.value) != nil else { continue }
        return try way(words, from: member.value, after: steps + [.member(member.key)])
      }
      if words.count == 1, words[words.startIndex] != "" {
        return steps + [.member(words[words.startIndex])]
      }
    }
    throw Failure(message: missing(words, from: node, after: steps))
  }

  /// The step that the next words name, and how many: names of models hold dots.
  private static func step(
    _ words: ArraySlice<String>, from node: JSONNode
  ) -> (step: JSONStep, words: Int)? {
    switch node.value {
    case .object(let members):
      for count in stride(from: words.count, through: 1, by: -1) {
        let key = words.prefix(count).joined(separator: ".")
        if members.contains(where: { $0.key == key }) { return (.member(key), count) }
      }
    case .array(let elements):
      let word = words[words.startIndex]
      if let index = elements.firstIndex(where: { Self.name(of: $0) == word }) {
        return (.element(index), 1)
      }
      if let index = Int(word), elements.indices.contains(index) { return (.element(index), 1) }
    default: break
    }
    return nil
  }

  private static func name(of node: JSONNode) -> String? {
    if case .string(let name) = node.member("name")?.value.value { name } else { nil }
  }

  private static func missing(
    _ words: ArraySlice<String>, from node: JSONNode, after steps: [JSONStep]
  ) -> String {
    let word = words[words.startIndex]
    let parent = steps.isEmpty ? "the scenario" : Wording.code(text(of: steps))
    switch node.value {
    case .object(let members):
      let keys = members.map(\.key).filter { !ObjectShape.annotations.contains($0) }
      return "there is no \(Wording.code(word)) in \(parent)."
        + Spelling.suggestion(for: word, among: keys)
        + (keys.isEmpty ? "" : " It has \(Wording.list(keys.map(Wording.code))).")
        + " A path may end with a field that the file leaves out, but not lead through one."
    case .array(let elements):
      let names = elements.compactMap(name)
      return "there is no \(Wording.code(word)) in \(parent)."
        + Spelling.suggestion(for: word, among: names)
        + (names.isEmpty
          ? " It has \(elements.count) elements, counted from 0."
          : " It has \(Wording.list(names.map(Wording.code))).")
    default:
      return "\(parent) is \(node.words) and has no \(Wording.code(word))."
    }
  }

  private static func text(of steps: [JSONStep]) -> String {
    steps.map { step in
      switch step {
      case .member(let key): key
      case .element(let index): String(index)
      }
    }.joined(separator: ".")
  }
}
