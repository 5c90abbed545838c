import Glibc

extension MetalogCurve {
  /// Refuses a curve that falls somewhere, naming the percentiles beside the place.
  func requireRising(_ points: [QuantilePoint], _ bounds: MetalogBounds) throws(LawError) {
    guard let worst = fallingLogOdds else { return }
    let probability = 1 / (1 + exp(-worst))
    let above = points.firstIndex { $0.p > probability } ?? points.count
    let index = min(max(above, 1), points.count - 1)
    let (low, high) = (points[index - 1], points[index])
    func words(_ point: QuantilePoint) -> String { "\(point.name) (\(figure(point.x)))" }
    guard points.count == 3 else {
      throw LawError(
        parameter: high.name,
        message: "\(words(low)) and \(words(high)) clash with the other percentiles: the metalog"
          + " through all \(points.count) would fall there; move one of them or leave it out.")
    }
    let range = Self.middleRange(points, bounds)
    let middle = points[1]
    throw LawError(
      parameter: middle.name,
      message: "\(words(points[0])), \(words(middle)) and \(words(points[2])) clash: no metalog"
        + " rises through all three; \(middle.name) must lie between"
        + " \(roundedFigure(range.lowerBound)) and \(roundedFigure(range.upperBound)).")
  }

  /// Log-odds at which dM/dy is negative, at its lowest; `nil` for a feasible curve.
  private var fallingLogOdds: Double? {
    if lowerSlope < 0 { return -Self.reach }
    if upperSlope < 0 { return Self.reach }
    // The rise is smooth in t on the scale of 1, and set by the tail slopes beyond ±40.
    let step = 0.05
    let grid = (-800...800).map { Double($0) * step }
    var rises = grid.map(rise)
    rises.append(.infinity)
    guard let lowest = rises.indices.min(by: { rises[$0] < rises[$1] }), lowest < grid.count else {
      return nil
    }
    if rises[lowest] <= 0 { return grid[lowest] }
    // Between grid points: golden-section search about each local minimum.
    for index in grid.indices.dropFirst().dropLast()
    where rises[index] <= rises[index - 1] && rises[index] <= rises[index + 1] {
      let t = minimum(from: grid[index - 1], to: grid[index + 1])
      if rise(t) <= 0 { return t }
    }
    return nil
  }

  private func minimum(from lower: Double, to upper: Double) -> Double {
    let golden = 0.618_033_988_749_894_9
    var (a, b) = (lower, upper)
    for _ in 0..<40 {
      let (c, d) = (b - golden * (b - a), a + golden * (b - a))
      if rise(c) < rise(d) { b = d } else { a = c }
    }
    return (a + b) / 2
  }

  /// Values of the middle of three percentiles for which the curve rises.
  ///
  /// The feasible values are an interval, because coefficients are linear in the values and the
  /// conditions linear in the coefficients. It contains the symmetric curve, without third term.
  private static func middleRange(
    _ points: [QuantilePoint], _ bounds: MetalogBounds
  ) -> ClosedRange<Double> {
    let ends = [points[0], points[2]].map { (p: $0.p, z: bounds.unbounded($0.x)) }
    let symmetric = MetalogCurve(through: ends)
    let p = points[1].p
    let center = symmetric.value(log(p / (1 - p)))
    func isFeasible(_ z: Double) -> Bool {
      MetalogCurve(through: [ends[0], (p, z), ends[1]]).fallingLogOdds == nil
    }
    func edge(_ end: Double) -> Double {
      var (inside, outside) = (center, end)
      for _ in 0..<50 {
        let middle = (inside + outside) / 2
        if isFeasible(middle) { inside = middle } else { outside = middle }
      }
      return bounds.value(inside)
    }
    return edge(ends[0].z)...edge(ends[1].z)
  }
}
