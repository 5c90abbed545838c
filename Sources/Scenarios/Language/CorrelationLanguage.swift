/// One entry of `correlations`, before its paths are looked up.
struct WrittenCorrelation {
  let between: [String]
  let rank: Double
  let reader: ObjectReader
}

/// The `correlations` block.
enum CorrelationLanguage {
  static let between = Field.required(
    "between", .list(of: .text(), count: 2...2, noun: "path"),
    "Dotted paths of two unknown inputs.")
  static let rank = Field.required(
    "rank", .number(.rank), "Spearman's rank correlation.")

  static let shape = ObjectShape(
    "correlation", noun: "a correlation", "Two unknown inputs that move together.",
    fields: [between.description, rank.description])

  static func build(_ reader: ObjectReader) -> WrittenCorrelation? {
    let between = reader.read(between)
    let rank = reader.read(rank)
    guard let between, let rank else { return nil }
    return WrittenCorrelation(between: between, rank: rank, reader: reader)
  }

  /// Looks up both ends of each entry; findings where one is no unknown input.
  static func resolve(
    _ written: [WrittenCorrelation], _ paths: PathTable, _ decoding: Decoding
  ) -> [RankCorrelation] {
    var pairs: Set<Set<Int>> = []
    var result: [RankCorrelation] = []
    for entry in written {
      let place = entry.reader.place.member(between.name)
      let ends = entry.between.indices.map { draw(entry, $0, paths, decoding) }
      guard let first = ends[0], let second = ends[1] else { continue }
      if first == second {
        decoding.error(
          entry.reader.node, place,
          "both paths read the same draw, which is correlated with itself; name two.")
      } else if !pairs.insert([first, second]).inserted {
        decoding.error(
          entry.reader.node, place, "this pair is correlated twice; keep one entry.")
      } else {
        result.append(RankCorrelation(first: first, second: second, rank: entry.rank))
      }
    }
    return result
  }

  private static func draw(
    _ entry: WrittenCorrelation, _ end: Int, _ paths: PathTable, _ decoding: Decoding
  ) -> Int? {
    let path = entry.between[end]
    if let draw = paths.draws[path] { return draw }
    guard case .array(let nodes) = entry.reader.member(between)?.value.value else { return nil }
    let place = entry.reader.place.member(between.name).element(end)
    let shown = Wording.code(path)
    let inner = paths.unknown(below: path)
    let hint =
      inner.isEmpty ? "" : " Did you mean \(Wording.alternatives(inner.map(Wording.code)))?"
    switch paths.inputs[path]?.kind {
    case .known:
      decoding.error(
        nodes[end], place,
        "\(shown) is a known number; only unknown inputs can be correlated.")
    case .varies:
      decoding.error(
        nodes[end], place,
        "\(shown) varies from event to event; only unknown inputs can be correlated." + hint)
    case .unknown, nil:
      decoding.error(
        nodes[end], place,
        "there is no unknown input \(shown)."
          + (inner.isEmpty
            ? Spelling.suggestion(for: path, among: paths.draws.keys.sorted()) : hint)
          + " `cogcast validate` lists the paths of a scenario.")
    }
    return nil
  }
}

/// One entry of `planned`, before its path is looked up.
struct PlannedNumber {
  let value: Double
  let node: JSONNode
  let place: Place
}

/// The `planned` block.
enum PlannedLanguage {
  /// Looks up each path; findings where it is no input, or the number is none of it.
  static func resolve(
    _ written: [NamedEntry<PlannedNumber>], _ paths: PathTable, _ decoding: Decoding
  ) -> [String: Double] {
    var result: [String: Double] = [:]
    for entry in written {
      let number = entry.value
      let targets = paths.uses[entry.name] ?? [entry.name]
      for target in targets {
        guard let input = paths.inputs[target] else {
          decoding.error(
            entry.position, number.place,
            "there is no input \(Wording.code(entry.name))."
              + Spelling.suggestion(for: entry.name, among: paths.inputs.keys.sorted())
              + " `cogcast validate` lists the paths of a scenario.")
          break
        }
        guard input.range.contains(number.value) else {
          decoding.error(
            number.node, number.place,
            "found \(Wording.number(number.value)); \(Wording.code(target)) is"
              + " \(input.range.words).")
          break
        }
        result[target] = number.value
      }
    }
    return result
  }
}

extension Codec where Value == [NamedEntry<PlannedNumber>] {
  static let planned = Codec.names(
    .path, of: .plannedNumber, count: 0...500, noun: "planned number")
}

extension Codec where Value == PlannedNumber {
  fileprivate static let plannedNumber = Codec(schema: InputSchema.number(.signed)) {
    node, place, decoding in
    decoding.number(node, place, in: .signed).map {
      PlannedNumber(value: $0, node: node, place: place)
    }
  }
}

extension NameRule {
  /// A dotted path; whether it names an input is told later.
  static let path = NameRule(pattern: "^.{1,500}$", words: "at most 500 characters") {
    (1...500).contains($0.unicodeScalars.count) && !$0.unicodeScalars.contains("\n")
  }
}
