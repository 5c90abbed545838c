import Pricing
import Scenarios

/// Token rates of one billed thing, US dollars per token.
struct BilledItem: Sendable {
  let label: String
  /// Index into the plan's models.
  let model: Int
  /// Input, cache read, cache write, output; then the same beyond the long-context threshold.
  /// A model that does not meter writes has its input rate in the write place.
  let rates5m: SIMD8<Double>
  let rates1h: SIMD8<Double>
  let metersWrites: Bool
  /// `.infinity` where the provider has no cliff.
  let longThreshold: Double
  let longInclusive: Bool
  /// US dollars per request, and per search that the model makes on its own.
  let requestFee: Double
  let searchPrice: Double

  /// - Precondition: The price has the tier, and one price cliff at most; the decoder sees to both.
  init(label: String, model: Int, price: ModelPrice, tier: ServiceTier = .standard) {
    self.label = label
    self.model = model
    let table = tier == .standard ? price.standard : price.tiers[tier]!.table
    precondition(table.longContexts.count <= 1, "\(price.name) has several price cliffs")
    func rates(_ write: (TokenRates) -> Double?) -> SIMD8<Double> {
      func meters(_ rates: TokenRates) -> SIMD4<Double> {
        SIMD4(rates.input, rates.cacheRead, write(rates) ?? rates.input, rates.output)
      }
      let long = table.longContexts.first?.rates ?? table.rates
      return SIMD8(lowHalf: meters(table.rates), highHalf: meters(long)) * 1e-6
    }
    rates5m = rates { $0.cacheWrite5m }
    rates1h = rates { $0.cacheWrite1h ?? $0.cacheWrite5m }
    metersWrites = table.rates.cacheWrite5m != nil || table.rates.cacheWrite1h != nil
    longThreshold = table.longContexts.first.map { Double($0.threshold) } ?? .infinity
    longInclusive = table.longContexts.first?.inclusive ?? false
    requestFee = price.fees.request
    searchPrice = price.fees.webSearch?.price ?? 0
  }

  func rates(ttl: CachePolicy.TimeToLive?) -> SIMD8<Double> { ttl == .oneHour ? rates1h : rates5m }
}
