import Foundation
import Scenarios

/// One possible world: a value for every unknown input, and the demand that follows from them.
struct OracleTrial {
  let assumptions: [Double]

  subscript(_ quantity: Quantity) -> Double {
    switch quantity.value {
    case .known(let value): value
    case .unknown(let index): assumptions[index]
    }
  }
}

/// Draws trials of one scenario: marginals through their quantile functions, joined by a Gaussian
/// copula whose Pearson correlations give the ranks asked for, ρ = 2 sin(π r / 6).
///
/// - Source: Kruskal, "Ordinal measures of association", JASA 53 (1958), for the conversion.
struct OracleTrialSource {
  private let scenario: Scenario
  private let factor: [[Double]]

  init(_ scenario: Scenario) {
    self.scenario = scenario
    let count = scenario.assumptions.count
    var matrix = (0..<count).map { i in (0..<count).map { $0 == i ? 1.0 : 0 } }
    for pair in scenario.correlations {
      let pearson = 2 * sin(Double.pi * pair.rank / 6)
      matrix[pair.first][pair.second] = pearson
      matrix[pair.second][pair.first] = pearson
    }
    factor = oracleCholesky(matrix)
    precondition(
      factor.indices.allSatisfy { factor[$0][$0] > 0.01 }, "correlations need a repair: \(matrix)")
  }

  func draw(_ generator: inout OracleGenerator) -> OracleTrial {
    var independent: [Double] = []
    for _ in scenario.assumptions { independent.append(generator.normal()) }
    let values = scenario.assumptions.indices.map { i in
      let latent = (0...i).reduce(0.0) { $0 + factor[i][$1] * independent[$1] }
      return scenario.assumptions[i].law.quantile(OracleNormal.cdf(latent))
    }
    return OracleTrial(assumptions: values)
  }
}
