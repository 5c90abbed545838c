/// Pattern search over ordered and categorical variables: from a point, a step to either side along
/// each variable and every other category; where none is better the steps are halved.
///
/// It asks for one point at a time and takes the first that is better, trying next what was just
/// better, with twice the step. Scores are compared by constrained domination, so that of feasible
/// points only better feasible ones are taken (the extreme barrier). It ends where no neighbour one
/// step away is better. A point may be asked for twice.
///
/// - Source: Hooke & Jeeves, "Direct search solution of numerical and statistical problems", Journal
///   of the ACM 8 (1961); for categories: Audet & Dennis, "Pattern search algorithms for mixed variable
///   programming", SIAM Journal on Optimization 11 (2001).
package struct PatternSearch: Sendable {
  private enum Move: Sendable, Equatable {
    case step(variable: Int, sign: Double)
    case category(variable: Int, value: Double)
  }

  /// First steps, as a part of the values of a variable.
  private static let firstStep = 8

  package private(set) var best: DesignPoint
  private var score: DesignScore
  private let variables: [DesignVariable]
  /// By variable, in values; 0 for a category.
  private var steps: [Int]
  /// Moves of this poll that are still to be tried.
  private var moves: [Move]
  private var tried: Move?

  /// - Precondition: No variable is a range, and the score is of one objective.
  package init(_ variables: [DesignVariable], from point: DesignPoint, score: DesignScore) {
    precondition(score.objectives.count == 1, "\(score.objectives.count) objectives")
    self.variables = variables
    self.score = score
    best = point
    steps = variables.map { variable in
      switch variable {
      case .ordered(let count): max(count / Self.firstStep, 1)
      case .categorical: 0
      case .real: preconditionFailure("a range has no steps")
      }
    }
    moves = []
    moves = poll(at: point)
  }

  /// The next point to be scored; `nil` at the end.
  package mutating func next() -> DesignPoint? {
    while true {
      while let move = moves.first {
        moves.removeFirst()
        guard let point = point(after: move) else { continue }
        tried = move
        return point
      }
      guard steps.contains(where: { $0 > 1 }) else { return nil }
      steps = steps.map { $0 > 1 ? $0 / 2 : $0 }
      moves = poll(at: best)
    }
  }

  /// Takes in the score of the point that was asked for; `nil` for one that is no point of the space.
  package mutating func add(_ point: DesignPoint, _ found: DesignScore?) {
    guard let move = tried, let found, found.dominates(score) else { return }
    best = point
    score = found
    var ahead: [Move] = []
    if case .step(let variable, _) = move {
      steps[variable] = min(2 * steps[variable], variables[variable].count ?? 1)
      ahead = [move]
    }
    moves = ahead + poll(at: point).filter { $0 != move }
  }

  private func poll(at point: DesignPoint) -> [Move] {
    variables.indices.flatMap { index -> [Move] in
      switch variables[index] {
      case .categorical(let count):
        (0..<count).map(Double.init).filter { $0 != point[index] }
          .map { .category(variable: index, value: $0) }
      default: [1, -1].map { .step(variable: index, sign: $0) }
      }
    }
  }

  /// `nil` where it leads nowhere.
  private func point(after move: Move) -> DesignPoint? {
    var point = best
    switch move {
    case .category(let variable, let value): point[variable] = value
    case .step(let variable, let sign):
      let last = Double((variables[variable].count ?? 1) - 1)
      point[variable] = min(max(point[variable] + sign * Double(steps[variable]), 0), last)
    }
    return point == best ? nil : point
  }
}
