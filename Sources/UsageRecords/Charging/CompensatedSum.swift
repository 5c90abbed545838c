/// A sum whose rounding error does not grow with the number of its terms.
///
/// - Source: Neumaier (1974), "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
///   Summen", the improved Kahan–Babuška algorithm.
struct CompensatedSum: Sendable {
  private var sum = 0.0
  private var compensation = 0.0

  var value: Double { sum + compensation }

  mutating func add(_ term: Double) {
    let next = sum + term
    compensation += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}
