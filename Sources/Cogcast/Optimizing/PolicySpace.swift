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
  /// By decision.
  private let options: [[JSONText]]
  private let rewriter: JSONRewriter

  var decisions: [Decision] { feature.scenario.decisions }

  init(_ feature: FeatureScenario) {
    guard let rewriter = JSONRewriter(feature.text, as: .scenario) else {
      preconditionFailure("a decoded scenario is valid JSON")
    }
    self.feature = feature
    self.rewriter = rewriter
    let decisions = feature.scenario.decisions
    options = decisions.map(Self.options)
    variables = zip(decisions, options).map { decision, options in
      if case .values = decision.choices {
        .categorical(options.count)
      } else {
        .ordered(options.count)
      }
    }
    let indices = zip(decisions, options).map { decision, options in
      decision.current.flatMap { options.firstIndex(of: $0) }
    }
    let known = indices.compactMap(\.self)
    current = known.count == indices.count ? known.map(Double.init) : nil
  }

  /// What a decision may be; of a range its steps, and what the file has between them.
  private static func options(_ decision: Decision) -> [JSONText] {
    switch decision.choices {
    case .values(let values): return values
    case .steps(let numbers): return numbers.map { .number($0) }
    case .range(let range):
      let width = range.upperBound - range.lowerBound
      var numbers = Set(
        (0..<stepsOfRange).map {
          Decision.clean(range.lowerBound + width * Double($0) / Double(stepsOfRange))
        } + [range.upperBound])
      if case .number(let current)? = decision.current, range.contains(current) {
        numbers.insert(current)
      }
      return numbers.filter(range.contains).sorted().map { .number($0) }
    }
  }

  /// Policies there are; `nil` where a decision is a range, or they are more than a billion.
  var count: Int? {
    let hasRange = decisions.contains { if case .range = $0.choices { true } else { false } }
    return hasRange ? nil : variables.points(atMost: 1_000_000_000)
  }

  func values(at point: DesignPoint) -> [JSONText] {
    zip(options, point).map { options, index in options[Int(index)] }
  }

  /// Part of a range within which two of its numbers are as good as the same.
  private static let nearness = 0.01

  /// Whether two policies differ in nothing but numbers of ranges, by a hundredth of each at most.
  func areNear(_ first: DesignPoint, _ second: DesignPoint) -> Bool {
    zip(decisions, zip(values(at: first), values(at: second))).allSatisfy { decision, values in
      guard case .range(let range) = decision.choices, case .number(let a) = values.0,
        case .number(let b) = values.1
      else { return values.0 == values.1 }
      return abs(a - b) <= Self.nearness * (range.upperBound - range.lowerBound)
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
}
