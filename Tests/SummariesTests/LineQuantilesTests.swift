import Foundation
import Kernels
import Simulation
import Summaries
import Testing

struct LineQuantilesTests {
  private let randomisations = 4
  private let lines = 8

  /// One level a line, and where each line's own trial lies.
  private var levels: [Double] {
    var stream = RandomStream(seed: 11, 1)
    return (0..<randomisations * lines).map { _ in stream.normal() }
  }
  private var positions: [Double] {
    var stream = RandomStream(seed: 11, 2)
    return (0..<randomisations * lines).map { _ in stream.normal() }
  }

  /// - Parameters:
  ///   - metric: Of the place on the line and the line's level.
  ///   - trial: The same for the lines' own trials.
  private func quantiles(
    trial: ((Double, Double) -> Double)? = nil, _ metric: @escaping (Double, Double) -> Double
  ) throws -> LineQuantiles {
    let nodes = CostLines.nodes.nodes
    var values: [Double] = []
    for randomisation in 0..<randomisations {
      for node in nodes {
        for line in 0..<lines { values.append(metric(node, levels[randomisation * lines + line])) }
      }
    }
    // Twice as many trials as lines: the second half lies on none.
    var trials: [Double] = []
    for randomisation in 0..<randomisations {
      for line in 0..<lines {
        let place = randomisation * lines + line
        trials.append((trial ?? metric)(positions[place], levels[place]))
      }
      trials += [Double](repeating: 1, count: lines)
    }
    return try LineQuantiles(
      values, trials: trials,
      lines: CostLines(lines: lines, positions: positions, columns: [:]),
      randomisations: randomisations)
  }

  /// The root of mean Φ((log q - level) / slope) by halving, as the definition has it.
  private func root(_ p: Double, _ levels: [Double], slope: Double) -> Double {
    var (low, high) = (-50.0, 50.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      var share = 0.0
      for level in levels { share += StandardNormal.cdf((middle - 0.3 * level) / slope) }
      share /= Double(levels.count)
      if share < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  @Test(arguments: [0.01, 0.05, 0.5, 0.95, 0.99])
  func theQuantileIsTheRootOfTheMeanProbability(p: Double) throws {
    let found = try quantiles { exp(2 + 0.5 * $0 + 0.3 * $1) }.quantile(p)
    let truth = exp(2 + root(p, levels, slope: 0.5))
    #expect(abs(found.value / truth - 1) < 1e-9)
    for randomisation in 0..<randomisations {
      let own = Array(levels[randomisation * lines..<(randomisation + 1) * lines])
      let truth = exp(2 + root(p, own, slope: 0.5))
      #expect(abs(found.replicates[randomisation] / truth - 1) < 1e-9)
    }
  }

  /// Exact where the law is known: of a level that varies by nothing, the normal quantile itself.
  @Test func alongOneLineItIsTheNormalQuantile() throws {
    let found = try quantiles { x, _ in exp(0.4 * x) }
    for p in [0.05, 0.5, 0.95] {
      #expect(abs(log(found.quantile(p).value) - 0.4 * StandardNormal.quantile(p)) < 1e-9)
    }
  }

  @Test(arguments: [0.05, 0.5, 0.95])
  func aFallingMetricHasTheMirroredQuantiles(p: Double) throws {
    let rising = try quantiles { exp(0.5 * $0 + 0.3 * $1) }.quantile(1 - p)
    let falling = try quantiles { exp(-0.5 * $0 - 0.3 * $1) }.quantile(p)
    #expect(abs(falling.value * rising.value - 1) < 1e-9)
  }

  /// A negative value has no logarithm: the curve is of the values themselves.
  @Test func valuesOfAnySignServe() throws {
    let found = try quantiles { 0.5 * $0 + 0.3 * $1 }.quantile(0.95)
    #expect(abs(found.value - root(0.95, levels, slope: 0.5)) < 1e-9)
  }

  @Test func oneLineThatTurnsRulesTheMetricOut() {
    let turning = levels[13]
    #expect(throws: LineQuantiles.Obstacle.notMonotone) {
      try quantiles { x, level in level == turning ? 1 + x * x : exp(x) }
    }
    #expect(throws: LineQuantiles.Obstacle.notMonotone) { try quantiles { _, _ in 3 } }
    #expect(throws: LineQuantiles.Obstacle.notMonotone) {
      try quantiles { x, level in level == turning ? .nan : exp(x) }
    }
    // Up along some lines and down along others.
    #expect(throws: LineQuantiles.Obstacle.notMonotone) {
      try quantiles { x, level in exp(level == turning ? -x : x) }
    }
  }

  @Test func oneTrialOffItsCurveRulesTheMetricOut() throws {
    let place = try #require(positions.indices.first { abs(positions[$0]) < 1 })
    let level = levels[place]
    func shifted(_ distance: Double) throws -> LineQuantiles {
      try quantiles(trial: { x, own in exp(own == level ? x + distance : x) }) { x, _ in exp(x) }
    }
    _ = try shifted(0.9 * LineQuantiles.tolerance)
    #expect(throws: LineQuantiles.Obstacle.notSmooth) {
      try shifted(1.1 * LineQuantiles.tolerance)
    }
    // Steps between the nodes, as counts of sessions make them.
    #expect(throws: LineQuantiles.Obstacle.notSmooth) {
      try quantiles { x, _ in exp((4 * x).rounded() / 4) }
    }
  }
}
