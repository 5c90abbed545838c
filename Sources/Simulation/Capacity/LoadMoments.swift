/// Raw moments of the load that a session puts on a capacity.
struct LoadPowers {
  var first = 0.0
  var second = 0.0
  var third = 0.0

  static func * (moments: LoadPowers, factor: Double) -> LoadPowers {
    LoadPowers(
      first: moments.first * factor, second: moments.second * factor,
      third: moments.third * factor)
  }

  static func += (sums: inout LoadPowers, other: LoadPowers) {
    sums.first += other.first
    sums.second += other.second
    sums.third += other.third
  }

  /// The moments of a multiple of the load.
  func scaled(by factor: Double) -> LoadPowers {
    LoadPowers(
      first: first * factor, second: second * factor * factor,
      third: third * factor * factor * factor)
  }
}

/// Sessions of one tier and of about as many model turns, and what they put on a capacity.
struct LoadClass {
  /// Expected number of them, or the probability that a session is one.
  var sessions = 0.0
  /// Raw moments of the load of one, times their number: where others load the capacity in its hour, and
  /// where it is the only one, and finds caches colder.
  var powers = LoadPowers()
  var alone = LoadPowers()

  mutating func add(_ other: LoadClass) {
    sessions += other.sessions
    powers += other.powers
    alone += other.alone
  }
}

/// Moments of the load that a session of a tier puts on a capacity, by class of its number of turns and at
/// the nodes of ``CostMoments``.
struct TierLoad {
  /// Part of their number by which the turns of a class differ: sessions of up to seven turns are told apart,
  /// and the lumps that more turns leave in the load of an hour are finer than its spread.
  private static let width = 0.25

  struct Nodes {
    var probability = 0.0
    /// Times the probability.
    var first = SIMD4<Double>.zero
    var second = SIMD4<Double>.zero
    var third = SIMD4<Double>.zero

    mutating func add(_ row: ArraySlice<Double>, probability: Double) {
      func moment(_ place: Int) -> SIMD4<Double> {
        let start = row.startIndex + place
        return probability * SIMD4(row[start], row[start + 3], row[start + 6], row[start + 9])
      }
      self.probability += probability
      first += moment(0)
      second += moment(1)
      third += moment(2)
    }

    /// At a hit rate, by its ``CostMoments/weights(at:)``.
    func powers(_ weights: SIMD4<Double>) -> LoadPowers {
      LoadPowers(
        first: (first * weights).sum(), second: (second * weights).sum(),
        third: (third * weights).sum())
    }

    static func += (sums: inout Nodes, other: Nodes) {
      sums.probability += other.probability
      sums.first += other.first
      sums.second += other.second
      sums.third += other.third
    }
  }

  let classes: [Nodes]
  /// Of all classes.
  let total: Nodes

  /// `nil` where no session puts any load on it.
  ///
  /// - Parameter probabilities: P(n model turns), n from 0, those that a token budget holds back included.
  init?(_ table: CostMoments, probabilities: [Double]) {
    var classes: [Nodes] = []
    var start = 1
    while start < probabilities.count {
      let end = min(start + max(1, Int(Double(start) * Self.width)), probabilities.count)
      var nodes = Nodes()
      for n in start..<end where probabilities[n] > 0 {
        nodes.add(table.rows[(n * table.columns)...], probability: probabilities[n])
      }
      if nodes.probability > 0 { classes.append(nodes) }
      start = end
    }
    self.classes = classes
    var total = Nodes()
    for nodes in classes { total += nodes }
    self.total = total
    if total.first.max() <= 0 { return nil }
  }
}

/// Moments of the load that sessions put on the capacities, for one trial.
struct LoadMoments {
  /// `[capacity][workflow][epoch][tier]`; `nil` where a tier puts none on it.
  private let tiers: [[[[TierLoad?]]]]

  init(evaluator: StrategyEvaluator, workflows: [WorkflowTrial], inputs: Inputs) {
    let plan = evaluator.plan
    tiers = evaluator.strategy.capacities.enumerated().map { index, capacity in
      let trial = CapacityTrial(capacity, inputs)
      return evaluator.models.enumerated().map { workflow, model in
        var loads: [[TierLoad?]] = []
        for (place, epoch) in plan.epochs.enumerated() {
          // Prices put no load on anything.
          if place > 0, epoch.learningMonths == plan.epochs[place - 1].learningMonths {
            loads.append(loads[place - 1])
            continue
          }
          loads.append(
            model.plan.tiers.indices.map { tier in
              guard model.plan.tiers[tier].loads(capacity: index) else { return nil }
              return model.loadMoments(
                workflows[workflow], tier: tier, learningMonths: epoch.learningMonths,
                capacity: index, trial, isKnown: capacity.hasKnownWeights, inputs: inputs)
            })
        }
        return loads
      }
    }
  }

  subscript(capacity: Int, workflow workflow: Int) -> [[TierLoad?]] { tiers[capacity][workflow] }
}
