/// One number of a price, by the path it has in a book.
package struct PriceFigure: Sendable, Equatable {
  /// `rates.input`, `longContext.200000.output`, `tiers.batch.rates.input`.
  package let name: String
  package let value: Double
}

extension ModelPrice {
  /// Every number of the price, in the book's order; tiers by their rates, however the book writes
  /// them.
  package var figures: [PriceFigure] {
    var figures: [PriceFigure] = []
    func add(_ name: String, _ value: Double?) {
      if let value { figures.append(PriceFigure(name: name, value: value)) }
    }
    func add(_ table: RateTable, _ prefix: String) {
      for (meter, rate) in table.rates.byMeter { add("\(prefix)rates.\(meter)", rate) }
      for step in table.longContexts {
        for (meter, rate) in step.rates.byMeter {
          add("\(prefix)longContext.\(step.threshold).\(meter)", rate)
        }
      }
    }
    add(standard, "")
    for tier in ServiceTier.allCases {
      if let price = tiers[tier] { add(price.table, "tiers.\(tier.rawValue).") }
    }
    for (meter, rate) in offPeak?.rates.byMeter ?? [] { add("offPeak.rates.\(meter)", rate) }
    for (region, factor) in uplifts.byRegion.sorted(by: { $0.key < $1.key }) {
      add("regions.byRegion.\(region)", factor)
    }
    add("regions.elsewhere", uplifts.elsewhere)
    if fees.request > 0 { add("fees.request", fees.request) }
    add("fees.webSearch.price", fees.webSearch?.price)
    add("fees.webSearch.free.count", fees.webSearch?.free.map { Double($0.count) })
    add("cacheStoragePerHour", cacheStoragePerHour)
    add("minimumCacheTokens", Double(minimumCacheTokens))
    add("cacheBlockTokens", Double(cacheBlockTokens))
    add("maximumInputTokens", maximumInputTokens.map(Double.init))
    add("toolPrompt.auto", counting.toolPrompt.map { Double($0.auto) })
    add("toolPrompt.required", counting.toolPrompt.map { Double($0.required) })
    add("tokenizer.ratio", counting.tokenizer?.ratio)
    add("provisioned.tokensPerMinute", provisioned?.tokensPerMinute)
    add("provisioned.outputWeight", provisioned?.outputWeight)
    add("provisioned.pricePerUnitHour", provisioned?.pricePerUnitHour)
    return figures
  }

  /// The figures that are prices of tokens and requests, not rules about caches or counting.
  package var priceFigures: [PriceFigure] {
    figures.filter { figure in
      ["rates.", "longContext.", "tiers.", "offPeak.", "fees.", "regions."]
        .contains { figure.name.hasPrefix($0) }
    }
  }
}
