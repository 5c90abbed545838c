import CVectorKernels
import Kernels
import Testing

struct StandardNormalTests {
  private struct Table: Decodable {
    struct Row: Decodable {
      let at: Double
      let value: Double
    }
    let cdf: [Row]
    let quantile: [Row]
    let log: [Row]
    let exp: [Row]
  }

  private let table: Table

  init() throws {
    table = try Reference.load("normal.json")
  }

  @Test func distributionFunctionIsWithinEightULPs() {
    for row in table.cdf {
      #expect(ulps(StandardNormal.cdf(row.at), row.value) <= 8, "at \(row.at)")
    }
  }

  @Test func quantilesAreWithinEightULPs() {
    for row in table.quantile {
      #expect(ulps(StandardNormal.quantile(row.at), row.value) <= 8, "at \(row.at)")
    }
  }

  @Test func logarithmAndExponentialAreWithinOneULP() {
    for row in table.log {
      #expect(ulps(cogcast_log(row.at), row.value) <= 1, "log of \(row.at)")
    }
    for row in table.exp {
      #expect(ulps(cogcast_exp(row.at), row.value) <= 1, "exp of \(row.at)")
    }
  }

  @Test func logarithmAndExponentialEndAsTheyShould() {
    #expect(cogcast_log(0) == -.infinity)
    #expect(cogcast_log(.infinity) == .infinity)
    #expect(cogcast_log(-1).isNaN && cogcast_log(.nan).isNaN)
    #expect(cogcast_exp(-.infinity) == 0 && cogcast_exp(-746) == 0)
    #expect(cogcast_exp(.infinity) == .infinity && cogcast_exp(710) == .infinity)
    #expect(cogcast_exp(.nan).isNaN)
  }

  @Test func endsOfTheRangeAreExact() {
    #expect(StandardNormal.cdf(-.infinity) == 0)
    #expect(StandardNormal.cdf(.infinity) == 1)
    #expect(StandardNormal.cdf(.nan).isNaN)
    #expect(StandardNormal.quantile(0) == -.infinity)
    #expect(StandardNormal.quantile(1) == .infinity)
    for p in [-0.1, 1.1, .nan] { #expect(StandardNormal.quantile(p).isNaN) }
  }

  @Test func quantilesAreSymmetric() {
    for p in [0.3, 0.07, 0x1p-10, 0x1p-40] where 1 - (1 - p) == p {
      #expect(StandardNormal.quantile(1 - p) == -StandardNormal.quantile(p))
    }
  }

  @Test func aSpanGivesTheBytesOfSingleCalls() {
    let probabilities = table.quantile.map(\.at)
    var quantiles = [Double](repeating: 0, count: probabilities.count)
    var span = quantiles.mutableSpan
    StandardNormal.quantiles(of: probabilities.span, into: &span)
    #expect(quantiles == probabilities.map(StandardNormal.quantile))
    var empty: [Double] = []
    var emptySpan = empty.mutableSpan
    StandardNormal.quantiles(of: [Double]().span, into: &emptySpan)
  }
}
