import Foundation

/// What hours need of a capacity by the number of their sessions, where all sessions are of one mix: given the
/// number, every hour needs the same, and an hour is a mean over numbers.
///
/// Loads of n sessions are convolutions of that of one, kept on a lattice of units with their moments, as in
/// ``LoadLattice``; from ``HourLoad/manySessions`` sessions on, and from ``fewestOfOneLaw`` on where they leave no
/// lumps, one law has the cumulants of the sum.
final class LoadsByCount {
  private static let fewestOfOneLaw = 16
  /// More than in an hour's own lattice: one table serves all hours of an epoch.
  private static let unitsPerSession = 24.0
  private static let partsOfLumps = 16.0
  private static let partsWithoutLumps = 4.0
  /// Probability of more sessions that is left out.
  private static let leftOut = 1e-10
  /// Beyond what rounding lets the probability left fall to.
  private static let mostSessions = 4000
  /// Of a number of units, below which it is left out at either end.
  private static let leastProbability = 1e-15

  /// A session's chance to put so many units on an hour, and what it loads, times the chance.
  private let steps: [(units: Int, probability: Double, powers: LoadPowers)]
  /// Of the sessions of the mix: models that prompts do not fit into may keep some from loading anything.
  private let loadingShare: Double
  private let lumps: SessionLumps
  private let mean: Double
  private let variance: Double
  private let thirdCumulant: Double
  /// Of the units of a session.
  private let varianceOfUnits: Double
  private let capacity: CapacityTrial
  /// By number, from none on.
  private var needs = [HourNeed()]
  /// Of so many sessions, by units from the first: probability, and E[L; M] to E[L³; M].
  private var count = 0
  private var firstUnits = 0
  private var states = [SIMD4<Double>(1, 0, 0, 0)]

  /// - Parameter mix: The sessions of any hour.
  init(_ mix: [LoadClass], _ capacity: CapacityTrial) {
    let loading = LoadStep.all(mix, unitsPerSession: Self.unitsPerSession)
    let sessions = loading.reduce(0) { $0 + $1.sessions.sessions }
    let all = mix.reduce(0) { $0 + $1.sessions }
    loadingShare = all > 0 ? sessions / all : 0
    steps = loading.map {
      ($0.units, $0.sessions.sessions / sessions, $0.sessions.powers * (1 / sessions))
    }
    var powers = LoadPowers()
    var (units, squares) = (0.0, 0.0)
    for step in steps {
      powers += step.powers
      units += step.probability * Double(step.units)
      squares += step.probability * Double(step.units * step.units)
    }
    mean = powers.first
    variance = max(powers.second - mean * mean, 0)
    thirdCumulant = powers.third - 3 * mean * powers.second + 2 * mean * mean * mean
    varianceOfUnits = max(squares - units * units, 0)
    lumps = SessionLumps(mix)
    self.capacity = capacity
  }

  /// What an hour needs whose number of sessions is Poisson, or negative binomial in a burst.
  ///
  /// - Parameters:
  ///   - sessions: Expected ones of the mix.
  ///   - burst: b².
  func need(sessions: Double, burst: Double) -> HourNeed {
    let sessions = loadingShare * sessions
    var probability = burst > 0 ? exp(-log1p(burst * sessions) / burst) : exp(-sessions)
    let ratio = sessions / (1 + burst * sessions)
    var left = 1 - probability
    var need = HourNeed()
    var number = 0
    while number < Self.mostSessions, left > Self.leftOut || Double(number) <= sessions {
      probability *= ratio * (1 + Double(number) * burst) / Double(number + 1)
      number += 1
      left -= probability
      need += self.need(of: number) * probability
    }
    return need
  }

  private func need(of number: Int) -> HourNeed {
    while needs.count <= number { needs.append(makeNeed(of: needs.count)) }
    return needs[number]
  }

  private func makeNeed(of number: Int) -> HourNeed {
    let sum = PartialLoad(cumulants: Double(number) * mean, variance, thirdCumulant, of: number)
    let hasLumps = lumps.show(in: number, variance: variance)
    if Double(number) >= HourLoad.manySessions || number >= Self.fewestOfOneLaw && !hasLumps {
      return sum.part.map { capacity.need($0.law) } ?? HourNeed()
    }
    while count < number { addSession() }
    var parts = LoadParts(
      deviation: (Double(number) * varianceOfUnits).squareRoot(),
      parts: hasLumps ? Self.partsOfLumps : Self.partsWithoutLumps)
    for (place, state) in states.enumerated() {
      parts.add(
        PartialLoad(probability: state[0], first: state[1], second: state[2], third: state[3]),
        units: firstUnits + place)
    }
    return parts.finish().reduce(HourNeed()) { $0 + capacity.need($1.law) * $1.probability }
  }

  private func addSession() {
    guard let least = steps.first?.units, let most = steps.last?.units else { return }
    var sums = [SIMD4<Double>](repeating: .zero, count: states.count + most - least)
    for step in steps {
      let (p, m, s, t) = (
        step.probability, step.powers.first, step.powers.second, step.powers.third
      )
      let own = SIMD4(p, m, s, t)
      for (place, state) in states.enumerated() {
        // Raw moments of a sum of two independent parts, each with its probability.
        var sum = own * state[0]
        sum += p * SIMD4(0, state[1], state[2], state[3])
        sum[2] += 2 * m * state[1]
        sum[3] += 3 * (s * state[1] + m * state[2])
        sums[place + step.units - least] += sum
      }
    }
    let first = sums.firstIndex { $0[0] > Self.leastProbability } ?? 0
    let last = sums.lastIndex { $0[0] > Self.leastProbability } ?? first
    states = Array(sums[first...last])
    firstUnits += least + first
    count += 1
  }
}

/// The lumps that a number of sessions leaves in their load, as ``LoadLumps`` of an hour.
private struct SessionLumps {
  /// Frequencies at which most sessions of a class are in step, and the absolute value of the characteristic
  /// function of one session there.
  private let waves: [(frequency: Double, size: Double)]

  init(_ mix: [LoadClass]) {
    let classes = LoadLumps.classes(mix)
    let sessions = classes.reduce(0) { $0 + $1.sessions }
    waves = LoadLumps.frequencies(classes).map { frequency in
      var (real, imaginary) = (0.0, 0.0)
      for part in classes {
        let own = part.sessions / sessions * exp(-frequency * frequency * part.halfVariance)
        real += own * cos(frequency * part.mean)
        imaginary += own * sin(frequency * part.mean)
      }
      return (frequency, (real * real + imaginary * imaginary).squareRoot())
    }
  }

  /// - Parameter variance: Of one session.
  func show(in number: Int, variance: Double) -> Bool {
    let deviation = (Double(number) * variance).squareRoot()
    return waves.contains { wave in
      wave.frequency * deviation >= 2 * Double.pi
        && pow(wave.size, Double(number)) > LoadLumps.mostRipple
    }
  }
}

extension PartialLoad {
  /// The load of a number of sessions, each of these cumulants.
  ///
  /// - Parameter mean: Of all of them.
  fileprivate init(cumulants mean: Double, _ variance: Double, _ third: Double, of number: Int) {
    let (variance, third) = (Double(number) * variance, Double(number) * third)
    self.init(
      probability: 1, first: mean, second: variance + mean * mean,
      third: third + 3 * mean * variance + mean * mean * mean)
  }
}

/// The tables of a capacity in one trial, epoch by epoch.
final class CountedLoads {
  private let stream: SegmentStream
  private let capacity: CapacityTrial
  private var tables: [Int: LoadsByCount] = [:]

  /// `nil` where sessions are of several mixes: of several workflows, or with caches, which some hours find
  /// warmer than others.
  init?(_ streams: [SegmentStream], _ capacity: CapacityTrial) {
    let loading = streams.filter(\.isLoading)
    guard let first = loading.first,
      loading.allSatisfy({ $0.workflow == first.workflow && !$0.hasCaches })
    else { return nil }
    stream = first
    self.capacity = capacity
  }

  func table(week: Int) -> LoadsByCount {
    let epoch = stream.epoch(ofWeek: week)
    if let known = tables[epoch] { return known }
    let table = LoadsByCount(stream.mix(epoch: epoch), capacity)
    tables[epoch] = table
    return table
  }
}
