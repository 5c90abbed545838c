import Kernels
import Testing

@Suite struct RunningVarianceTests {
  /// Far from 0 against their spread, where sums of squares would cancel.
  private let values = (0..<1000).map { 1e9 + Double($0 * 7919 % 1000) }

  @Test func agreesWithTwoPasses() {
    var running = RunningVariance()
    for value in values { running.add(value) }
    let mean = values.reduce(0) { $0 + ($1 - 1e9) } / 1000
    let squares = values.reduce(0) { $0 + ($1 - 1e9 - mean) * ($1 - 1e9 - mean) }
    #expect(running.count == 1000)
    // Each step rounds the mean to an ULP of 1e9.
    #expect(abs(running.mean - 1e9 - mean) < 1e-4)
    #expect(abs(running.variance - squares / 999) < 1e-6 * squares / 999)
  }

  @Test func partsAddUpToTheWhole() {
    var whole = RunningVariance()
    for value in values { whole.add(value) }
    var parts = RunningVariance()
    for range in [0..<1, 1..<1, 1..<300, 300..<1000] {
      var part = RunningVariance()
      for value in values[range] { part.add(value) }
      parts.add(part)
    }
    #expect(parts.count == 1000)
    #expect(abs(parts.mean - whole.mean) < 1e-4)
    #expect(abs(parts.variance - whole.variance) < 1e-6 * whole.variance)
  }

  @Test func fewerThanTwoValuesVaryByNothing() {
    var running = RunningVariance()
    #expect(running.variance == 0)
    running.add(3)
    #expect(running.mean == 3)
    #expect(running.variance == 0)
  }
}
