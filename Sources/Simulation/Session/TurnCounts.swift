import Distributions
import Foundation
import Scenarios

/// Probabilities of the number of events of a session or a turn, from 0 to a truncation point.
///
/// The tail beyond the truncation point, at most ``CountLaw/tailMass``, is put on the last point.
struct CountLaw {
  /// Mass that may be moved to the truncation point. A geometric law of mean m then ends near 32 m,
  /// and its second moment, which full memory multiplies, is off by 3e-13 of itself.
  static let tailMass = 1e-14

  /// Largest count that is kept, whatever the law.
  static let ceiling = 4096

  /// `probabilities[n]` = P(N = n).
  let probabilities: [Double]

  var mean: Double {
    var sum = 0.0
    for (n, p) in probabilities.enumerated() { sum += Double(n) * p }
    return sum
  }

  /// `atLeast[n]` = P(N ≥ n), for n in 0...probabilities.count.
  var atLeast: [Double] {
    var tails = [Double](repeating: 0, count: probabilities.count + 1)
    for n in stride(from: probabilities.count - 1, through: 0, by: -1) {
      tails[n] = tails[n + 1] + probabilities[n]
    }
    return tails
  }

  /// The count law of a per-event field.
  ///
  /// - Parameters:
  ///   - minimum: 1 for turns, 0 for loop steps. Poisson, negative binomial and binomial laws
  ///     start there, their mean included; other laws are rounded and censored to it.
  ///   - cap: Largest count, e.g. `maxSteps`.
  init(_ field: EventQuantity, minimum: Int, cap: Int? = nil, inputs: Inputs) {
    if !inputs.overrides.isEmpty, let planned = inputs.overrides[field.path] {
      self.init(fixed: planned, minimum: minimum, cap: cap)
      return
    }
    switch field.value {
    case .fixed(let quantity):
      self.init(fixed: inputs(quantity), minimum: minimum, cap: cap)
    case .varying(let varying):
      var cap = cap
      if let upper = varying.upperCap { cap = min(cap ?? .max, Int(upper.rounded())) }
      let floor = max(minimum, varying.lowerCap.map { Int($0.rounded()) } ?? minimum)
      self.init(varying: varying, start: minimum, floor: floor, cap: cap, inputs: inputs)
    case .measured(let law, _):
      self.init(rounding: law, minimum: minimum, cap: cap)
    }
  }

  /// The mixture of the two neighbours of a count that need not be whole.
  init(fixed value: Double, minimum: Int, cap: Int?) {
    let bounded = min(max(value, Double(minimum)), Double(min(cap ?? Self.ceiling, Self.ceiling)))
    let low = Int(bounded.rounded(.down))
    let part = bounded - Double(low)
    var masses = [Double](repeating: 0, count: low + (part > 0 ? 2 : 1))
    masses[low] = 1 - part
    if part > 0 { masses[low + 1] = part }
    probabilities = masses
  }

  private init(
    varying: VaryingLaw, start: Int, floor: Int, cap: Int?, inputs: Inputs
  ) {
    var values: [String: Double] = [:]
    for parameter in varying.parameters { values[parameter.name] = inputs(parameter.quantity) }
    if varying.family == .geometric, let mean = values["mean"] {
      // Shifted to start at `start`: success probability 1 / (1 + mean - start).
      let failure = 1 - 1 / (1 + mean - Double(start))
      // Of counts that are asked for in turn: powers would take longer than all the rest.
      var (count, beyond) = (start, failure)
      self.init(floor: floor, cap: cap) { n in
        guard n >= start else { return 0 }
        while count < n {
          count += 1
          beyond *= failure
        }
        return 1 - beyond
      }
      return
    }
    switch varying.family {
    case .poisson, .negativeBinomial:
      values["mean"] = (values["mean"] ?? 0) - Double(start)
      guard values["mean"]! > 0 else {
        self.init(fixed: Double(start), minimum: floor, cap: cap)
        return
      }
    default: break
    }
    let law: any Law
    do {
      law = try varying.family.law(values)
    } catch {
      preconditionFailure("\(varying.family.rawValue)\(values): \(error.message)")
    }
    if let counts = law as? any RecurrentCounts {
      self.init(counts, start: start, floor: floor, cap: cap)
    } else {
      self.init(floor: floor, cap: cap) { n in law.cdf(Double(n) + 0.5) }
    }
  }

  /// Masses of a law of counts that begins at `start`, by its recurrence; where they end, what is put there
  /// and their sum, by its distribution function.
  private init(_ law: some RecurrentCounts, start: Int, floor: Int, cap: Int?) {
    let last = min(cap ?? Self.ceiling, Self.ceiling)
    let low = min(floor, last)
    func left(beyond n: Int) -> Double { n >= last ? 0 : 1 - law.cdf(Double(n - start)) }
    let own = law.masses(leaving: Self.tailMass * 1e-3, atMost: max(last - start, 0))
    // The first count beyond which no more is left than may be moved.
    var end = min(max(start + own.count - 1, low), last)
    var beyond = 0.0
    while end > low, end > start, beyond + own[end - start] <= Self.tailMass {
      beyond += own[end - start]
      end -= 1
    }
    while left(beyond: end) > Self.tailMass { end += 1 }
    while end > low, left(beyond: end - 1) <= Self.tailMass { end -= 1 }
    let below = end > low ? law.cdf(Double(end - 1 - start)) : 0
    let kept = own.prefix(max(end - start, 0))
    let sum = kept.reduce(0, +)
    let scale = sum > 0 ? below / sum : 1
    var masses = [Double](repeating: 0, count: end + 1)
    for (place, mass) in kept.enumerated() { masses[max(start + place, low)] += mass * scale }
    masses[end] = 1 - below
    probabilities = masses
  }

  private init(rounding law: any Law, minimum: Int, cap: Int?) {
    self.init(floor: minimum, cap: cap) { n in law.cdf(Double(n) + 0.5) }
  }

  /// Masses from a distribution function on the whole numbers, censored to `floor` and `cap`.
  ///
  /// - Parameter cdf: Called with one number after another.
  private init(floor: Int, cap: Int?, cdf: (Int) -> Double) {
    let last = min(cap ?? Self.ceiling, Self.ceiling)
    var masses = [Double](repeating: 0, count: min(floor, last))
    masses.reserveCapacity(min(last + 1, 64))
    var below = 0.0
    for n in min(floor, last)...last {
      let upTo = n == last ? 1 : cdf(n)
      let tail = 1 - upTo
      if tail <= Self.tailMass {
        masses.append(1 - below)
        break
      }
      masses.append(max(upTo - below, 0))
      below = upTo
    }
    probabilities = masses
  }

  private init(probabilities: [Double]) {
    self.probabilities = probabilities
  }

  /// The law with its tail beyond the given mass put on the last point that is kept.
  func truncated(tailMass: Double) -> CountLaw {
    var tail = 0.0
    for n in stride(from: probabilities.count - 1, through: 1, by: -1) {
      guard tail + probabilities[n] > tailMass else {
        tail += probabilities[n]
        continue
      }
      var kept = Array(probabilities[...n])
      kept[n] += tail
      return CountLaw(probabilities: kept)
    }
    return self
  }

  /// The number of events besides one, of at least one.
  var besidesOne: CountLaw { CountLaw(probabilities: Array(probabilities.dropFirst())) }

  /// The number of events that remain when each is dropped with the given probability.
  func thinned(dropping bypass: Double) -> CountLaw {
    guard bypass > 0 else { return self }
    guard bypass < 1 else { return CountLaw(probabilities: [1]) }
    var kept = [Double](repeating: 0, count: probabilities.count)
    // Binomial masses row by row: b(n, k) = P(k of n kept).
    var row = [1.0]
    for (n, mass) in probabilities.enumerated() {
      if n > 0 {
        var next = [Double](repeating: 0, count: n + 1)
        for k in 0..<n {
          next[k] += row[k] * bypass
          next[k + 1] += row[k] * (1 - bypass)
        }
        row = next
      }
      if mass > 0 { for k in 0...n { kept[k] += mass * row[k] } }
    }
    return CountLaw(probabilities: kept)
  }
}
