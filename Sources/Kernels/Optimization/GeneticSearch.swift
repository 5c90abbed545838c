/// NSGA-II: a population of points that moves towards the front of those that nothing dominates.
///
/// Asked for points and told their scores, so that whoever scores them may do so in any way; the same
/// seed and scores give the same points. A point is asked for once.
///
/// ```swift
/// var search = GeneticSearch(variables, budget: 200, seed: 1)
/// while case let points = search.next(), !points.isEmpty {
///   search.add(points.map { ($0, score($0)) })
/// }
/// ```
///
/// Real and ordered variables cross by simulated binary crossover and mutate by polynomials, ordered
/// ones rounded afterwards; categorical ones are taken from either parent and drawn anew.
///
/// - Source: Deb, Pratap, Agarwal & Meyarivan, "A fast and elitist multiobjective genetic algorithm:
///   NSGA-II", IEEE Transactions on Evolutionary Computation 6 (2002).
package struct GeneticSearch: Sendable {
  private struct Member {
    let point: DesignPoint
    let score: DesignScore
    var rank = 0
    var crowding = 0.0
  }

  /// Points that are drawn in vain before a search is at its end: all near ones are known.
  private static let patience = 1000
  /// Draws by crossing before a new point comes from anywhere.
  private static let crossings = 20

  private let variables: [DesignVariable]
  private let operators: GeneticOperators
  private let size: Int
  private var budget: Int
  private var stream: RandomStream
  private var known: Set<DesignPoint>
  private var population: [Member] = []
  private var starting: [DesignPoint]

  /// - Parameters:
  ///   - budget: Points that may be scored in all.
  ///   - starting: Points of the first generation, the rest of which is drawn at random.
  package init(
    _ variables: [DesignVariable], budget: Int, seed: UInt64, starting: [DesignPoint] = []
  ) {
    self.variables = variables
    self.budget = budget
    self.starting = starting
    operators = GeneticOperators(variables)
    size = Self.populationSize(budget: budget)
    stream = RandomStream(seed: seed, RandomStream.hash("genetic search"))
    known = []
  }

  /// As many generations as half the members of one, up to the hundred of Deb et al.
  static func populationSize(budget: Int) -> Int {
    let even = 2 * Int((Double(max(budget, 0)) / 2).squareRoot().rounded())
    return min(max(even, 8), 100)
  }

  /// The next generation to be scored; empty at the end of the search.
  package mutating func next() -> [DesignPoint] {
    var points: [DesignPoint] = []
    let wanted = min(size, budget)
    for point in starting where points.count < wanted && known.insert(point).inserted {
      points.append(point)
    }
    starting = []
    var misses = 0
    while points.count < wanted, misses < Self.patience {
      let point =
        population.count < 2 || misses > Self.crossings * (points.count + 1)
        ? variables.random(from: &stream) : child()
      if known.insert(point).inserted { points.append(point) } else { misses += 1 }
    }
    return points
  }

  /// Takes scores in; a point without one is no point of the space and costs nothing.
  package mutating func add(_ scores: [(point: DesignPoint, score: DesignScore?)]) {
    let scored = scores.compactMap { point, score in score.map { Member(point: point, score: $0) } }
    budget -= scored.count
    population = Self.survivors(of: population + scored, size: size)
  }

  /// The best members of both generations: front by front, of the last one the least crowded.
  private static func survivors(of members: [Member], size: Int) -> [Member] {
    let scores = members.map(\.score)
    var survivors: [Member] = []
    for (rank, front) in scores.fronts.enumerated() {
      let ranked = zip(front, scores.crowding(of: front)).map { index, crowding in
        Member(
          point: members[index].point, score: members[index].score, rank: rank, crowding: crowding)
      }
      let room = size - survivors.count
      guard ranked.count <= room else {
        let order = ranked.indices.sorted {
          (ranked[$1].crowding, $0) < (ranked[$0].crowding, $1)
        }
        survivors += order.prefix(room).map { ranked[$0] }
        break
      }
      survivors += ranked
    }
    return survivors
  }

  private mutating func child() -> DesignPoint {
    let first = parent()
    let second = parent()
    return operators.child(of: first, second, from: &stream)
  }

  /// The better of two members by rank, then by room around it.
  private mutating func parent() -> DesignPoint {
    let first = population[pick()]
    let second = population[pick()]
    if first.rank != second.rank { return first.rank < second.rank ? first.point : second.point }
    return first.crowding >= second.crowding ? first.point : second.point
  }

  private mutating func pick() -> Int {
    Int(stream.uniform() * Double(population.count))
  }
}
