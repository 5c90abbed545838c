import Distributions
import Glibc
import Kernels
import Testing

/// Draws by inversion, as the engine makes them, against the distribution function.
struct SamplingTests {
  private static let count = 20_000

  /// The largest distance of a sample's distribution function from the law's, jumps included,
  /// exceeds this with a probability of 1e-9, so that all laws together alarm falsely once in 1e7.
  ///
  /// - Source: Massart, "The tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality", Ann.
  ///   Prob. 18 (1990): P(D > d) ≤ 2 exp(-2 n d²), for any law.
  private static let distance = (log(2 / 1e-9) / (2 * Double(count))).squareRoot()

  @Test(arguments: try LawCatalogue.all())
  func drawsFollowTheLaw(item: LawCase) {
    let law = item.law
    var stream = RandomStream(seed: 20_270_104)
    let sample = (0..<Self.count).map { _ in law.quantile(stream.uniform()) }.sorted()
    var farthest = 0.0
    var before = 0
    while before < sample.count {
      let x = sample[before]
      let upTo = sample[before...].firstIndex { $0 > x } ?? sample.count
      let total = Double(sample.count)
      farthest = max(
        farthest, abs(law.cdf(x) - Double(upTo) / total),
        abs(law.cdf(x.nextDown) - Double(before) / total))
      before = upTo
    }
    #expect(farthest <= Self.distance)
    #expect(sample.allSatisfy(law.support.contains))
  }

  @Test func anotherLawIsTold() throws {
    let drawn = try Gamma(mean: 5, cv: 0.8)
    let near = try Gamma(mean: 5.2, cv: 0.8)
    var stream = RandomStream(seed: 20_270_104)
    let sample = (0..<Self.count).map { _ in drawn.quantile(stream.uniform()) }.sorted()
    let farthest = sample.enumerated().map { abs(near.cdf($1) - Double($0) / Double(Self.count)) }
      .reduce(0, max)
    #expect(farthest > Self.distance)
  }
}
