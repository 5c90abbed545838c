import Distributions

/// The unknown inputs of a scenario, in the order in which the language reads them.
///
/// A named assumption is one draw whatever the number of its uses. Its law is built at the end,
/// when the values that all its uses allow are known.
final class DrawTable {
  struct Use {
    let place: Place
    let position: TextPosition
    let range: InputRange
  }

  private enum Draw {
    case own(Assumption)
    case shared(name: String)
  }

  /// Draws of one scenario; Sobol points are tabulated for a few more.
  static let limit = 1000

  private let named: [DeclaredNames.Entry]
  private var draws: [Draw] = []
  private var indices: [String: Int] = [:]
  private var uses: [String: [Use]] = [:]
  private var usedNumbers: Set<String> = []

  init(named: [DeclaredNames.Entry]) {
    self.named = named
  }

  func add(_ assumption: Assumption) -> Int {
    draws.append(.own(assumption))
    return draws.count - 1
  }

  func use(_ name: String, by use: Use) -> Int {
    uses[name, default: []].append(use)
    if let index = indices[name] { return index }
    draws.append(.shared(name: name))
    indices[name] = draws.count - 1
    return draws.count - 1
  }

  /// An assumption that is a plain number makes no draw.
  func markUsed(_ name: String) {
    usedNumbers.insert(name)
  }

  /// Builds the laws of named assumptions; `nil` after a finding.
  func finish(_ decoding: Decoding) -> [Assumption]? {
    if draws.count > Self.limit {
      decoding.error(
        TextPosition(line: 1, column: 1), .root,
        "there are \(draws.count) unknown inputs; at most \(Self.limit) are supported.")
    }
    var shared: [String: Assumption] = [:]
    for entry in named {
      shared[entry.name] = assumption(entry, decoding)
    }
    let all = draws.compactMap { draw in
      switch draw {
      case .own(let assumption): assumption
      case .shared(let name): shared[name]
      }
    }
    return all.count == draws.count ? all : nil
  }

  private func assumption(_ entry: DeclaredNames.Entry, _ decoding: Decoding) -> Assumption? {
    let place = Place.root.member("assumptions").member(entry.name)
    let uses = uses[entry.name] ?? []
    guard let first = uses.first else {
      // Nothing reads it; its text is checked all the same.
      _ = decoding.law(entry.node, place, in: .signed)
      if !usedNumbers.contains(entry.name) {
        decoding.warning(
          entry.position, place,
          "nothing uses the assumption \(Wording.code(entry.name)); remove it, or refer to it"
            + " with { \"assumption\": \(Wording.quoted(entry.name)) }.")
      }
      return nil
    }
    var range = first.range
    for use in uses.dropFirst() {
      guard let narrower = range.intersection(use.range) else {
        decoding.error(
          use.position, use.place.member("assumption"),
          "no value of \(Wording.code(entry.name)) suits both this input (\(use.range.words)) and"
            + " \(Wording.code(first.place.path)) (\(first.range.words)); use two assumptions.")
        return nil
      }
      range = narrower
    }
    guard let law = decoding.law(entry.node, place, in: range) else { return nil }
    let annotations = Annotations.none.narrowed(by: entry.node)
    return Assumption(
      path: place.path, usedBy: uses.map(\.place.path), law: law, note: annotations.note,
      source: annotations.source)
  }
}
