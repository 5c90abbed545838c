import Foundation
import Kernels
import Scenarios

/// The Gaussian copula of the assumptions that the scenario correlates.
///
/// A Spearman rank correlation r becomes the normal correlation 2 sin(π r / 6); a matrix that is
/// not positive definite is replaced by the nearest correlation matrix.
///
/// - Source: Kruskal, "Ordinal measures of association", JASA 53 (1958), §3.
struct CopulaCorrelation: Sendable {
  /// Smallest eigenvalue of a repaired matrix.
  static let minimumEigenvalue = 1e-6

  /// Indices of the correlated assumptions, ascending.
  let members: [Int]
  private let factor: CorrelationFactor
  /// Largest change of a normal correlation by the repair; 0 when nothing was repaired.
  var largestChange: Double { factor.wasRepaired ? factor.largestChange : 0 }

  init?(_ scenario: Scenario) {
    guard !scenario.correlations.isEmpty else { return nil }
    let members = Set(scenario.correlations.flatMap { [$0.first, $0.second] }).sorted()
    self.members = members
    var matrix = members.map { row in members.map { $0 == row ? 1.0 : 0 } }
    for pair in scenario.correlations {
      let i = members.firstIndex(of: pair.first)!
      let j = members.firstIndex(of: pair.second)!
      matrix[i][j] = Self.normalCorrelation(rank: pair.rank)
      matrix[j][i] = matrix[i][j]
    }
    factor = CorrelationFactor(repairing: matrix, minimumEigenvalue: Self.minimumEigenvalue)
  }

  /// Assumptions whose independent coordinates one of the members is made of, itself among them; none
  /// of any other assumption.
  func sources(of assumption: Int) -> [Int] {
    guard let row = members.firstIndex(of: assumption) else { return [] }
    return members.indices.filter { factor.rows[row][$0] != 0 }.map { members[$0] }
  }

  static func normalCorrelation(rank: Double) -> Double { 2 * sin(Double.pi * rank / 6) }

  /// Replaces independent uniform columns of the members by correlated ones.
  func apply(to uniforms: inout [[Double]]) {
    var normals = members.map { member in uniforms[member].map { StandardNormal.quantile($0) } }
    factor.apply(columns: &normals)
    for (row, member) in members.enumerated() {
      uniforms[member] = normals[row].map { StandardNormal.cdf($0) }
    }
  }
}
