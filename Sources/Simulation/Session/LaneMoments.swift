/// The columns of ``CostMoments`` for a group of sessions.
///
/// With R_n the moments of n turns, and s_n the probability that the n-th is sent under a budget, those of
/// at most n turns are E_n = E_(n-1) + s_n (R_n - R_(n-1)), and what dependence adds: a session has
/// tokens left where it was cheap so far. Its cost X so far is taken as linear in its tokens S so far, of
/// slope Cov(X, S) / Var(S) and with a remainder independent of S, given the lengths.
struct LaneMoments {
  /// Where every turn so far was sent, and the same one turn before.
  private var whole: [Lanes]
  private var before: [Lanes]
  /// Under a budget; empty without one.
  private var cut: [Lanes]
  private var last: SessionSums

  init(components: Int, columns: Int, hasBudget: Bool) {
    whole = [Lanes](repeating: .zero, count: columns)
    before = whole
    cut = hasBudget ? whole : []
    last = SessionSums(components: components)
  }

  subscript(_ column: Int) -> Lanes { cut.isEmpty ? whole[column] : cut[column] }

  /// Goes back to no turns.
  mutating func clear() {
    for column in whole.indices { whole[column] = .zero }
    for column in cut.indices { cut[column] = .zero }
    last.clear()
  }

  /// Moves to the sums of one more turn.
  ///
  /// - Parameter turn: `nil` without a budget.
  mutating func update(
    _ session: SessionSums, turns: Int, pricePerTurn: Double, usesCache: Bool,
    under turn: BudgetTurn?
  ) {
    if turn != nil { swap(&whole, &before) }
    setWhole(session, turns: Double(turns), pricePerTurn: pricePerTurn, usesCache: usesCache)
    guard let turn else { return }
    for column in cut.indices {
      cut[column] += turn.probability * (whole[column] - before[column])
    }
    if let dependence = turn.dependence {
      addDependence(dependence, of: turn.probability, session, usesCache: usesCache)
    }
    last = session
  }

  private mutating func setWhole(
    _ session: SessionSums, turns: Double, pricePerTurn: Double, usesCache: Bool
  ) {
    let constant = turns * pricePerTurn
    for node in CostMoments.nodes.indices {
      let source = usesCache ? node : 0
      let m = session.mean[source] + constant
      let v = session.variance[source]
      let squares = m * m + v
      whole[node * 3] = m
      whole[node * 3 + 1] = squares
      whole[node * 3 + 2] = m * squares + 2 * m * v + session.third[source]
    }
    let count = session.components
    for end in 0..<2 {
      let m = session.mean[usesCache && end == 1 ? CostMoments.nodes.count - 1 : 0] + constant
      let first = CostMoments.firstProduct(end: end, components: count)
      for component in 0..<count {
        let place = end * count + component
        whole[first + component] =
          session.componentMean[place] * m + session.componentCovariance[place]
      }
      whole[first + count] = turns * m
    }
  }

  /// E[1 X] - E[1] E[X] and its like, for 1 that the turn is sent and X the cost before it.
  private mutating func addDependence(
    _ dependence: BudgetTurn.Dependence, of sent: Lanes, _ session: SessionSums, usesCache: Bool
  ) {
    let ends = [0, 1].map { dependence.slope(of: last.tokenCovariance(end: $0)) }
    var firsts: [Lanes] = []
    for (node, hit) in CostMoments.nodes.enumerated() {
      let mean = before[node * 3]
      let square = before[node * 3 + 1]
      let ownMean = whole[node * 3] - mean
      let ownSquare = whole[node * 3 + 1] - square - 2 * ownMean * mean
      let (first, second) = Self.covariances(
        dependence, slope: ends[0] * (1 - hit) + ends[1] * hit, sent: sent, mean: mean,
        square: square)
      cut[node * 3 + 1] += 2 * ownMean * first
      cut[node * 3 + 2] += 3 * (ownMean * second + ownSquare * first)
      firsts.append(first)
    }
    let count = session.components
    for end in 0..<2 {
      let node = usesCache && end == 1 ? CostMoments.nodes.count - 1 : 0
      let ownMean = whole[node * 3] - before[node * 3]
      let variance = last.variance[node]
      let products = CostMoments.firstProduct(end: end, components: count)
      for component in 0..<count {
        let place = end * count + component
        let ownPart = session.componentMean[place] - last.componentMean[place]
        let share = (last.componentCovariance[place] / variance)
          .replacing(with: 0, where: variance .<= Lanes.zero)
        cut[products + component] += (ownPart + ownMean * share) * firsts[node]
      }
      // The number of turns grows by one and is certain before.
      cut[products + count] += firsts[node]
    }
  }

  /// Cov(1, X) and Cov(1, X²).
  ///
  /// Replicas can miss what is rare, and then have less spread than the cost has: both stay within what
  /// any X ≥ 0 of these moments allows, 0 ≤ E[1 X] ≤ E[X], the same of X² and of (X - E[X])², and
  /// Cauchy-Schwarz.
  private static func covariances(
    _ dependence: BudgetTurn.Dependence, slope: Lanes, sent: Lanes, mean: Lanes, square: Lanes
  ) -> (first: Lanes, second: Lanes) {
    let missing = 1 - sent
    let zero = Lanes.zero
    let variance = (square - mean * mean).clamped(
      lowerBound: zero, upperBound: Lanes(repeating: .infinity))
    let most = (sent * missing * variance).squareRoot()
    let first = (slope * dependence.covariance)
      .clamped(lowerBound: -sent * mean, upperBound: missing * mean)
      .clamped(lowerBound: -most, upperBound: most)
    let ofDeviations = (slope * slope * dependence.squareCovariance)
      .clamped(lowerBound: -sent * variance, upperBound: missing * variance)
    let second = (2 * mean * first + ofDeviations)
      .clamped(lowerBound: -sent * square, upperBound: missing * square)
    return (first, second)
  }
}

extension SessionSums {
  /// Covariance of the tokens of all models with the cost.
  fileprivate func tokenCovariance(end: Int) -> Lanes {
    var sum = Lanes.zero
    for place in 0..<components where place % CostMoments.componentsPerModel < 4 {
      sum += componentCovariance[end * components + place]
    }
    return sum
  }
}
