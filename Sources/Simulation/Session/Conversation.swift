/// What of the earlier turns of a group of sessions is sent again, under one policy.
struct Conversation {
  private let history: CallInputs.History
  /// User and output tokens of all turns before.
  private var everything = Lanes.zero
  /// The same at every turn so far, where the history needs to look back.
  private var exchanged: [Lanes] = []
  /// What a summary at the limit has replaced so far, and its length.
  private var replaced = Lanes.zero
  private var summary = Lanes.zero

  /// Tokens sent again at the turn.
  private(set) var kept = Lanes.zero
  /// Where the prompt no longer continues that of the turn before.
  private(set) var hasSlid = SIMDMask<SIMD4<Int64>>(repeating: false)
  /// What a summary made at this turn has replaced, and 1 where one was made.
  private(set) var forgotten = Lanes.zero
  private(set) var summaries = Lanes.zero

  init(_ history: CallInputs.History) {
    self.history = history
  }

  /// Goes back to before the first turn.
  mutating func restart() {
    everything = .zero
    exchanged.removeAll(keepingCapacity: true)
    replaced = .zero
    summary = .zero
  }

  private var looksBack: Bool {
    switch history {
    case .none, .full, .tokens: false
    case .turns, .summary: true
    }
  }

  /// Moves to a turn, counted from 0.
  ///
  /// - Parameter exchange: Tokens of the message and the answer of the turn before.
  mutating func advance(to turn: Int, adding exchange: Lanes) {
    if turn > 0 { everything += exchange }
    if looksBack { exchanged.append(everything) }
    hasSlid = SIMDMask(repeating: false)
    forgotten = .zero
    summaries = .zero
    switch history {
    case .none:
      kept = .zero
    case .full:
      kept = everything - replaced + summary
    case .turns(let window):
      kept = everything - exchanged[max(turn - window, 0)]
      hasSlid = SIMDMask(repeating: turn > window)
    case .tokens(let limit):
      let bound = Lanes(repeating: limit)
      hasSlid = everything .> bound
      kept = everything.replacing(with: bound, where: hasSlid)
    case .summary(let tokens, let keepTurns, let everyTurns):
      let made = max(turn - keepTurns, 0) / everyTurns
      let before = max(turn - 1 - keepTurns, 0) / everyTurns
      kept = everything - exchanged[made * everyTurns] + (made > 0 ? tokens : 0)
      guard made > before else { break }
      forgotten = exchanged[made * everyTurns] - exchanged[before * everyTurns]
      forgotten += before > 0 ? tokens : 0
      summaries = Lanes(repeating: 1)
      hasSlid = SIMDMask(repeating: true)
    }
  }

  /// Replaces the history by a summary where it exceeds the room, unless that makes it longer.
  mutating func summarise(into tokens: Double, beyond room: Lanes) {
    let length = Lanes(repeating: tokens)
    let isMade = (kept .> room) .& (kept .> length)
    forgotten = forgotten.replacing(with: kept, where: isMade)
    summaries = summaries.replacing(with: 1, where: isMade)
    replaced = replaced.replacing(with: everything, where: isMade)
    summary = summary.replacing(with: length, where: isMade)
    kept = kept.replacing(with: length, where: isMade)
    hasSlid .|= isMade
  }

  /// Leaves out the oldest text where the history exceeds the room.
  mutating func drop(beyond room: Lanes) {
    let isOver = kept .> room
    let left = room.replacing(with: 0, where: room .< Lanes.zero)
    kept = kept.replacing(with: left, where: isOver)
    hasSlid .|= isOver
  }
}
