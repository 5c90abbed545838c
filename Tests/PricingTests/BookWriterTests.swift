import Foundation
import Pricing
import Testing

struct BookWriterTests {
  private func rewritten(_ book: PriceBook) throws -> PriceBook {
    let entries = book.modelNames.flatMap(book.entries(of:))
    let text = BookWriter.json(name: book.name, released: book.releaseDate, entries: entries)
    return try PriceBook(json: Array(text.utf8))
  }

  @Test func aWrittenBookReadsAsTheSamePrices() throws {
    let full = try PriceBook(
      json: Array(
        #"{ "name": "b", "released": "2026-01-03", "models": [\#(PriceBookDecodingTests.fullModel)] }"#
          .utf8))
    for book in [PriceBook.builtin, full] {
      let copy = try rewritten(book)
      #expect(copy.name == book.name && copy.releaseDate == book.releaseDate)
      #expect(copy.modelNames == book.modelNames)
      for name in book.modelNames { #expect(copy.entries(of: name) == book.entries(of: name)) }
    }
  }

  @Test func imagesOfEveryKindAreWritten() throws {
    for images in [ImageTokens.flat(9), .tiles(side: 768, perTile: 258)] {
      let price = SmallPrice.model(counting: TokenCounting(images: images))
      let text = BookWriter.json(
        name: "b", released: SmallPrice.day,
        entries: [PriceBook.Entry(price: price, validFrom: nil, validUntil: nil)])
      let book = try PriceBook(json: Array(text.utf8))
      #expect(book.entries(of: "m").map(\.price) == [price])
    }
  }

  @Test(.enabled(if: SharedData.priceMap != nil, "no copy of the public price map at hand"))
  func theBookOfAnImportedMapChargesTheSame() throws {
    let map = try SharedData.unpacked(#require(SharedData.priceMap))
    let entries = try PriceImport(Array(map), format: .litellm, checked: SmallPrice.day).entries
    let text = BookWriter.json(name: "map", released: SmallPrice.day, entries: entries)
    let book = try PriceBook(json: Array(text.utf8))
    let prices = Dictionary(entries.map { ($0.price.name, $0.price) }) { first, _ in first }
    #expect(book.modelNames.count == entries.count && entries.count > 3500)
    for row in LiteLLMRow.all {
      let copy = try #require(book.entries(of: row.model).first?.price)
      let cost = try copy.charge(for: row.usage).total
      let original = try #require(prices[row.model]).charge(for: row.usage).total
      #expect(abs(cost - original) <= 1e-12 * original, "\(row.model)")
    }
  }
}
