import Scenarios

/// Scenarios between two versions: some changes made, others not.
struct ScenarioMixture {
  let base: FeatureScenario
  let head: FeatureScenario
  let texts: ScenarioDifference
  /// Names of files whose contents changed; each is a change of its own, under this prefix.
  let files: [String]

  private static let filePrefix = "file "

  /// Every change by its path.
  private var paths: [String] { texts.groups.map(\.path) + files.map { Self.filePrefix + $0 } }

  /// Changes that can be made alone, and those that only work together: a field that names a model
  /// goes with the entry that prices it.
  func independentParts() -> [[String]] {
    var parts = paths.map { [$0] }
    func isValid(_ chosen: [[String]]) -> Bool {
      (try? scenario(with: Set(chosen.flatMap { $0 }))) != nil
    }
    /// Whether a part can come first and last.
    func standsAlone(_ index: Int) -> Bool {
      let rest = parts.indices.filter { $0 != index }.map { parts[$0] }
      return isValid([parts[index]]) && isValid(rest)
    }
    while parts.count > 1, let stuck = parts.indices.first(where: { !standsAlone($0) }) {
      // The first partner with which it stands; all together where there is none.
      let partner = parts.indices.first { other in
        guard other != stuck else { return false }
        let pair = parts[stuck] + parts[other]
        let rest = parts.indices.filter { $0 != stuck && $0 != other }.map { parts[$0] }
        return isValid([pair]) && isValid(rest)
      }
      guard let partner else { return [paths] }
      parts[min(stuck, partner)] = parts[min(stuck, partner)] + parts[max(stuck, partner)]
      parts.remove(at: max(stuck, partner))
    }
    return parts
  }

  /// The base with some changes made.
  ///
  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` where they do not work together.
  func scenario(with applied: Set<String>) throws(CogcastError) -> FeatureScenario {
    try FeatureScenario(
      text: texts.text(applying: applied), file: head.file,
      fileReader: { name in
        let isChanged = files.contains(name) && !applied.contains(Self.filePrefix + name)
        return isChanged ? base.files[name] : head.files[name] ?? base.files[name]
      })
  }

  func change(at path: String) -> (before: String?, after: String?) {
    texts.groups.first { $0.path == path }.map { ($0.before, $0.after) } ?? (nil, nil)
  }
}
