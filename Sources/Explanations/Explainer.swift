import Distributions
import JSONDocuments
import Scenarios
import Simulation

/// Explains the mechanisms of one scenario.
package struct Explainer {
  package let scenario: Scenario
  private let tree: ExplanationTree

  /// - Parameter text: Of the scenario.
  package init(_ scenario: Scenario, text: [UInt8]) {
    self.scenario = scenario
    guard let root = JSONParser.parse(text, as: .scenario).root else {
      preconditionFailure("the text of a scenario parses")
    }
    tree = ExplanationTree(scenario, root: root)
  }

  /// Everything that can be explained, by path.
  package var paths: [ExplainablePath] { tree.all }

  /// What a path leads to.
  package enum Finding {
    case mechanism(ExplainedMechanism)
    case list([ExplainablePath])
  }

  package func finding(_ path: String) throws(ExplanationFailure) -> Finding {
    switch try tree.place(of: path) {
    case .list(let paths): .list(paths)
    case .mechanism(let mechanism, let site, let field):
      .mechanism(
        ExplainedMechanism(
          mechanism: mechanism, site: site, field: field, path: path,
          parts: tree.below(mechanism, site)))
    }
  }
}

/// A mechanism where it stands, ready to be evaluated.
package struct ExplainedMechanism {
  package let mechanism: Mechanism
  let site: Site
  /// The path of the field that was typed.
  let field: String?
  let path: String
  let parts: [ExplainablePath]

  /// Index of the strategy that it belongs to; `nil` for the one in use.
  package var strategy: Int? { site.strategy }

  /// Dotted path of the mechanism itself.
  package var place: String { site.path }

  /// The scenario's text without the mechanism, and without what only refers to it; `nil` for one that
  /// is not there, or that cannot be left out.
  package var textWithout: [UInt8]? {
    guard mechanism.isSwitchable, site.node != nil else { return nil }
    return Array(site.text(without: site.way).utf8)
  }

  /// - Parameters:
  ///   - trials: Values of the assumptions: `trials[assumption][trial]`.
  ///   - seed: Of the panel on which lengths are integrated.
  package func explanation(trials: [[Double]], seed: UInt64) -> Explanation {
    let probe = EngineProbe(site.scenario, strategy: site.strategy, seed: seed)
    return Explanation(
      path: path, place: site.path, title: mechanism.title, about: mechanism.about,
      inputs: inputs(probe),
      results: results(probe, trials), sources: mechanism.sources, guide: mechanism.guide,
      parts: parts)
  }

  private func results(_ probe: EngineProbe, _ trials: [[Double]]) -> [ExplainedResult] {
    let figures = mechanism.results(site)
    let medians = probe.medians
    let middle = figures.map { $0.value(medians) }
    var values = figures.map { _ in [Double]() }
    for trial in 0..<(trials.first?.count ?? 0) {
      let point = probe.point(trials.map { $0[trial] })
      for (place, figure) in figures.enumerated() { values[place].append(figure.value(point)) }
    }
    return figures.indices.map { place in
      let figure = figures[place]
      return ExplainedResult(
        symbol: figure.symbol, meaning: figure.meaning, unit: figure.unit,
        formula: middle[place].isFinite ? figure.formula : nil, value: middle[place],
        spread: Spread(over: values[place]))
    }
  }

  private func inputs(_ probe: EngineProbe) -> [ExplainedInput] {
    let reading = InputReading(site: site, mechanism: mechanism, marked: field)
    return mechanism.fields.flatMap { reading.inputs($0, at: probe.medians) }
  }
}
