import Reports
import Scenarios
import Simulation

extension FeatureScenario {
  /// Forecasts several scenarios side by side, on the same random numbers and with as many trials each.
  ///
  ///     let comparison = try await FeatureScenario.compare([chat, agent])
  ///     print(comparison.report(.markdown))
  ///
  /// Of one scenario the sides are its strategies. Of several, a side is the strategy in use of each,
  /// or every named strategy of each that has it. An input that scenarios share by its dotted path has
  /// the same value in every trial, so a difference of half a percent shows with the default trials.
  /// Costs that say nothing of each other are not subtracted: totals of unlike horizons, and costs of a
  /// unit where the scenarios call it differently.
  ///
  /// - Parameters:
  ///   - features: One scenario or more, in this order.
  ///   - names: The strategies, in this order; where none is named, all of one scenario and the one in
  ///     use of several.
  ///   - options: Method, trials or precision (which all sides reach), seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a strategy that no scenario has, one named twice, a
  ///   scenario that has none of those named, fewer than two sides, and options that the engine cannot
  ///   serve; ``CogcastError/cancelled`` when the task is.
  public static func compare(
    _ features: [FeatureScenario], strategies names: [String] = [],
    _ options: RunOptions = RunOptions(), progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureComparison {
    let sides = try ComparedSides(features, named: names).strategies
    let simulation = JointSimulation(
      over: features.map(\.scenario), try options.simulation(.distributions), progress: progress)
    let parts = zip(features, sides).map { feature, asked in
      let others = feature.gates.isEmpty ? [] : feature.usedStrategies
      return feature.part(strategies: asked + others.filter { !asked.contains($0) })
    }
    let results = try await simulation.run(parts, precision: options.precision)
    for (result, asked) in zip(results, sides) {
      await result.prepare(result.comparedMeasures(strategies: asked), threads: options.threads)
    }
    let runs = features.indices.map { index in
      ComparedRun(
        file: features[index].file, run: features[index].completed(results[index]),
        strategies: sides[index])
    }
    return FeatureComparison(ForecastComparison(runs))
  }
}

/// The sides of a comparison: of each scenario the strategies that are asked for.
private struct ComparedSides {
  /// Indices into the strategies of each scenario; empty for a scenario without routing, which is one
  /// side.
  let strategies: [[Int]]

  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a choice that leaves nothing to compare.
  init(_ features: [FeatureScenario], named names: [String]) throws(CogcastError) {
    if let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw .invalidRequest("strategy `\(names[twice])` is named twice; name each once.")
    }
    if features.count == 1 {
      strategies = [try Self.strategies(of: features[0], named: names)]
      return
    }
    guard !features.isEmpty else { throw .invalidRequest("there is no scenario to compare.") }
    for name in names where !features.contains(where: { $0.strategies.contains(name) }) {
      throw .invalidRequest(
        "no strategy `\(name)` in any of the scenarios: "
          + features.map(\.strategiesInWords).joined(separator: "; ") + ".")
    }
    var all: [[Int]] = []
    for feature in features {
      let found = names.compactMap { feature.strategies.firstIndex(of: $0) }
      guard names.isEmpty || !found.isEmpty else {
        throw .invalidRequest(
          "\(feature.strategiesInWords), none of \(names.joined(separator: ", ")); name one of its "
            + "strategies too, or leave the file out.")
      }
      all.append(names.isEmpty ? feature.scenario.routing.map { [$0.use] } ?? [] : found)
    }
    strategies = all
  }

  private static func strategies(
    of feature: FeatureScenario, named names: [String]
  ) throws(CogcastError) -> [Int] {
    var asked: [Int] = []
    for name in names.isEmpty ? feature.strategies : names {
      asked.append(try feature.index(ofStrategy: name))
    }
    guard asked.count >= 2 else {
      throw .invalidRequest(
        "a comparison needs two strategies, or another scenario; \(feature.strategiesInWords).")
    }
    return asked
  }
}

extension FeatureScenario {
  fileprivate var strategiesInWords: String {
    "\(file) has " + (strategies.isEmpty ? "no routing" : strategies.joined(separator: ", "))
  }
}
