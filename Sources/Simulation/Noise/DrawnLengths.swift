import Kernels
import Scenarios

/// The lengths of one call in a group of sessions, in tokens of the scenario: every stage that
/// answers it meets the same.
struct DrawnLengths {
  typealias Turn = (retrieved: Lanes, user: Lanes, output: Lanes)
  typealias Step = (output: Lanes, result: Lanes)

  private var retrieved: DrawnLength
  private var user: DrawnLength
  private var opening: DrawnLength
  private var output: DrawnLength
  private var toolResult: DrawnLength
  /// Of the turn, drawn as far as a round or a stage has needed them: all do the same work.
  private var steps: [Step] = []

  init(_ call: Call, _ trial: Inputs) {
    retrieved = DrawnLength(LengthDraw(call.prompt.retrieved, trial))
    user = DrawnLength(LengthDraw(call.prompt.user, trial))
    opening = DrawnLength(LengthDraw(call.prompt.opening, trial))
    output = DrawnLength(
      LengthDraw(call.output, trial), leastColumn: call.loop == nil ? 0 : DrawnLength.stepColumn)
    toolResult = DrawnLength(
      call.loop.map { LengthDraw($0.toolResult, trial) } ?? LengthDraw(constant: 0),
      leastColumn: DrawnLength.stepColumn)
  }

  /// Throws away what has been drawn ahead.
  ///
  /// - Parameters:
  ///   - turns: That will be played, over all sessions.
  ///   - sessions: That will be played.
  mutating func expect(turns: Int, sessions: Int) {
    retrieved.expect(turns)
    user.expect(turns)
    opening.expect(sessions)
    output.expect(turns)
    toolResult.expect(0)
  }

  /// The lengths of a turn.
  mutating func turn(isFirst: Bool, _ draws: inout ColumnDraws) -> Turn {
    if !steps.isEmpty { steps.removeAll(keepingCapacity: true) }
    let retrieved = retrieved.next(&draws)
    var message = user.next(&draws)
    if isFirst { message += opening.next(&draws) }
    return (retrieved, message, output.next(&draws))
  }

  /// Those of step k of its loop, from 0.
  mutating func step(_ k: Int, _ draws: inout ColumnDraws) -> Step {
    while steps.count <= k { steps.append((output.next(&draws), toolResult.next(&draws))) }
    return steps[k]
  }
}

/// One length for a group of sessions at a time, drawn by the column.
struct DrawnLength {
  private static let mostColumn = 512
  /// Of what is needed at random: few enough to waste.
  static let stepColumn = 64

  private let law: LengthDraw
  private let constant: Lanes?
  private let leastColumn: Int
  /// A group may look beyond the end.
  private var column: [Double] = []
  /// Of the column: the values in use.
  private var count = 0
  private var place = 0
  /// Values that will be asked for, and are not drawn yet.
  private var expected = 0

  /// - Parameter leastColumn: Values that are drawn at a time at least.
  init(_ law: LengthDraw, leastColumn: Int = 0) {
    self.law = law
    constant = law.constant.map { Lanes(repeating: $0) }
    self.leastColumn = max(leastColumn, Lanes.scalarCount)
  }

  /// Throws away what has been drawn ahead.
  ///
  /// - Parameter values: That will be asked for.
  mutating func expect(_ values: Int) {
    count = 0
    place = 0
    expected = values
  }

  /// One for each of a group of sessions.
  mutating func next(_ draws: inout ColumnDraws) -> Lanes {
    if let constant { return constant }
    if place + draws.width > count { refill(&draws) }
    let first = place
    place += draws.width
    return Lanes(column[first], column[first + 1], column[first + 2], column[first + 3])
  }

  /// Draws so many lengths as are expected, within bounds.
  private mutating func refill(_ draws: inout ColumnDraws) {
    let count = min(max(expected, leastColumn), Self.mostColumn)
    let room = count + Lanes.scalarCount
    if column.count < room { column = [Double](repeating: 0, count: room) }
    let law = law
    column.withUnsafeMutableBufferPointer { values in
      var span = UnsafeMutableBufferPointer(rebasing: values[..<count]).mutableSpan
      law.fill(&span, &draws.stream)
    }
    expected = max(expected - count, 0)
    self.count = count
    place = 0
  }
}
