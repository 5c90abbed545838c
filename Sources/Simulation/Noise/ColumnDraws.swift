import Kernels

/// The random numbers of a sampler: one stream, drawn by the column.
///
/// What is left of a column when a play ends is thrown away, so that a play depends on its stream
/// alone.
struct ColumnDraws: UniformSource {
  /// Of a column: few enough to waste on a single session, many enough for vector code.
  private static let length = 128

  var stream = RandomStream(seed: 0)
  /// How many sessions of a group take numbers: the first ones. The others get what those after them
  /// will take, and must not use it.
  var width = Lanes.scalarCount
  /// A group may look beyond the end.
  private var column = [Double](repeating: 0, count: length + Lanes.scalarCount)
  private var place = length

  mutating func begin(_ stream: RandomStream) {
    self.stream = stream
    place = Self.length
  }

  mutating func uniform() -> Double {
    if place == Self.length { refill() }
    place += 1
    return column[place - 1]
  }

  /// One for each of a group of sessions.
  mutating func uniforms() -> Lanes {
    if place + width > Self.length { refill() }
    let first = place
    place += width
    return Lanes(column[first], column[first + 1], column[first + 2], column[first + 3])
  }

  private mutating func refill() {
    var stream = stream
    column.withUnsafeMutableBufferPointer { values in
      var span = UnsafeMutableBufferPointer(rebasing: values[..<Self.length]).mutableSpan
      stream.uniforms(into: &span)
    }
    self.stream = stream
    place = 0
  }
}
