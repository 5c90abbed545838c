import JSONDocuments
import Pricing

/// Tries every value of every decision in its place, the rest of the scenario as it is.
///
/// What the scenario's own decoder refuses there is a finding about the decision.
struct DecisionCheck {
  let text: [UInt8]
  let root: JSONNode
  let book: PriceBook
  let fileReader: (String) -> [UInt8]?

  /// One value, and where the file names it.
  private struct Candidate {
    let value: JSONText
    let words: String
    /// Below the decision: `from`, `to`, or an element of `oneOf`.
    let steps: [JSONStep]
  }

  func findings(of decisions: [Decision]) -> [Diagnostic] {
    guard !decisions.isEmpty, let rewriter = JSONRewriter(text, as: .scenario) else { return [] }
    return decisions.flatMap { findings(of: $0, rewriter) }
  }

  private func findings(of decision: Decision, _ rewriter: JSONRewriter) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let candidates = candidates(of: decision)
    for candidate in candidates {
      guard let reason = refusal(of: candidate.value, at: decision, rewriter) else { continue }
      found.append(
        finding(
          decision, candidate.steps,
          "with \(candidate.words) at this path the scenario is refused: \(reason)"))
      // Of a range the first refused value says enough.
      if case .values = decision.choices { continue }
      return found
    }
    if found.isEmpty, case .range(let range) = decision.choices,
      let reason = refusal(of: .number(Self.inner(range)), at: decision, rewriter)
    {
      found.append(
        finding(
          decision, [],
          "both ends are allowed, but not \(Wording.number(Self.inner(range))) between them: \(reason)"
            + " Add a `step`."))
    }
    return found
  }

  private func candidates(of decision: Decision) -> [Candidate] {
    switch decision.choices {
    case .values(let values):
      values.enumerated().map { index, value in
        Candidate(
          value: value, words: value.compact, steps: [.member("oneOf"), .element(index)])
      }
    case .steps(let numbers):
      numbers.enumerated().map { index, number in
        Candidate(
          value: .number(number), words: Wording.number(number),
          steps: index == 0
            ? [.member("from")] : index == numbers.count - 1 ? [.member("to")] : [.member("step")])
      }
    case .range(let range):
      [("from", range.lowerBound), ("to", range.upperBound)].map { name, number in
        Candidate(
          value: .number(number), words: Wording.number(number), steps: [.member(name)])
      }
    }
  }

  /// A number of the range that is nothing special.
  private static func inner(_ range: ClosedRange<Double>) -> Double {
    Decision.clean(range.lowerBound + 0.381966 * (range.upperBound - range.lowerBound))
  }

  private func refusal(
    of value: JSONText, at decision: Decision, _ rewriter: JSONRewriter
  ) -> String? {
    let changed = rewriter.text(writing: [decision.way: value])
    let decoded = ScenarioDecoder.decode(
      text: changed, file: "", book: book, decisions: .ignored, fileReader: fileReader)
    guard decoded.scenario == nil else { return nil }
    return decoded.diagnostics.first { $0.severity == .error }?.message
  }

  private func finding(
    _ decision: Decision, _ steps: [JSONStep], _ message: String
  ) -> Diagnostic {
    var pointer = JSONPointer.appending(decision.path, to: "/decisions")
    for step in steps {
      switch step {
      case .member(let key): pointer = JSONPointer.appending(key, to: pointer)
      case .element(let index): pointer = JSONPointer.appending(String(index), to: pointer)
      }
    }
    let way = [.member("decisions"), .member(decision.path)] + steps
    let position =
      root.part(way)?.position ?? TextPosition(line: 1, column: 1)
    return Diagnostic(
      severity: .error,
      location: SourceLocation(
        line: position.line, column: position.column, pointer: pointer), message: message)
  }
}
