/// The dotted paths of a scenario, for the blocks in which people type them.
struct PathTable {
  private(set) var inputs: [String: ScenarioInput] = [:]
  /// Index of the draw behind a path; an assumption's own path and each of its uses.
  private(set) var draws: [String: Int] = [:]
  /// Paths that read an assumption, by the assumption's own path.
  private(set) var uses: [String: [String]] = [:]

  init(_ inputs: [ScenarioInput], _ assumptions: [Assumption]?) {
    for input in inputs { self.inputs[input.path] = input }
    for (index, assumption) in (assumptions ?? []).enumerated() {
      draws[assumption.path] = index
      for path in assumption.usedBy { draws[path] = index }
      if assumption.usedBy != [assumption.path] { uses[assumption.path] = assumption.usedBy }
    }
  }

  /// Paths one level below, e.g. the parameters of a law.
  func unknown(below path: String) -> [String] {
    draws.keys.filter { $0.hasPrefix(path + ".") }.sorted()
  }
}
