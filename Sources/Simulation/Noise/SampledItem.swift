import Kernels
import Scenarios

/// What sampled requests are billed at, where that is booked, and what has been billed so far.
struct SampledItem {
  /// Tokens by meter, of four sessions at once.
  private struct Meters {
    var input = Lanes.zero
    var read = Lanes.zero
    var write = Lanes.zero
    var output = Lanes.zero

    @inline(__always)
    mutating func add(_ tokens: RequestTokens, times copies: Lanes) {
      input += tokens.input * copies
      read += tokens.read * copies
      write += tokens.write * copies
      output += tokens.output * copies
    }

    var totals: SIMD4<Double> { SIMD4(input.total, read.total, write.total, output.total) }
  }

  private let rates: ItemRates
  /// First place of the model's flows.
  private let modelPlace: Int
  private let metersWrites: Bool
  private var short = Meters()
  /// Of requests beyond the price cliff.
  private var long = Meters()
  private var billed = Lanes.zero
  private var attempts = Lanes.zero

  init(
    _ item: BilledItem, ttl: CachePolicy.TimeToLive?, webSearches: Double = 0, layout: FlowLayout
  ) {
    rates = ItemRates(item, ttl: ttl, webSearches: webSearches)
    modelPlace = layout.firstPlace(ofModel: item.model)
    metersWrites = item.metersWrites
  }

  /// Bills a request of each of a group of sessions.
  ///
  /// - Parameters:
  ///   - input: What decides on the price cliff.
  ///   - copies: How often its tokens are billed.
  ///   - sent: How often it was sent.
  @inline(__always)
  mutating func bill(_ tokens: RequestTokens, input: Lanes, copies: Lanes, sent: Lanes) {
    billed += copies
    attempts += sent
    guard rates.hasCliff else {
      short.add(tokens, times: copies)
      return
    }
    let beyond = Lanes.zero.replacing(with: copies, where: rates.isLong(input))
    short.add(tokens, times: copies - beyond)
    long.add(tokens, times: beyond)
  }

  /// Bills a request without cache or retry.
  @inline(__always)
  mutating func billPlain(_ input: Lanes, _ output: Double, _ count: Lanes, used: inout Lanes) {
    let tokens = RequestTokens(
      input: input, read: .zero, write: .zero, output: Lanes(repeating: output))
    bill(tokens, input: input, copies: count, sent: count)
    used += (input + output) * count
  }

  /// Adds what has been billed to the flows, and forgets it.
  mutating func book(_ harness: HarnessRates, to flows: inout MutableSpan<Double>) {
    let (below, beyond) = (short.totals, long.totals)
    let cost =
      (below * rates.rates.lowHalf).total + (beyond * rates.rates.highHalf).total
      + rates.fee * billed.total
    var metered = below + beyond
    let requests = attempts.total
    flows[FlowLayout.harness] += requests * harness.perRequest + metered.total * harness.perToken
    if !metersWrites {
      metered[0] += metered[2]
      metered[2] = 0
    }
    for meter in 0..<4 {
      flows[FlowLayout.firstToken + meter] += metered[meter]
      flows[modelPlace + meter] += metered[meter]
    }
    flows[FlowLayout.calls] += requests
    flows[modelPlace + FlowLayout.requestsOfModel] += requests
    flows[FlowLayout.inference] += cost
    flows[modelPlace + FlowLayout.costOfModel] += cost
    short = Meters()
    long = Meters()
    billed = .zero
    attempts = .zero
  }
}

/// An item with the retries of the requests that are billed at it.
struct RetriedItem {
  private(set) var item: SampledItem
  let retry: SampledRetry
  private let isCertain: Bool

  init(_ item: SampledItem, _ retry: SampledRetry) {
    self.item = item
    self.retry = retry
    isCertain = retry.isCertain
  }

  /// Sends a request of a group of sessions until it gets through or attempts run out; 1 where it
  /// got through, or was not sent.
  ///
  /// - Parameters:
  ///   - asked: 1 where it is sent.
  ///   - failing: P(an attempt fails).
  ///   - used: Tokens of each session.
  @inline(__always)
  mutating func send(
    _ tokens: RequestTokens, input: Lanes, asked: Lanes, failing: Lanes, used: inout Lanes,
    _ draws: inout ColumnDraws
  ) -> Lanes {
    var attempts = SampledRetry.Attempts(billed: asked, sent: asked)
    if !isCertain {
      let margin = (failing - draws.uniforms()) * asked
      if margin.isAnyPositive {
        retry.repeatFailures(where: margin, failing: failing, &attempts, &draws)
      }
    }
    item.bill(tokens, input: input, copies: attempts.billed, sent: attempts.sent)
    used +=
      (tokens.input + tokens.read + (tokens.write + tokens.output)) * attempts.billed
    return attempts.arrived
  }

  mutating func book(_ harness: HarnessRates, to flows: inout MutableSpan<Double>) {
    item.book(harness, to: &flows)
  }
}
