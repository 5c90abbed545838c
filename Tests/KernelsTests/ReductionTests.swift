import Kernels
import Testing

struct FixedOrderSumTests {
  @Test(arguments: [0, 1, 3, 63, 64, 65, 128, 129, 1000, 4096])
  func wholeNumbersAddUpExactly(count: Int) {
    #expect(fixedOrderSum((0..<count).map(Double.init)) == Double(count * (count - 1) / 2))
  }

  @Test func errorStaysFarBelowThatOfARunningSum() {
    let values = [Double](repeating: 0.1, count: 1 << 20)
    let exact = 0.1 * Double(1 << 20)
    #expect(ulps(fixedOrderSum(values), exact) <= 4)
    #expect(abs(values.reduce(0, +) - exact) > 1e-6)
  }
}

struct OrderStatisticsTests {
  /// Quantiles of 1...5 of type 8, by `numpy.quantile(…, method="median_unbiased")`.
  @Test(arguments: [
    (0.0, 1.0), (0.1, 1.0), (0.25, 1.666_666_666_666_666_5), (0.5, 3.0), (0.8, 4.6), (1.0, 5.0),
  ])
  func quantilesEqualThoseOfNumPy(probability: Double, value: Double) {
    let sorted = [1.0, 2, 3, 4, 5]
    #expect(abs(OrderStatistics.quantile(probability, ofSorted: sorted.span) - value) < 1e-15)
  }

  @Test(arguments: [1, 2, 3, 10, 257, 5000])
  func selectionEqualsSorting(count: Int) {
    var stream = RandomStream(seed: 11, UInt64(count))
    // Coarse values, so that there are ties.
    let values = (0..<count).map { _ in (stream.normal() * 20).rounded() }
    let sorted = values.sorted()
    for probability in [0, 0.01, 0.05, 0.333, 0.5, 0.95, 0.99, 1] {
      var copy = values
      var span = copy.mutableSpan
      let selected = OrderStatistics.quantile(probability, selectingIn: &span)
      #expect(selected == OrderStatistics.quantile(probability, ofSorted: sorted.span))
      #expect(copy.sorted() == sorted)
    }
  }

  @Test func infinityIsAValue() {
    let sorted = [1.0, 2, .infinity, .infinity]
    #expect(OrderStatistics.quantile(0.9, ofSorted: sorted.span) == .infinity)
    #expect(OrderStatistics.quantile(0, ofSorted: sorted.span) == 1)
  }
}
