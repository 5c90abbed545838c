extension DecisionLanguage {
  /// Looks up the path of each entry; findings where one leads nowhere, or to a place that another
  /// one decides.
  static func resolve(
    _ written: [NamedEntry<WrittenDecision>], in root: JSONNode, _ decoding: Decoding
  ) -> [Decision] {
    var decisions: [Decision] = []
    for entry in written {
      let place = entry.value.place
      let way: [JSONStep]
      do throws(DecisionPath.Failure) {
        way = try DecisionPath(entry.name, in: root).way
      } catch {
        decoding.error(entry.position, place, error.message)
        continue
      }
      if let other = decisions.first(where: { overlaps($0.way, way) }) {
        decoding.error(
          entry.position, place,
          other.way == way
            ? "\(Wording.code(other.path)) decides the same value; keep one of them."
            : "this path and \(Wording.code(other.path)) lie one inside the other; decide either.")
        continue
      }
      decisions.append(
        Decision(
          path: entry.name, way: way, choices: choices(entry.value.choices),
          current: root.part(way)?.text))
    }
    return decisions
  }

  private static func overlaps(_ first: [JSONStep], _ second: [JSONStep]) -> Bool {
    first.starts(with: second) || second.starts(with: first)
  }

  private static func choices(_ written: WrittenDecision.Choices) -> Decision.Choices {
    switch written {
    case .values(let values): return .values(values)
    case .range(let from, let to, nil): return .range(from...to)
    case .range(let from, let to, let step?):
      let last = Int(((to - from) / step).rounded())
      return .steps((0...last).map { $0 == last ? to : Decision.clean(from + Double($0) * step) })
    }
  }
}
