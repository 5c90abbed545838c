import Kernels
import Scenarios

/// The policies that a scenario's decisions allow.
struct PolicySpace: Sendable {
  /// A range is searched in so many equal steps: finer than anybody sets a knob, and the same numbers
  /// on every processor.
  static let stepsOfRange = 10_000

  let feature: FeatureScenario
  let variables: [DesignVariable]
  /// What the file has, as a point; `nil` where it holds what its decisions do not allow.
  let current: DesignPoint?
  private let rewriter: JSONRewriter

  var decisions: [Decision] { feature.scenario.decisions }

  init(_ feature: FeatureScenario) {
    guard let rewriter = JSONRewriter(feature.text, as: .scenario) else {
      preconditionFailure("a decoded scenario is valid JSON")
    }
    self.feature = feature
    self.rewriter = rewriter
    let decisions = feature.scenario.decisions
    variables = decisions.map { decision in
      switch decision.choices {
      case .values(let values): .categorical(values.count)
      case .steps(let numbers): .ordered(numbers.count)
      case .range: .ordered(Self.stepsOfRange + 1)
      }
    }
    let indices = decisions.map { decision in
      decision.current.flatMap { Self.index(of: $0, in: decision.choices) }
    }
    let known = indices.compactMap(\.self)
    current = known.count == indices.count ? known.map(Double.init) : nil
  }

  /// Policies there are; `nil` where a decision is a range, or they are more than a billion.
  var count: Int? {
    let hasRange = decisions.contains { if case .range = $0.choices { true } else { false } }
    return hasRange ? nil : variables.points(atMost: 1_000_000_000)
  }

  func values(at point: DesignPoint) -> [JSONText] {
    zip(decisions, point).map { decision, index in
      switch decision.choices {
      case .values(let values): values[Int(index)]
      case .steps(let numbers): .number(numbers[Int(index)])
      case .range(let range): .number(Self.number(Int(index), of: range))
      }
    }
  }

  /// Indices of the decisions that a policy takes otherwise than the file.
  func changes(at point: DesignPoint) -> [Int] {
    zip(decisions, values(at: point)).enumerated()
      .filter { $1.0.current != $1.1 }.map(\.offset)
  }

  /// The file with the values of a policy in it.
  func text(at point: DesignPoint) -> [UInt8] {
    let values = values(at: point)
    let changes = changes(at: point).map { (decisions[$0].way, values[$0]) }
    return rewriter.text(writing: Dictionary(uniqueKeysWithValues: changes))
  }

  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` where the values do not go together.
  func scenario(at point: DesignPoint) throws(CogcastError) -> FeatureScenario {
    try FeatureScenario(policy: text(at: point), of: feature)
  }

  /// Every value of every decision alone, as far as ranges go by their ends; what they add to the
  /// unknown inputs is known before the search.
  var soundings: [FeatureScenario] {
    decisions.enumerated().flatMap { position, decision in
      let values: [JSONText] =
        switch decision.choices {
        case .values(let values): values
        case .steps(let numbers): [numbers[0], numbers[numbers.count - 1]].map { .number($0) }
        case .range(let range): [range.lowerBound, range.upperBound].map { .number($0) }
        }
      return values.compactMap { value in
        let text = rewriter.text(writing: [decision.way: value])
        return try? FeatureScenario(policy: text, of: feature)
      }
    }
  }

  private static func number(_ index: Int, of range: ClosedRange<Double>) -> Double {
    if index == stepsOfRange { return range.upperBound }
    let width = range.upperBound - range.lowerBound
    return Decision.clean(range.lowerBound + width * Double(index) / Double(stepsOfRange))
  }

  private static func index(of value: JSONText, in choices: Decision.Choices) -> Int? {
    if case .values(let values) = choices { return values.firstIndex(of: value) }
    guard case .number(let number) = value else { return nil }
    switch choices {
    case .steps(let numbers): return numbers.firstIndex(of: number)
    case .range(let range):
      guard range.contains(number) else { return nil }
      let share = (number - range.lowerBound) / (range.upperBound - range.lowerBound)
      let index = Int((share * Double(stepsOfRange)).rounded())
      return Self.number(index, of: range) == number ? index : nil
    case .values: return nil
    }
  }
}
