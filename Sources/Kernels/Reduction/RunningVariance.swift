/// Count, mean and sum of squared distances from it, one value after another.
///
/// - Source: Welford (1962), Technometrics 4; put together as Chan, Golub & LeVeque, "Algorithms for
///   Computing the Sample Variance", The American Statistician 37 (1983), eq. 2.1.
package struct RunningVariance: Sendable {
  package private(set) var count = 0
  package private(set) var mean = 0.0
  private var squares = 0.0

  package init() {}

  package mutating func add(_ value: Double) {
    count += 1
    let distance = value - mean
    mean += distance / Double(count)
    squares += distance * (value - mean)
  }

  package mutating func add(_ others: RunningVariance) {
    guard others.count > 0 else { return }
    let (own, other) = (Double(count), Double(others.count))
    let distance = others.mean - mean
    mean += distance * other / (own + other)
    squares += others.squares + distance * distance * own * other / (own + other)
    count += others.count
  }

  /// Over one less than the count; 0 of fewer than two values.
  package var variance: Double { count > 1 ? squares / Double(count - 1) : 0 }
}
