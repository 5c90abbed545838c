import CVectorKernels
import Testing

/// Against mpmath with 60 digits.
struct PoissonMassTests {
  private struct Row: Decodable {
    let count: Double
    let mean: Double
    let mass: Double
  }

  /// Up to 30 standard deviations from the mean, half an ULP for every rounding: near the mean those
  /// of a logarithm that reaches -30² / 2, and far from it those of n log(n / mean), of the quotient in
  /// it and of n - mean.
  @Test func massesAreExactToTheRoundingsOfTheirLogarithm() throws {
    for row in try Reference.load("poisson.json") as [Row] where row.mass > 0 {
      let (n, mean) = (row.count, row.mean)
      let isNear = n == 0 || abs(n - mean) < 0.1 * (n + mean)
      let roundings =
        isNear
        ? -2 * cogcast_log(row.mass)
        : n + 2 * n * abs(cogcast_log(n / mean)) + abs(n - mean)
      let mass = cogcast_poisson_mass(n, mean)
      #expect(abs(mass / row.mass - 1) <= 0x1p-52 * (4 + roundings), "\(n) of \(mean)")
    }
  }
}
