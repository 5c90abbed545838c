import Pricing
import Testing

struct AllowanceTests {
  private static func fee(
    _ count: Int, _ period: FreeAllowance.Period, group: String? = nil
  ) -> SearchFee {
    SearchFee(
      price: 0.01, unit: .query,
      free: FreeAllowance(count: count, period: period, group: group))
  }

  @Test func unitsAreFreeUntilTheAllowanceIsUsedUp() {
    var ledger = AllowanceLedger()
    let fee = Self.fee(10, .month)
    let moment = Moment("2026-11-05T12:00:00Z")
    #expect(ledger.take(7, fee: fee, model: "m", at: moment) == 7)
    #expect(ledger.take(7, fee: fee, model: "m", at: moment) == 3)
    #expect(ledger.take(7, fee: fee, model: "m", at: moment) == 0)
  }

  @Test(arguments: [
    (FreeAllowance.Period.month, "2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z"),
    (.month, "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z"),
    (.day, "2026-11-05T23:59:59Z", "2026-11-06T00:00:00Z"),
  ])
  func anAllowanceStartsAnewWithItsPeriod(
    period: FreeAllowance.Period, last: String, first: String
  ) {
    var ledger = AllowanceLedger()
    let fee = Self.fee(5, period)
    #expect(ledger.take(5, fee: fee, model: "m", at: Moment(last)) == 5)
    #expect(ledger.take(1, fee: fee, model: "m", at: Moment(last)) == 0)
    #expect(ledger.take(9, fee: fee, model: "m", at: Moment(first)) == 5)
  }

  @Test func modelsOfAGroupShareItAndOthersDoNot() {
    var ledger = AllowanceLedger()
    let shared = Self.fee(5, .month, group: "g")
    #expect(ledger.take(3, fee: shared, model: "a", at: nil) == 3)
    #expect(ledger.take(3, fee: shared, model: "b", at: nil) == 2)
    let own = Self.fee(5, .month)
    #expect(ledger.take(3, fee: own, model: "a", at: nil) == 3)
    #expect(ledger.take(3, fee: own, model: "b", at: nil) == 3)
  }

  @Test func withoutAnAllowanceNothingIsFree() {
    var ledger = AllowanceLedger()
    let fee = SearchFee(price: 0.01, unit: .query, free: nil)
    #expect(ledger.take(3, fee: fee, model: "a", at: nil) == 0)
  }

  @Test func freeUnitsComeOffTheCharge() throws {
    let price = SmallPrice.model(fees: CallFees(webSearch: Self.fee(5, .month)))
    let usage = try Usage(input: .exclusive(0), outputTokens: 0, webSearches: 7)
    #expect(try isClose(price.charge(for: usage, freeSearches: 5).total, 0.02))
    #expect(try price.charge(for: usage, freeSearches: 9).total == 0)
  }
}
