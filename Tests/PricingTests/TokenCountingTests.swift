import Pricing
import Testing

struct TokenCountingTests {
  /// ⌈w/28⌉·⌈h/28⌉ (Claude) and ⌈1.2·⌈w/32⌉·⌈h/32⌉⌉ (GPT-5.5 and 6), by hand.
  @Test(arguments: [
    (ImageTokens.patches(side: 28, factor: 1, overhead: 77, maximum: 3928), 28, 28, 78),
    (.patches(side: 28, factor: 1, overhead: 77, maximum: 3928), 29, 28, 79),
    (.patches(side: 28, factor: 1, overhead: 77, maximum: 3928), 1092, 1092, 1598),
    (.patches(side: 28, factor: 1, overhead: 77, maximum: 3928), 4000, 4000, 4005),
    (.patches(side: 32, factor: 1.2, overhead: 0, maximum: nil), 1024, 1024, 1229),
    (.patches(side: 32, factor: 1.2, overhead: 0, maximum: nil), 1, 1, 2),
    (.tiles(side: 768, perTile: 258), 768, 768, 258),
    (.tiles(side: 768, perTile: 258), 769, 768, 516), (.flat(1090), 5000, 1, 1090),
  ])
  func imagesCountByTheirSize(rule: ImageTokens, width: Int, height: Int, tokens: Int) {
    #expect(rule.count(width: width, height: height) == tokens)
  }

  @Test func tokenizersRelateThroughTheirBase() {
    func model(_ name: String, _ tokenizer: Tokenizer?) -> ModelPrice {
      SmallPrice.model(counting: TokenCounting(tokenizer: tokenizer), name: name)
    }
    let old = model("old", nil)
    let new = model("new", Tokenizer(base: "old", ratio: 1.3))
    let newer = model("newer", Tokenizer(base: "old", ratio: 1.56))
    #expect(old.tokenRatio(to: new) == 1.3)
    #expect(new.tokenRatio(to: old).map { isClose($0, 1 / 1.3) } == true)
    #expect(new.tokenRatio(to: newer).map { isClose($0, 1.2) } == true)
    #expect(old.tokenRatio(to: old) == 1)
    #expect(new.tokenRatio(to: model("other", nil)) == nil)
  }
}
