import Pricing
import Testing

struct BookComparisonTests {
  private static func book(_ name: String, _ models: String...) throws -> PriceBook {
    let text =
      #"{ "name": "\#(name)", "released": "2026-11-01", "models": [\#(models.joined(separator: ", "))] }"#
    return try PriceBook(json: Array(text.utf8))
  }

  private static func model(
    _ name: String, input: Double, provider: String = "p", checked: String = "2026-11-01",
    _ more: String = ""
  ) -> String {
    """
    { "name": "\(name)", "provider": "\(provider)", "rates": { "input": \(input), "output": 8 },
      "minimumCacheTokens": 0, "cacheBlockTokens": 1, "checked": "\(checked)", "source": "s"\(more) }
    """
  }

  @Test func changesAreFiguresWithTheirRelativeChange() throws {
    let old = try Self.book("old", Self.model("a", input: 4), Self.model("b", input: 1))
    let new = try Self.book(
      "new", Self.model("a", input: 3, #", "tiers": { "batch": { "factor": 0.5 } }"#),
      Self.model("c", input: 1))
    let difference = BookDifference(
      from: old, on: old.releaseDate, to: new, on: new.releaseDate)
    #expect(difference.added == ["c"] && difference.removed == ["b"] && difference.compared == 1)
    #expect(
      difference.changes.map(\.figure) == [
        "rates.input", "rates.cacheRead", "tiers.batch.rates.input", "tiers.batch.rates.cacheRead",
        "tiers.batch.rates.output",
      ])
    #expect(difference.changes[0].relative == -0.25)
    #expect(difference.changes[2].before == nil && difference.changes[2].relative == nil)
  }

  @Test func aBookDoesNotDifferFromItself() {
    let book = PriceBook.builtin
    let difference = BookDifference(
      from: book, on: book.releaseDate, to: book, on: book.releaseDate)
    #expect(difference.changes.isEmpty && difference.added.isEmpty && difference.removed.isEmpty)
    #expect(difference.compared > 80)
  }

  @Test func everyKindOfRuleIsAFigure() throws {
    let book = try Self.book("b", PriceBookDecodingTests.fullModel)
    let price = try #require(book.price(of: "m", on: book.releaseDate))
    let names = price.figures.map(\.name)
    #expect(Set(names).count == names.count)
    for name in [
      "rates.reasoning", "longContext.200.output", "tiers.priority.rates.input",
      "offPeak.rates.input", "regions.byRegion.eu", "regions.elsewhere", "fees.request",
      "fees.webSearch.free.count", "cacheStoragePerHour", "toolPrompt.auto", "tokenizer.ratio",
      "provisioned.pricePerUnitHour",
    ] {
      #expect(names.contains(name), "\(name)")
    }
  }

  @Test func aCheckFindsWhatBothSidesListDifferently() throws {
    let own = try Self.book(
      "own", Self.model("a", input: 2, provider: "google"), Self.model("x/b", input: 1),
      Self.model("alone", input: 1))
    let other = try Self.book(
      "other", Self.model("gemini/a", input: 3), Self.model("a", input: 2),
      Self.model("x/b", input: 1, #", "tiers": { "batch": { "factor": 0.5 } }"#))
    let check = BookCheck(own, against: [other], on: own.releaseDate)
    #expect(check.models == 3 && check.confirmable == 2 && check.unconfirmed == ["alone"])
    #expect(check.disagreements.map(\.otherModel) == ["gemini/a", "gemini/a"])
    #expect(check.disagreements.map(\.figure) == ["rates.input", "rates.cacheRead"])
    #expect(check.disagreements[0].own == 2 && check.disagreements[0].other == 3)
  }

  @Test func onlyPricesBeyondTheLimitAreOld() throws {
    let book = try Self.book(
      "b", Self.model("fresh", input: 1, checked: "2026-10-02"),
      Self.model("old", input: 1, checked: "2026-10-01"),
      Self.model("oldest", input: 1, checked: "2026-01-01"))
    let old = book.prices(olderThan: 30, on: book.releaseDate)
    #expect(old.map(\.model) == ["oldest", "old"] && old.map(\.days) == [304, 31])
    #expect(book.prices(olderThan: 304, on: book.releaseDate).isEmpty)
    #expect(PriceAge.warningDays == 30)
  }
}
