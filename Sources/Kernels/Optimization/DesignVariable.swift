/// What one coordinate of a search may be.
package enum DesignVariable: Sendable, Hashable {
  /// One of so many values without an order, by index.
  case categorical(Int)
  /// One of so many values in order, by index.
  case ordered(Int)
  case real(ClosedRange<Double>)

  /// How many values it has; `nil` for a range.
  package var count: Int? {
    switch self {
    case .categorical(let count), .ordered(let count): count
    case .real: nil
    }
  }
}

/// One value for each variable: an index, or a number of the range.
package typealias DesignPoint = [Double]

extension [DesignVariable] {
  /// How many points there are; `nil` where a variable is a range, or the number is beyond `limit`.
  package func points(atMost limit: Int) -> Int? {
    var points = 1
    for variable in self {
      guard let count = variable.count else { return nil }
      let (product, overflows) = points.multipliedReportingOverflow(by: count)
      guard !overflows, product <= limit else { return nil }
      points = product
    }
    return points
  }

  /// Every point, the last variable running fastest.
  ///
  /// - Precondition: No variable is a range.
  package var everyPoint: [DesignPoint] {
    reduce([[]]) { points, variable in
      guard let count = variable.count else { preconditionFailure("a range has no last point") }
      return points.flatMap { point in (0..<count).map { point + [Double($0)] } }
    }
  }

  package func random(from stream: inout RandomStream) -> DesignPoint {
    map { variable in
      let uniform = stream.uniform()
      switch variable {
      case .categorical(let count), .ordered(let count):
        return (uniform * Double(count)).rounded(.down)
      case .real(let range):
        return range.lowerBound + uniform * (range.upperBound - range.lowerBound)
      }
    }
  }
}
