/// What a provider charges beside tokens.
package struct CallFees: Sendable, Equatable {
  /// US dollars per request.
  package let request: Double
  package let webSearch: SearchFee?

  package init(request: Double = 0, webSearch: SearchFee? = nil) {
    self.request = request
    self.webSearch = webSearch
  }

  package static let none = CallFees()
}

/// The fee of a search that the model makes on its own.
package struct SearchFee: Sendable, Equatable {
  /// What is counted.
  package enum Unit: String, Sendable, CaseIterable {
    /// Each search.
    case query
    /// Each request that searched at all, however often (Gemini 2.5).
    case prompt
  }

  /// US dollars per unit.
  package let price: Double
  package let unit: Unit
  package let free: FreeAllowance?

  package init(price: Double, unit: Unit, free: FreeAllowance?) {
    self.price = price
    self.unit = unit
    self.free = free
  }

  package func units(searches: Int, requests: Int) -> Int {
    switch unit {
    case .query: searches
    case .prompt: min(searches, requests)
    }
  }
}

/// Units that cost nothing in each day or month.
package struct FreeAllowance: Sendable, Equatable {
  package enum Period: String, Sendable, CaseIterable {
    case day, month
  }

  package let count: Int
  package let period: Period
  /// Models that draw on the same allowance share a name; `nil` where each model has its own.
  package let group: String?

  package init(count: Int, period: Period, group: String?) {
    self.count = count
    self.period = period
    self.group = group
  }
}

/// What is left of the free allowances while usage is charged in the order of time.
package struct AllowanceLedger: Sendable {
  private struct Account: Hashable {
    let group: String
    /// Day or month; usage without a time shares one period.
    let period: Int?
  }

  private var used: [Account: Int] = [:]

  package init() {}

  /// Takes units out of the allowance and says how many of them are free.
  package mutating func take(_ units: Int, fee: SearchFee, model: String, at moment: Moment?)
    -> Int
  {
    guard units > 0, let free = fee.free else { return 0 }
    let period = moment.map { moment in
      switch free.period {
      case .day: moment.date.daysSinceEpoch
      case .month: moment.date.monthsSinceYearZero
      }
    }
    let account = Account(
      group: free.group.map { "group " + $0 } ?? "model " + model, period: period)
    let taken = min(units, max(free.count - used[account, default: 0], 0))
    used[account, default: 0] += taken
    return taken
  }
}
