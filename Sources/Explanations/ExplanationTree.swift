import JSONDocuments
import Scenarios

/// Why a path cannot be explained, with what can.
package struct ExplanationFailure: Error {
  package let message: String
}

/// What a dotted path of a scenario leads to.
enum ExplainedPlace {
  /// A mechanism, and the field of it that was typed.
  case mechanism(Mechanism, Site, field: String?)
  /// A map or list of mechanisms.
  case list([ExplainablePath])
}

/// The mechanisms of one scenario, by dotted path as people type it.
struct ExplanationTree {
  let scenario: Scenario
  private let root: JSONNode

  /// Keys that dotted paths leave out.
  private static let unnamed: Set<String> = ["logistic", "bass"]

  init(_ scenario: Scenario, root: JSONNode) {
    self.scenario = scenario
    self.root = root
  }

  private var top: Site {
    var site = Site(scenario: scenario, root: root)
    site.node = root
    return site
  }

  /// Everything that can be explained.
  var all: [ExplainablePath] { below(.scenario, top) }

  func place(of path: String) throws(ExplanationFailure) -> ExplainedPlace {
    let words = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return try place(words[...], in: .scenario, top)
  }

  private func place(
    _ words: ArraySlice<String>, in mechanism: Mechanism, _ site: Site
  ) throws(ExplanationFailure) -> ExplainedPlace {
    let isHidden = words.first.map { Self.unnamed.contains($0) && site.node?.member($0) != nil }
    let words = isHidden == true ? words.dropFirst() : words
    guard !words.isEmpty else {
      return mechanism.name == "scenario" ? .list(all) : .mechanism(mechanism, site, field: nil)
    }
    guard let (field, count) = field(words, of: mechanism) else {
      // A scalar or a law: what is below it is an input.
      let own = site.path + "." + words.joined(separator: ".")
      if mechanism.fields.contains(where: { $0.name.isEmpty }), hasInput(own) {
        return .mechanism(mechanism, site, field: own)
      }
      throw unknown(words[words.startIndex], in: mechanism, site)
    }
    let rest = words.dropFirst(count)
    var inner = site.entering(field.name)
    switch field.kind {
    case .label:
      throw ExplanationFailure(
        message: "\(Wording.code(inner.path)) is a name: no figure depends on it. "
          + allowed(in: mechanism, site))
    case .value:
      guard rest.isEmpty || hasInput(inner.path + "." + rest.joined(separator: ".")) else {
        throw unknownInput(rest, below: inner.path)
      }
      let typed = ([inner.path] + rest).joined(separator: ".")
      return .mechanism(mechanism, site, field: typed)
    case .mechanism(let name):
      let part = Mechanism.named(name)
      guard inner.node != nil || part.isAlwaysThere else {
        throw absent(field, in: mechanism, inner)
      }
      return try place(rest, in: part, inner)
    case .named(let name), .list(let name):
      guard !rest.isEmpty else {
        let entries = entries(of: inner, name)
        guard !entries.isEmpty else { throw absent(field, in: mechanism, inner) }
        return .list(
          entries.flatMap {
            [listed(Mechanism.named(name), $0)]
              + below(Mechanism.named(name), $0)
          })
      }
      guard let (entry, count) = entry(rest, of: inner, name) else {
        throw unknownEntry(rest[rest.startIndex], of: inner, name)
      }
      inner = entry
      return try place(rest.dropFirst(count), in: Mechanism.named(name), inner)
    }
  }

  /// The field that the next words name, and how many.
  private func field(
    _ words: ArraySlice<String>, of mechanism: Mechanism
  ) -> (field: MechanismField, words: Int)? {
    for count in stride(from: min(2, words.count), through: 1, by: -1) {
      let name = words.prefix(count).joined(separator: ".")
      if let field = mechanism.fields.first(where: { $0.name == name }) { return (field, count) }
    }
    return nil
  }

  private func hasInput(_ path: String) -> Bool {
    scenario.inputs.contains { $0.path == path || $0.path.hasPrefix(path + ".") }
  }

  // MARK: - Entries of maps and lists

  private func entries(of site: Site, _ mechanism: String) -> [Site] {
    switch site.node?.value {
    case .object(let members):
      members.filter { !["note", "source"].contains($0.key) }.map { member in
        site.entering(
          member.key, [.member(member.key)], node: member.value, as: (mechanism, member.key))
      }
    case .array(let elements):
      elements.enumerated().map { index, node in
        let name = node.member("name").flatMap(\.value.string)
        return site.entering(
          name ?? String(index), [.element(index)], node: node,
          as: (mechanism, name ?? String(index)))
      }
    default: []
    }
  }

  /// The entry that the next words name, and how many: names of models and decisions hold dots.
  private func entry(
    _ words: ArraySlice<String>, of site: Site, _ mechanism: String
  ) -> (site: Site, words: Int)? {
    let entries = entries(of: site, mechanism)
    for count in stride(from: words.count, through: 1, by: -1) {
      let name = words.prefix(count).joined(separator: ".")
      if let entry = entries.first(where: { $0.keys[mechanism] == name }) { return (entry, count) }
    }
    if let index = Int(words[words.startIndex]), entries.indices.contains(index) {
      return (entries[index], 1)
    }
    return nil
  }

  // MARK: - Lists

  private func listed(_ mechanism: Mechanism, _ site: Site) -> ExplainablePath {
    ExplainablePath(path: site.path, title: mechanism.title, about: mechanism.about)
  }

  /// What is explained inside a mechanism, depth first.
  func below(_ mechanism: Mechanism, _ site: Site) -> [ExplainablePath] {
    mechanism.fields.flatMap { field -> [ExplainablePath] in
      let inner = site.entering(field.name)
      switch field.kind {
      case .value, .label: return []
      case .mechanism(let name):
        let part = Mechanism.named(name)
        guard inner.node != nil || part.isAlwaysThere && part.isWorthListing(site) else {
          return []
        }
        return [listed(part, inner)] + below(part, inner)
      case .named(let name), .list(let name):
        let part = Mechanism.named(name)
        return entries(of: inner, name).flatMap { [listed(part, $0)] + below(part, $0) }
      }
    }
  }

  // MARK: - Failures

  private func allowed(in mechanism: Mechanism, _ site: Site) -> String {
    let names = mechanism.fields.filter { $0.kind != .label && !$0.name.isEmpty }.map(\.name)
    let inputs = inputsBelow(site.path)
    let all = names.isEmpty ? inputs : names
    let place = site.path.isEmpty ? "At the top" : "In \(Wording.code(site.path))"
    return all.isEmpty
      ? "\(place) there is nothing more to explain."
      : "\(place) can be explained: \(all.joined(separator: ", "))."
  }

  private func inputsBelow(_ path: String) -> [String] {
    scenario.inputs.map(\.path).filter { $0.hasPrefix(path + ".") }
      .map { String($0.dropFirst(path.count + 1)) }
  }

  private func unknown(
    _ word: String, in mechanism: Mechanism, _ site: Site
  ) -> ExplanationFailure {
    let names = mechanism.fields.filter { $0.kind != .label && !$0.name.isEmpty }.map(\.name)
    let place = site.path.isEmpty ? "the scenario" : Wording.code(site.path)
    let metrics = site.path.isEmpty ? " Metrics can be explained too, e.g. cost.perUnit." : ""
    return ExplanationFailure(
      message: "there is no \(Wording.code(word)) in \(place)."
        + Spelling.suggestion(for: word, among: names + inputsBelow(site.path)) + " "
        + allowed(in: mechanism, site) + metrics)
  }

  private func unknownInput(
    _ words: ArraySlice<String>, below path: String
  ) -> ExplanationFailure {
    let word = words.joined(separator: ".")
    let inputs = inputsBelow(path)
    return ExplanationFailure(
      message: "there is no \(Wording.code(word)) in \(Wording.code(path))."
        + Spelling.suggestion(for: word, among: inputs)
        + (inputs.isEmpty
          ? " It has no parts." : " Its parameters are \(inputs.joined(separator: ", "))."))
  }

  private func unknownEntry(
    _ word: String, of site: Site, _ mechanism: String
  ) -> ExplanationFailure {
    let names = entries(of: site, mechanism).compactMap { $0.keys[mechanism] }
    return ExplanationFailure(
      message: "there is no \(Wording.code(word)) in \(Wording.code(site.path))."
        + Spelling.suggestion(for: word, among: names)
        + (names.isEmpty
          ? " The file has none." : " It has \(Wording.list(names.map(Wording.code)))."))
  }

  private func absent(
    _ field: MechanismField, in mechanism: Mechanism, _ site: Site
  ) -> ExplanationFailure {
    let description = mechanism.shapes.lazy.compactMap {
      LanguageIndex.field(field.name, of: $0)
    }.first
    return ExplanationFailure(
      message: "the file has no \(Wording.code(site.path))"
        + (description.map { ": \($0.summary)" } ?? ".")
        + " Add it there to have it explained. "
        + allowed(in: mechanism, site.leaving(field.name)))
  }
}

extension Mechanism {
  /// Defaults that say something of every file; those of parts of a strategy do not.
  fileprivate func isWorthListing(_ site: Site) -> Bool {
    switch name {
    case "jointQuality": if case .cascade = site.policy { true } else { false }
    case "shadowShare": site.path.isEmpty
    default: true
    }
  }
}

extension Site {
  /// The place of a member, with dots for inner objects.
  func entering(_ field: String) -> Site {
    let steps = field.split(separator: ".").map { JSONStep.member(String($0)) }
    return entering(field, steps, node: node?.part(steps), as: nil)
  }

  func entering(
    _ step: String, _ steps: [JSONStep], node: JSONNode?,
    as key: (mechanism: String, name: String)?
  ) -> Site {
    var inner = self
    inner.way += steps
    inner.path = path.isEmpty ? step : step.isEmpty ? path : path + "." + step
    inner.node = node
    if let key { inner.keys[key.mechanism] = key.name }
    return inner
  }

  fileprivate func leaving(_ field: String) -> Site {
    var outer = self
    outer.path = String(path.dropLast(min(field.count + 1, path.count)))
    return outer
  }
}

extension JSONNode {
  fileprivate var string: String? {
    if case .string(let text) = value { text } else { nil }
  }
}
