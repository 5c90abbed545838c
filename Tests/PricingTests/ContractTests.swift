import Pricing
import Testing

struct ProvisionedUnitsTests {
  /// gpt-5.2 on global provisioned throughput, Microsoft's sizing page of 2026-05-21.
  private static let units = ProvisionedUnits(
    tokensPerMinute: 3400, outputWeight: 8, minimum: 15, step: 5, pricePerUnitHour: 1)

  /// Microsoft's worked example: 1,000 requests a minute of 200 tokens in and 20 out.
  @Test(arguments: [(0, 105.88, 110), (0.5, 76.47, 80)])
  func thePublishedExampleComesOut(cachedShare: Double, load: Double, units: Int) {
    let found = Self.units.load(
      requestsPerMinute: 1000, inputTokens: 200, outputTokens: 20, cachedShare: cachedShare)
    #expect(abs(found - load) < 0.005)
    #expect(Self.units.units(forLoad: found) == units)
  }

  @Test(arguments: [(0.0, 15), (14.9, 15), (15, 15), (15.01, 20), (20, 20), (20.01, 25)])
  func unitsComeInStepsAboveTheMinimum(load: Double, units: Int) {
    #expect(Self.units.units(forLoad: load) == units)
  }

  @Test func fullyCachedInputTakesNoCapacity() {
    let load = Self.units.load(
      requestsPerMinute: 100, inputTokens: 5000, outputTokens: 0, cachedShare: 1)
    #expect(load == 0)
  }

  @Test func reservedUnitsAreBilledAroundTheClock() {
    #expect(Self.units.cost(units: 110, hours: 730) == 80_300)
    let unpriced = ProvisionedUnits(
      tokensPerMinute: 1, outputWeight: 1, minimum: 1, step: 1, pricePerUnitHour: nil)
    #expect(unpriced.cost(units: 1, hours: 1) == nil)
  }
}

struct SelfHostedCapacityTests {
  private static let capacity = SelfHostedCapacity(
    inputTokensPerSecond: 10_000, outputTokensPerSecond: 1000, gpusPerReplica: 2,
    pricePerGPUHour: 3, minimumReplicas: 1, targetUtilisation: 0.5)

  @Test func readingAndWritingShareAReplica() {
    #expect(Self.capacity.load(inputTokensPerSecond: 5000, outputTokensPerSecond: 500) == 1)
  }

  @Test(arguments: [(0.0, 1), (0.5, 1), (0.51, 2), (1, 2), (1.01, 3)])
  func replicasFollowThePeakAndTheTargetUtilisation(load: Double, replicas: Int) {
    #expect(Self.capacity.replicas(forLoad: load) == replicas)
  }

  @Test func gpuHoursAreWhatIsPaid() {
    #expect(Self.capacity.cost(replicas: 3, hours: 24) == 432)
    #expect(Self.capacity.utilisation(meanLoad: 0.75, replicas: 3) == 0.25)
    #expect(Self.capacity.utilisation(meanLoad: 0, replicas: 0) == 0)
  }
}

struct CommittedSpendTests {
  @Test(arguments: [(0.0, 800.0, 800.0), (999, 800, 0.8), (1000, 800, 0), (1500, 1200, 0)])
  func theCommitmentIsOwedAndTheDiscountHoldsBeyondIt(
    list: Double, cost: Double, unused: Double
  ) {
    let contract = CommittedSpend(commitment: 800, discount: 0.2)
    #expect(isClose(contract.coveredListCost, 1000))
    #expect(isClose(contract.cost(ofListCost: list), cost))
    #expect(abs(contract.unused(atListCost: list) - unused) < 1e-9)
  }

  @Test func overageMayCostTheList() {
    let contract = CommittedSpend(commitment: 800, discount: 0.2, discountsOverage: false)
    #expect(isClose(contract.cost(ofListCost: 1500), 1300))
  }

  @Test func aDiscountAloneNeedsNoCommitment() {
    let contract = CommittedSpend(discount: 0.15)
    #expect(isClose(contract.cost(ofListCost: 200), 170) && contract.unused(atListCost: 0) == 0)
  }
}

struct CacheBreakEvenTests {
  /// (w − 1) / (w − r) for writes of 1.25 and 2 times the input and reads of a tenth.
  @Test func theKnownHitRatesComeOut() throws {
    let rates = TokenRates(
      input: 3, cacheRead: 0.3, cacheWrite5m: 3.75, cacheWrite1h: 6, output: 15)
    #expect(abs(try #require(rates.breakEvenHitRate(.fiveMinutes)) - 0.217) < 0.0005)
    #expect(abs(try #require(rates.breakEvenHitRate(.oneHour)) - 0.526) < 0.0005)
  }

  @Test func atTheBreakEvenBothWaysCostTheSame() throws {
    let rates = SmallPrice.rates
    let rate = try #require(rates.breakEvenHitRate())
    #expect(isClose(rate * rates.cacheRead + (1 - rate) * 12, rates.input))
  }

  @Test func freeWritesPayFromTheFirstHitAndReadsAtFullPriceNever() {
    let free = TokenRates(
      input: 2, cacheRead: 0.2, cacheWrite5m: nil, cacheWrite1h: nil, output: 8)
    #expect(free.breakEvenHitRate() == 0 && free.breakEvenHitRate(.oneHour) == 0)
    let useless = TokenRates(
      input: 2, cacheRead: 2, cacheWrite5m: 2.5, cacheWrite1h: nil, output: 8)
    #expect(useless.breakEvenHitRate() == nil)
  }
}
