import Explanations
import Foundation
import Scenarios
import Testing

/// Every object and field of the published schema is explained.
struct ExplanationCoverageTests {
  private let walk = SchemaWalk()

  @Test func `every object and field of the language is explained`() {
    #expect(walk.unexplained == [])
    #expect(walk.reached.count > 50)
  }

  @Test func `every mechanism stands somewhere in the language`() {
    #expect(Set(Mechanism.all.map(\.name)).subtracting(walk.reached) == [])
  }

  @Test func `every field of a mechanism is one of the language`() {
    #expect(walk.foreign == [])
  }

  /// A test that cannot fail says nothing.
  @Test func `an object that nobody has explained is found`() throws {
    let text = ScenarioSchema.json.replacing("\"failureRate\"", with: "\"weather\"")
    #expect(SchemaWalk(text).unexplained.contains("retry.weather"))
    let call = ScenarioSchema.json.replacing("\"#/$defs/retry\"", with: "\"#/$defs/loop\"")
    #expect(SchemaWalk(call).unexplained.contains("call.retry: loop"))
  }

  @Test(arguments: Mechanism.all.map(\.name))
  func `a mechanism says what it is, where it is from and what its fields mean`(name: String) {
    let mechanism = Mechanism.named(name)
    #expect(!mechanism.about.isEmpty && !mechanism.sources.isEmpty)
    for field in mechanism.fields {
      guard case .value = field.kind else { continue }
      let parts = mechanism.shapes.map { $0.split(separator: ".").map(String.init) }
      let described = parts.contains { shape in
        field.name.isEmpty
          ? shape.count == 2 && LanguageIndex.field(shape[1], of: shape[0]) != nil
          : LanguageIndex.field(field.name, of: shape[0]) != nil
      }
      #expect(described || field.meaning != nil, "\(name).\(field.name)")
    }
  }

  @Test(arguments: GuidePage.allCases.map(\.rawValue))
  func `a page of the guide that an explanation names is there`(page: String) {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Cogcast/Cogcast.docc/\(page).md")
    #expect(FileManager.default.fileExists(atPath: file.path))
  }
}

/// Walks schema and mechanisms side by side.
private struct SchemaWalk {
  private(set) var unexplained: [String] = []
  private(set) var reached: Set<String> = []
  /// Fields of mechanisms that the schema does not have.
  private(set) var foreign: [String] = []
  private let definitions: [String: JSONTree]
  private var seen: Set<String> = []
  private var used: Set<String> = []

  /// Ways to write a number or a law: an explanation marks the field in which they stand.
  private static let notation: Set<String> = [
    "assumptionReference", "profileReference", "tableReference", "law", "mixtureComponent",
    "mixture", "discrete", "empirical", "metalog", "lognormal", "normal", "uniform", "triangular",
    "pert", "beta", "gamma", "weibull", "exponential", "pareto", "poisson", "negativeBinomial",
    "binomial", "geometric", "bernoulli",
  ]

  init(_ text: String = ScenarioSchema.json) {
    let document = JSONTree(text)
    definitions = (document["$defs"]?.members ?? []).reduce(into: [:]) { $0[$1.key] = $1.value }
    reached.insert("scenario")
    if let scenario = definitions["scenario"] { walk(scenario, .named("scenario"), "", "scenario") }
    for mechanism in Mechanism.all {
      for field in mechanism.fields where !field.name.isEmpty {
        let key = "\(mechanism.name) \(field.name)"
        if !used.contains(key) { foreign.append(key) }
      }
    }
  }

  private static func isNotation(_ name: String) -> Bool {
    let family = ["steps_", "turns_", "varying_"].contains { name.hasPrefix($0) }
    return notation.contains(name) || family || name.hasSuffix("Percentiles")
      || name.hasSuffix("Law")
  }

  /// - Parameters:
  ///   - way: Inside the mechanism's object, with a dot behind each step.
  ///   - place: In messages.
  private mutating func walk(
    _ node: JSONTree, _ mechanism: Mechanism, _ way: String, _ place: String
  ) {
    if let name = node["$ref"]?.text.map({ String($0.dropFirst("#/$defs/".count)) }) {
      guard !Self.isNotation(name), let definition = definitions[name] else { return }
      guard definition["properties"] != nil else {
        return walk(definition, mechanism, way, place)
      }
      guard mechanism.shapes.contains(name) || mechanism.name == name else {
        return unexplained.append("\(place): \(name)")
      }
      guard seen.insert(mechanism.name + " " + name).inserted else { return }
      return walk(definition, mechanism, "", name)
    }
    for key in ["anyOf", "oneOf"] {
      for option in node[key]?.elements ?? [] { walk(option, mechanism, way, place) }
    }
    for member in node["properties"]?.members ?? []
    where !["note", "source"].contains(member.key) {
      let name = way + member.key
      let inner = place + "." + member.key
      guard let field = mechanism.fields.first(where: { $0.name == name }) else {
        if mechanism.fields.contains(where: { $0.name.hasPrefix(name + ".") }) {
          walk(member.value, mechanism, name + ".", inner)
        } else {
          unexplained.append(inner)
        }
        continue
      }
      used.insert("\(mechanism.name) \(name)")
      step(field, member.value, mechanism, inner)
    }
  }

  private mutating func step(
    _ field: MechanismField, _ node: JSONTree, _ mechanism: Mechanism, _ place: String
  ) {
    switch field.kind {
    case .value:
      for name in objects(in: node) { unexplained.append("\(place): \(name)") }
    case .label:
      // The name of a form leads to that form's object.
      if node["$ref"] != nil { walk(node, mechanism, "", place) }
    case .mechanism(let name):
      reached.insert(name)
      walk(node, .named(name), "", place)
    case .named(let name), .list(let name):
      reached.insert(name)
      for part in parts(of: node) { walk(part, .named(name), "", place) }
    }
  }

  private func parts(of node: JSONTree) -> [JSONTree] {
    let own = ["items", "additionalProperties"].compactMap { node[$0] }
    return own.filter { $0.literal == nil }
      + (node["anyOf"]?.elements ?? []).flatMap { parts(of: $0) }
  }

  /// Objects with fields of their own that are no way to write a value.
  private func objects(in node: JSONTree) -> [String] {
    if let name = node["$ref"]?.text.map({ String($0.dropFirst("#/$defs/".count)) }) {
      guard !Self.isNotation(name), let definition = definitions[name] else { return [] }
      return definition["properties"] != nil ? [name] : objects(in: definition)
    }
    return ["anyOf", "oneOf"].flatMap { node[$0]?.elements ?? [] }.flatMap { objects(in: $0) }
      + (node["items"].map { objects(in: $0) } ?? [])
  }
}
