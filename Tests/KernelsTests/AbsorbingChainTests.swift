import Kernels
import Testing

struct AbsorbingChainTests {
  private func isClose(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) <= 1e-12 * max(abs(expected), 1)
  }

  @Test(arguments: [0, 0.25, 0.9])
  func oneStateIsLeftAfterAGeometricTime(stay: Double) throws {
    let chain = try #require(AbsorbingChain(transitions: [[stay]]))
    #expect(isClose(chain.expectedSteps[0], 1 / (1 - stay)))
    #expect(isClose(chain.stepVariances[0], stay / ((1 - stay) * (1 - stay))))
  }

  /// The gambler's ruin with even odds: i (n - i) steps from i, of variance
  /// i (n - i) (i² + (n - i)² - 2) / 3 (Feller, "An Introduction to Probability Theory" I, ch. XIV).
  @Test(arguments: [2, 5, 12])
  func aFairGameIsRuinedInKnownTime(n: Int) throws {
    let rows = (1..<n).map { i in
      (1..<n).map { j in abs(i - j) == 1 ? 0.5 : 0 }
    }
    let chain = try #require(AbsorbingChain(transitions: rows))
    for i in 1..<n {
      let (left, right) = (Double(i), Double(n - i))
      #expect(isClose(chain.expectedSteps[i - 1], left * right))
      let spread = left * right * (left * left + right * right - 2) / 3
      #expect(abs(chain.stepVariances[i - 1] - spread) <= 1e-10 * max(spread, 1))
    }
  }

  @Test func visitsCountTheStart() throws {
    let chain = try #require(AbsorbingChain(transitions: [[0, 0.3], [0.5, 0]]))
    let determinant = 1 - 0.15
    #expect(isClose(chain.visits[0][0], 1 / determinant))
    #expect(isClose(chain.visits[0][1], 0.3 / determinant))
    #expect(isClose(chain.visits[1][0], 0.5 / determinant))
  }

  @Test func aStateThatIsNeverLeftHasNoTime() {
    #expect(AbsorbingChain(transitions: [[0, 1], [1, 0]]) == nil)
    #expect(AbsorbingChain(transitions: [[1]]) == nil)
  }
}
