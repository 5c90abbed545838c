/// The columns of one strategy over all randomisations, put together as they come in.
///
/// A randomisation gives its columns away, so that no more than those of the ones at work are held twice.
struct MergedColumns {
  /// By column, then trial, randomisation by randomisation.
  private var expected: [[Double]]
  /// Empty where there is no noise.
  private var sampled: [[Double]]
  private let randomisations: Int

  init(columns: Int, randomisations: Int) {
    expected = [[Double]](repeating: [], count: columns)
    sampled = expected
    self.randomisations = randomisations
  }

  mutating func take(_ output: inout StrategyOutput, randomisation: Int) {
    for column in expected.indices {
      Self.move(&output.expected[column], to: &expected[column], randomisation, of: randomisations)
      Self.move(&output.sampled[column], to: &sampled[column], randomisation, of: randomisations)
    }
  }

  private static func move(
    _ part: inout [Double], to whole: inout [Double], _ randomisation: Int, of randomisations: Int
  ) {
    guard !part.isEmpty else { return }
    let count = part.count
    if whole.isEmpty { whole = [Double](repeating: 0, count: count * randomisations) }
    for (place, value) in part.enumerated() { whole[randomisation * count + place] = value }
    part = []
  }

  subscript(_ column: Int) -> TrialSeries {
    TrialSeries(
      expected: expected[column],
      sampled: sampled[column].isEmpty ? expected[column] : sampled[column])
  }
}
