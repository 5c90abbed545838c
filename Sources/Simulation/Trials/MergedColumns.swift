/// The columns of one strategy over all randomisations, put together as they come in.
///
/// A randomisation gives its columns away, so that no more than those of the ones at work are held twice; what
/// is zero in every trial, as commitments are that a scenario does not have, is held once for all columns.
struct MergedColumns {
  /// By column, then trial, randomisation by randomisation; empty where all are zero.
  private var expected: [[Double]]
  private var sampled: [[Double]]
  private var hasNoise: [Bool]
  /// Of all randomisations.
  let trials: Int
  private let randomisations: Int
  private let zeros: [Double]

  init(columns: Int, randomisations: Int, trials: Int) {
    expected = [[Double]](repeating: [], count: columns)
    sampled = expected
    hasNoise = [Bool](repeating: false, count: columns)
    self.trials = trials
    self.randomisations = randomisations
    zeros = [Double](repeating: 0, count: trials)
  }

  mutating func take(_ output: inout StrategyOutput, randomisation: Int) {
    for column in expected.indices {
      if !output.sampled[column].isEmpty { hasNoise[column] = true }
      Self.move(&output.expected[column], to: &expected[column], randomisation, of: randomisations)
      Self.move(&output.sampled[column], to: &sampled[column], randomisation, of: randomisations)
    }
  }

  private static func move(
    _ part: inout [Double], to whole: inout [Double], _ randomisation: Int, of randomisations: Int
  ) {
    let values = part
    part = []
    guard values.contains(where: { $0 != 0 }) else { return }
    if whole.isEmpty { whole = [Double](repeating: 0, count: values.count * randomisations) }
    let first = randomisation * values.count
    whole.replaceSubrange(first..<(first + values.count), with: values)
  }

  subscript(_ column: Int) -> TrialSeries {
    let expected = expected[column].isEmpty ? zeros : expected[column]
    guard hasNoise[column] else { return TrialSeries(expected: expected, sampled: expected) }
    return TrialSeries(
      expected: expected, sampled: sampled[column].isEmpty ? zeros : sampled[column])
  }
}
