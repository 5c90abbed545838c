import Pricing
import Scenarios

/// Token rates of one billed thing, US dollars per token.
struct BilledItem: Sendable {
  let label: String
  /// Index into the plan's models.
  let model: Int
  /// Input, cache read, cache write, output; then the same beyond the long-context threshold.
  /// A model that does not meter writes has its input rate in the write place.
  private let listed5m: SIMD8<Double>
  private let listed1h: SIMD8<Double>
  /// Index into the strategy's capacities of the one that serves it; its tokens then cost nothing by
  /// themselves.
  let capacity: Int?
  let metersWrites: Bool
  /// `.infinity` where the provider has no cliff.
  let longThreshold: Double
  let longInclusive: Bool
  /// US dollars per request, and per search that the model makes on its own.
  let requestFee: Double
  let searchPrice: Double

  /// - Precondition: The price has the tier, and one price cliff at most; the decoder sees to both.
  init(
    label: String, model: Int, price: ModelPrice, tier: ServiceTier = .standard,
    capacity: Int? = nil
  ) {
    self.capacity = capacity
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
    listed5m = rates { $0.cacheWrite5m }
    listed1h = rates { $0.cacheWrite1h ?? $0.cacheWrite5m }
    metersWrites = table.rates.cacheWrite5m != nil || table.rates.cacheWrite1h != nil
    longThreshold = table.longContexts.first.map { Double($0.threshold) } ?? .infinity
    longInclusive = table.longContexts.first?.inclusive ?? false
    requestFee = price.fees.request
    searchPrice = price.fees.webSearch?.price ?? 0
  }

  private init(
    _ item: BilledItem, rates5m: SIMD8<Double>, rates1h: SIMD8<Double>, fees: Double,
    capacity: Int?
  ) {
    label = item.label
    model = item.model
    listed5m = rates5m
    listed1h = rates1h
    self.capacity = capacity
    metersWrites = item.metersWrites
    longThreshold = item.longThreshold
    longInclusive = item.longInclusive
    requestFee = item.requestFee * fees
    searchPrice = item.searchPrice * fees
  }

  /// Whether usage is told apart and charged fees alike, at whatever rates.
  func meters(as other: BilledItem) -> Bool {
    longThreshold == other.longThreshold && longInclusive == other.longInclusive
      && requestFee == other.requestFee && searchPrice == other.searchPrice
  }

  /// What its tokens are billed at where they are billed.
  func listRates(ttl: CachePolicy.TimeToLive?) -> SIMD8<Double> {
    ttl == .oneHour ? listed1h : listed5m
  }

  func rates(ttl: CachePolicy.TimeToLive?) -> SIMD8<Double> {
    capacity == nil ? listRates(ttl: ttl) : .zero
  }

  /// The same without a capacity.
  var byToken: BilledItem {
    BilledItem(self, rates5m: listed5m, rates1h: listed1h, fees: 1, capacity: nil)
  }

  /// The same at other prices.
  func scaled(by factor: Double) -> BilledItem {
    factor == 1
      ? self
      : BilledItem(
        self, rates5m: listed5m * factor, rates1h: listed1h * factor, fees: factor,
        capacity: capacity)
  }

  /// An item that costs the load that it puts on a capacity.
  func load(on capacity: Int, perInput: Double, perOutput: Double) -> BilledItem {
    let rates =
      self.capacity == capacity
      ? SIMD8(
        lowHalf: SIMD4(perInput, 0, perInput, perOutput),
        highHalf: SIMD4(perInput, 0, perInput, perOutput)) : .zero
    return BilledItem(self, rates5m: rates, rates1h: rates, fees: 0, capacity: nil)
  }
}

/// A model that a tier bills.
struct BilledModel: Sendable {
  /// Index into the plan's models.
  let index: Int
  let metersWrites: Bool
}

extension [BilledItem] {
  /// Their models, each once.
  var models: [BilledModel] {
    var models: [BilledModel] = []
    for item in self where !models.contains(where: { $0.index == item.model }) {
      models.append(BilledModel(index: item.model, metersWrites: item.metersWrites))
    }
    return models
  }
}
