/// One thing that those who build the feature may choose: a value of the scenario, and what it may
/// be.
///
/// A declaration for a search: an estimate is of what the file has at the path.
package struct Decision: Sendable, Equatable {
  package enum Choices: Sendable, Equatable {
    /// Values without an order.
    case values([JSONText])
    /// Numbers in ascending order.
    case steps([Double])
    /// Any number of a range that is not a single one.
    case range(ClosedRange<Double>)
  }

  /// Dotted path as it was typed.
  package let path: String
  /// Where the value stands, or would stand, in the text.
  package let way: [JSONStep]
  package let choices: Choices
  /// What the file has there; `nil` where it has nothing.
  package let current: JSONText?

  package init(path: String, way: [JSONStep], choices: Choices, current: JSONText?) {
    self.path = path
    self.way = way
    self.choices = choices
    self.current = current
  }

  /// What is allowed, in a few words.
  package var allowed: String {
    switch choices {
    case .values(let values): Wording.alternatives(values.map(\.compact))
    case .steps(let numbers):
      if numbers.count > 2 {
        "\(Wording.number(numbers[0])) to \(Wording.number(numbers[numbers.count - 1])) by "
          + Wording.number(Self.clean(numbers[1] - numbers[0]))
      } else {
        Wording.alternatives(numbers.map(Wording.number))
      }
    case .range(let range):
      "\(Wording.number(range.lowerBound)) to \(Wording.number(range.upperBound))"
    }
  }

  /// The number nearest to it that has twelve significant digits: what a person would have typed.
  package static func clean(_ value: Double) -> Double {
    Double(Wording.significant(12, value)) ?? value
  }
}
