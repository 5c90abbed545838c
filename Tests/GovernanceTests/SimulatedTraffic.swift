import Foundation
import Governance
import HandMade

/// Minutes of a feature's spend, session by session: apart from the code that draws the lines.
struct SimulatedTraffic {
  let traffic: HealthyTraffic
  var random: TestRandom

  /// Cost of a session: log-normal with the mean and E[X²]/E[X] of the traffic.
  private mutating func session() -> Double {
    let mean = traffic.session.mean
    let variance = log(traffic.session.noiseSize / mean)
    return mean * exp(variance.squareRoot() * random.normal() - variance / 2)
  }

  /// By inversion in pieces, so that no exponential vanishes.
  private mutating func poisson(_ mean: Double) -> Int {
    guard mean > 30 else {
      var (count, product) = (0, random.uniform())
      let limit = exp(-mean)
      while product > limit {
        count += 1
        product *= random.uniform()
      }
      return count
    }
    return poisson(30) + poisson(mean - 30)
  }

  /// A gamma factor of mean one, by Marsaglia & Tsang (2000); shapes of at least one.
  private mutating func burst() -> Double {
    let shape = 1 / (traffic.burstiness * traffic.burstiness)
    let d = shape - 1.0 / 3
    while true {
      let x = random.normal()
      let v = pow(1 + x / (9 * d).squareRoot(), 3)
      guard v > 0 else { continue }
      if log(random.uniform()) < x * x / 2 + d - d * v + d * log(v) { return d * v / shape }
    }
  }

  /// - Parameters:
  ///   - start: Minute of the week.
  ///   - level: Spend of the week, US dollars.
  ///   - factor: What every session costs times as much.
  mutating func minutes(
    _ count: Int, from start: Int = 0, level: Double, factor: Double = 1
  ) -> [Double] {
    var factorOfHour = 1.0
    return (0..<count).map { elapsed in
      let minute = start + elapsed
      if elapsed == 0 || minute % 60 == 0 { factorOfHour = traffic.burstiness > 0 ? burst() : 1 }
      let share = traffic.hours[minute / 60 % 168] / 60
      let sessions = poisson(level * share * factorOfHour / traffic.session.mean)
      return (0..<sessions).reduce(0) { sum, _ in sum + factor * session() }
    }
  }
}
