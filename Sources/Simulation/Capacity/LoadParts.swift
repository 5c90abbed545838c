/// Some neighbouring numbers of units, and the law of the load given them.
struct LoadPart {
  let probability: Double
  let law: ShiftedGamma
}

/// What is known of the load where it has a number of units: their probability, and moments of the load there.
struct PartialLoad {
  /// Variance below which a load counts as constant, relative to its squared mean.
  private static let leastVariance = 1e-8
  /// Below which it counts as none.
  private static let leastProbability = 1e-12

  var probability = 0.0
  /// E[L; M] to E[L³; M].
  var first = 0.0
  var second = 0.0
  var third = 0.0

  static func += (sum: inout PartialLoad, other: PartialLoad) {
    sum.probability += other.probability
    sum.first += other.first
    sum.second += other.second
    sum.third += other.third
  }

  /// Puts right the moments of a session that has no company.
  mutating func setAlone(_ session: LoadClass, probability: Double) {
    first += (session.alone.first - session.powers.first) * probability
    second += (session.alone.second - session.powers.second) * probability
    third += (session.alone.third - session.powers.third) * probability
  }

  /// Standard deviation of the load, relative to its mean.
  var deviation: Double {
    let square = first * first
    return square > 0 ? max(second * probability / square - 1, 0).squareRoot() : 0
  }

  /// `nil` where there is no load.
  var part: LoadPart? {
    guard probability > Self.leastProbability, first > 0 else { return nil }
    let (mean, square) = (first / probability, second / probability)
    return LoadPart(
      probability: probability,
      law: ShiftedGamma(
        mean: mean, variance: max(square - mean * mean, mean * mean * Self.leastVariance),
        thirdCumulant: third / probability - 3 * mean * square + 2 * mean * mean * mean))
  }
}

/// Puts neighbouring numbers of units together.
struct LoadParts {
  /// Parts in a standard deviation that the load of a number of units has itself: sessions of up to twelve turns
  /// whose answers vary cost within 4e-5 of what all parts say, and with one part within 6e-4.
  private static let partsOfUnits = 2.0

  private let unitsPerPart: Double
  private var group = PartialLoad()
  private var members = 0.0
  private var parts: [LoadPart] = []

  /// - Parameters:
  ///   - deviation: Of the units.
  ///   - parts: In a standard deviation.
  init(deviation: Double, parts: Double) {
    unitsPerPart = (deviation / parts).rounded(.down)
  }

  /// Adds a number of units, the next one.
  mutating func add(_ load: PartialLoad, units: Int) {
    group += load
    members += 1
    let own = (Double(units) * load.deviation / Self.partsOfUnits).rounded(.down)
    if members >= max(unitsPerPart, own) { close() }
  }

  private mutating func close() {
    if let part = group.part { parts.append(part) }
    (group, members) = (PartialLoad(), 0)
  }

  /// All of them.
  mutating func finish() -> [LoadPart] {
    close()
    return parts
  }
}

/// Sessions of about the same load, and how many units they put on an hour's.
struct LoadStep {
  /// A rare session of more has so many: what they weigh stays, and an hour of at most
  /// ``HourLoad/manySessions`` sessions keeps far under the units that ``LoadLattice`` goes to.
  private static let mostUnitsOfSession = 256.0

  let units: Int
  private(set) var sessions: LoadClass

  /// Those of classes that put load on the capacity, by their units.
  ///
  /// - Parameter unitsPerSession: Units of the mean load of a session, about: those of the most frequent class
  ///   are a whole number, so that equal turns are as well.
  static func all(_ classes: [LoadClass], unitsPerSession: Double) -> [LoadStep] {
    let loading = classes.filter { $0.powers.first > 0 }
    guard let usual = loading.max(by: { $0.sessions < $1.sessions }) else { return [] }
    let sessions = loading.reduce(0) { $0 + $1.sessions }
    let mean = loading.reduce(0) { $0 + $1.powers.first } / sessions
    let usualMean = usual.powers.first / usual.sessions
    let usualUnits = (usualMean / mean * unitsPerSession).rounded()
    let unit = usualUnits > 0 ? usualMean / usualUnits : mean / unitsPerSession
    let ordered = loading.map {
      let units = ($0.powers.first / $0.sessions / unit).rounded()
      return LoadStep(units: Int(min(max(units, 1), mostUnitsOfSession)), sessions: $0)
    }.sorted { $0.units < $1.units }
    var steps: [LoadStep] = []
    for step in ordered {
      if let last = steps.indices.last, steps[last].units == step.units {
        steps[last].sessions.add(step.sessions)
      } else {
        steps.append(step)
      }
    }
    // Sessions of one class need one number each.
    let common = steps.reduce(0) { commonDivisor($0, $1.units) }
    return steps.map { LoadStep(units: $0.units / common, sessions: $0.sessions) }
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    a == 0 ? b : commonDivisor(b % a, a)
  }
}
