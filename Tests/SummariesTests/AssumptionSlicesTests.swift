import Foundation
import HandMade
import Kernels
import Summaries
import Testing

struct AssumptionSlicesTests {
  /// Events with the probability logistic(-3 + 2 z): the regression finds the curve, and no other
  /// than the order of the assumption's values matters.
  @Test func anEventsProbabilityIsFound() throws {
    var random = TestRandom(seed: 21)
    let scores = (0..<16_384).map { _ in random.normal() }
    let events = scores.map { random.uniform() < 1 / (1 + exp(3 - 2 * $0)) ? 1.0 : 0 }
    let slices = AssumptionSlices(scores.map { exp($0) }, randomisations: 16)
    let mean = try #require(ConditionalMean(events, given: slices, kind: .event))
    for (slice, fitted) in mean.fitted.enumerated() {
      let middle = (Double(slice) + 0.5) / Double(mean.fitted.count)
      let exact = 1 / (1 + exp(3 - 2 * StandardNormal.quantile(middle)))
      // Two coefficients, each known to about 0.05 on the scale of log odds.
      let odds = log(fitted / (1 - fitted)) - log(exact / (1 - exact))
      #expect(abs(odds) < 0.6, "\(middle): \(fitted), not \(exact)")
    }
  }

  @Test func anEventThatTheAssumptionDecidesStaysFinite() throws {
    let values = (0..<1024).map { Double(($0 * 389) % 1024) }
    let slices = AssumptionSlices(values, randomisations: 16)
    let mean = try #require(
      ConditionalMean(values.map { $0 < 512 ? 1 : 0 }, given: slices, kind: .event))
    #expect(mean.fitted.allSatisfy { (0...1).contains($0) })
    #expect(mean.fitted.first! > 0.99 && mean.fitted.last! < 0.01)
  }

  @Test(arguments: [ConditionalMean.Kind.number, .event])
  func anEventThatAlwaysOrNeverHappensIsFlat(kind: ConditionalMean.Kind) throws {
    let values = (0..<256).map(Double.init)
    let slices = AssumptionSlices(values, randomisations: 16)
    let mean = try #require(
      ConditionalMean([Double](repeating: 1, count: 256), given: slices, kind: kind))
    #expect(mean.fitted.allSatisfy { $0 > 0.9999 && $0 <= 1 + 1e-12 })
    #expect(
      ConditionalMean([Double](repeating: .nan, count: 256), given: slices, kind: kind) == nil)
  }

  /// Noise does not become a curve.
  @Test func aResponseOfItsOwnHasAFlatMean() throws {
    var random = TestRandom(seed: 22)
    let values = (0..<4096).map { _ in random.uniform() }
    let slices = AssumptionSlices(values, randomisations: 16)
    let mean = try #require(
      ConditionalMean(values.map { _ in random.normal() }, given: slices, kind: .number))
    #expect(Set(mean.fitted.map { ($0 * 1e9).rounded() }).count == 1)
  }
}
