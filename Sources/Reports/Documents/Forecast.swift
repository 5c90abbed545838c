import Pricing
import Scenarios
import Simulation
import Summaries

/// Everything that one estimate prints: exporters lay it out and compute nothing.
package struct Forecast: Sendable {
  package let run: RunRecord
  /// Name of the strategy estimated; `nil` for a scenario without routing.
  package let strategy: String?
  /// What that strategy declares; no number depends on it.
  package let latencyClass: LatencyClass?
  /// Every metric without an index that the scenario answers.
  package let metrics: [MetricBand]
  package let months: [Month]
  package let weeks: [Week]
  /// Per unit: layers, value, margin; and the volume that breaks even.
  package let unitEconomics: [MetricBand]
  /// The mean of `cost.total` taken apart; the parts of each sum to the whole.
  package let breakdown: [BreakdownTable]
  /// The same by the fields that say whom it belongs to.
  package let allocations: [Allocation]
  /// `nil` where nothing varies.
  package let shares: VarianceSplit?
  /// `nil` where there are no sessions.
  package let sessions: SessionTail?
  package let spreadsheet: Spreadsheet
  /// From the spreadsheet number to the mean of `cost.total`; amounts sum to it.
  package let bridge: [Rung]
  package let drivers: DriverTable
  package let gates: [GateLine]
  package let warnings: [Warning]
  /// How the numbers were computed, in the engine's words.
  package let notes: [EngineNote]

  package init(
    run: RunRecord, strategy: String?, latencyClass: LatencyClass? = nil, metrics: [MetricBand],
    months: [Month], weeks: [Week], unitEconomics: [MetricBand], breakdown: [BreakdownTable],
    allocations: [Allocation] = [],
    shares: VarianceSplit?, sessions: SessionTail? = nil,
    spreadsheet: Spreadsheet, bridge: [Rung], drivers: DriverTable, gates: [GateLine],
    warnings: [Warning], notes: [EngineNote]
  ) {
    self.run = run
    self.strategy = strategy
    self.latencyClass = latencyClass
    self.metrics = metrics
    self.months = months
    self.weeks = weeks
    self.unitEconomics = unitEconomics
    self.breakdown = breakdown
    self.allocations = allocations
    self.shares = shares
    self.sessions = sessions
    self.spreadsheet = spreadsheet
    self.bridge = bridge
    self.drivers = drivers
    self.gates = gates
    self.warnings = warnings
    self.notes = notes
  }
}

extension Forecast {
  /// One month (13/3 weeks) of the ramp.
  package struct Month: Sendable {
    /// 1-based.
    package let number: Int
    /// The day it begins on; `nil` where the scenario gives no start.
    package let start: CalendarDate?
    /// True for a last month that the horizon cuts short.
    package let isPartial: Bool
    /// `cost.month`, and `profit.month`, `roi.month`, `roi.asPrinted.month` where they exist.
    package let metrics: [MetricBand]

    package init(number: Int, start: CalendarDate?, isPartial: Bool, metrics: [MetricBand]) {
      self.number = number
      self.start = start
      self.isPartial = isPartial
      self.metrics = metrics
    }
  }

  package struct Week: Sendable {
    /// 1-based.
    package let number: Int
    /// First day; `nil` where the scenario gives no start.
    package let start: CalendarDate?
    package let cost: Band

    package init(number: Int, start: CalendarDate?, cost: Band) {
      self.number = number
      self.start = start
      self.cost = cost
    }
  }

  package struct BreakdownTable: Sendable {
    package enum Dimension: String, Sendable, CaseIterable {
      case layer, model, meter, segment, call
    }

    package let dimension: Dimension
    package let parts: [Part]

    package init(dimension: Dimension, parts: [Part]) {
      self.dimension = dimension
      self.parts = parts
    }
  }

  package struct Part: Sendable {
    package let name: String
    /// US dollars over the horizon.
    package let cost: Estimate
    /// Part of the whole, 0...1; 0 where the whole is nothing.
    package let share: Double

    package init(name: String, cost: Estimate, share: Double) {
      self.name = name
      self.cost = cost
      self.share = share
    }
  }

  /// What one would have put into a spreadsheet, US dollars.
  package struct Spreadsheet: Sendable, Equatable {
    /// Over the horizon.
    package let total: Double
    /// The same, an average month.
    package let month: Double

    package init(total: Double, month: Double) {
      self.total = total
      self.month = month
    }
  }

  /// One step of the bridge.
  package struct Rung: Sendable, Equatable {
    /// Stable name, e.g. `retries`.
    package let effect: String
    /// For readers, e.g. "medians to means".
    package let label: String
    /// US dollars over the horizon: the level for the first rung, else the change.
    package let amount: Estimate
    /// The same, an average month.
    package let month: Double

    package init(effect: String, label: String, amount: Estimate, month: Double) {
      self.effect = effect
      self.label = label
      self.amount = amount
      self.month = month
    }
  }

  /// The assumptions that move `cost.total` most, strongest first.
  package struct DriverTable: Sendable {
    /// How importance was measured, in words.
    package let method: String
    /// Share of the variance of the cost's ranks that the method explains, 0...1.
    package let explained: Double
    /// What chance alone gives: a coefficient up to this says nothing.
    package let noise: Double
    package let drivers: [Driver]

    package init(method: String, explained: Double, noise: Double, drivers: [Driver]) {
      self.method = method
      self.explained = explained
      self.noise = noise
      self.drivers = drivers
    }
  }

  package struct Driver: Sendable {
    /// Dotted path as people type it.
    package let path: String
    /// About -1...1.
    package let coefficient: Double
    /// US dollars of `cost.total` between the assumption's lowest and highest tenth.
    package let effect: Estimate
    /// Where the assumption comes from; `nil` where the scenario does not say.
    package let source: String?

    package init(path: String, coefficient: Double, effect: Estimate, source: String?) {
      self.path = path
      self.coefficient = coefficient
      self.effect = effect
      self.source = source
    }
  }
}

/// A finding about the scenario or the run that stops nothing.
package struct Warning: Sendable, Equatable {
  /// `nil` for one about the run.
  package let location: SourceLocation?
  package let message: String

  package init(location: SourceLocation?, message: String) {
    self.location = location
    self.message = message
  }
}
