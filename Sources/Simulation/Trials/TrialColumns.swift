import Scenarios

/// Series over the trials of one randomisation, one behind another in one piece of memory; what is zero in
/// every trial, as commitments are that a scenario does not have, takes none.
struct TrialColumns: Sendable {
  /// Where the values of a column begin; `nil` where all of them are zero so far.
  private struct Places {
    var expected: Int?
    var sampled: Int?
  }

  /// That a column will have.
  private let trials: Int
  /// That it has.
  private(set) var count = 0
  private var values: [Double] = []
  private var places: [Places]
  /// By column; false where only expectations were asked for.
  private(set) var hasNoise: [Bool]
  /// Of trials that are not in the columns yet: by column, expected and sampled; empty where none has been
  /// recorded, or all are.
  private var waiting: [Double] = []
  private var waitingTrials = 0

  init(columns: Int, trials: Int) {
    self.trials = trials
    places = [Places](repeating: Places(), count: columns)
    hasNoise = [Bool](repeating: false, count: columns)
  }

  /// Empty where all are zero.
  func expected(_ column: Int) -> ArraySlice<Double> { slice(places[column].expected) }

  func expectedValues(_ column: Int) -> [Double] {
    TrialValues.parts([expected(column)], ofEach: count).joined
  }

  /// Those with request noise, where there is any.
  func sampled(_ column: Int) -> ArraySlice<Double> {
    slice(hasNoise[column] ? places[column].sampled : places[column].expected)
  }

  private func slice(_ place: Int?) -> ArraySlice<Double> {
    place.map { values[$0..<($0 + count)] } ?? []
  }

  /// Records the columns of a trial, which wait until as many trials as a block has are together.
  mutating func record(_ accounts: TrialAccounts, _ columns: [AccountColumn], hasNoise: Bool) {
    if waiting.isEmpty {
      waiting = [Double](repeating: 0, count: 2 * columns.count * RandomisationRun.block)
    }
    let trial = waitingTrials
    var values = waiting.mutableSpan
    let (expected, sampled) = (accounts.expected.span, accounts.sampled.span)
    for (index, column) in columns.enumerated() {
      values[2 * index * RandomisationRun.block + trial] = expected[column.place]
      let noisy = sampled[column.place]
      values[(2 * index + 1) * RandomisationRun.block + trial] = noisy < 0 ? 0 : noisy
    }
    waitingTrials += 1
    if waitingTrials == RandomisationRun.block { flush(columns, hasNoise: hasNoise) }
  }

  /// Puts what waits to the columns, behind which no trial will come.
  mutating func finish(_ columns: [AccountColumn], hasNoise: Bool) {
    if waitingTrials > 0 { flush(columns, hasNoise: hasNoise) }
    waiting = []
  }

  private mutating func flush(_ columns: [AccountColumn], hasNoise: Bool) {
    if values.isEmpty {
      values.reserveCapacity(waitingColumns(columns, hasNoise: hasNoise) * trials)
    }
    for (column, rules) in columns.enumerated() {
      let first = 2 * column * RandomisationRun.block
      places[column].expected = put(waitingFrom: first, places[column].expected)
      guard hasNoise, rules.hasNoise else { continue }
      self.hasNoise[column] = true
      places[column].sampled = put(
        waitingFrom: first + RandomisationRun.block, places[column].sampled)
    }
    count += waitingTrials
    waitingTrials = 0
  }

  /// Columns that are not zero in all trials that wait: mostly those that ever are not.
  private func waitingColumns(_ columns: [AccountColumn], hasNoise: Bool) -> Int {
    columns.indices.reduce(0) { count, column in
      let first = 2 * column * RandomisationRun.block
      let second = first + RandomisationRun.block
      let isSampled = hasNoise && columns[column].hasNoise && !isZero(waitingFrom: second)
      return count + (isZero(waitingFrom: first) ? 0 : 1) + (isSampled ? 1 : 0)
    }
  }

  private func isZero(waitingFrom first: Int) -> Bool {
    !waiting[first..<(first + waitingTrials)].contains { $0 != 0 }
  }

  private mutating func put(waitingFrom first: Int, _ known: Int?) -> Int? {
    guard known != nil || !isZero(waitingFrom: first) else { return nil }
    let place = known ?? newColumn()
    let target = (place + count)..<(place + count + waitingTrials)
    values.replaceSubrange(target, with: waiting[first..<(first + waitingTrials)])
    return place
  }

  private mutating func newColumn() -> Int {
    values.append(contentsOf: repeatElement(0, count: trials))
    return values.count - trials
  }

  /// Puts later trials of the randomisation behind its own.
  ///
  /// - Precondition: No trials wait.
  mutating func append(_ later: TrialColumns) {
    self = TrialColumns(
      count: count + later.count, hasNoise: zip(hasNoise, later.hasNoise).map { $0 || $1 }
    ) { column in
      [(expected(column), 0), (later.expected(column), count)]
    } sampled: { column in
      [(sampled(column), 0), (later.sampled(column), count)]
    }
  }

  /// Forgets all but the first trials of the columns that are kept.
  mutating func keepFirst(_ first: Int, where isKept: (Int) -> Bool) {
    self = TrialColumns(count: first, hasNoise: hasNoise.indices.map { hasNoise[$0] && isKept($0) })
    {
      isKept($0) ? [(expected($0).prefix(first), 0)] : []
    } sampled: {
      [(sampled($0).prefix(first), 0)]
    }
  }

  /// - Parameters:
  ///   - expected: By column, values and the trial from which they are.
  private init(
    count: Int, hasNoise: [Bool],
    expected: (Int) -> [(ArraySlice<Double>, from: Int)],
    sampled: (Int) -> [(ArraySlice<Double>, from: Int)]
  ) {
    self.init(columns: hasNoise.count, trials: count)
    self.count = count
    self.hasNoise = hasNoise
    for column in hasNoise.indices {
      places[column].expected = copy(expected(column))
      if hasNoise[column] { places[column].sampled = copy(sampled(column)) }
    }
  }

  private mutating func copy(_ parts: [(ArraySlice<Double>, from: Int)]) -> Int? {
    guard parts.contains(where: { !$0.0.isEmpty }) else { return nil }
    let place = newColumn()
    for (part, trial) in parts {
      values.replaceSubrange((place + trial)..<(place + trial + part.count), with: part)
    }
    return place
  }
}
