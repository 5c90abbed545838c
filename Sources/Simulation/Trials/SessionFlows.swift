import Kernels
import Scenarios

/// Expected flows of one session of a workflow, for a block of trials: usage times rates.
///
/// A session's usage on a tier is a vector of token meters (by item, short and long rates apart)
/// and requests. Usage is linear in each cached call's shared-prefix hit rate, so there is one row
/// for the base and one per call for the slope. The rows of all trials of a block times the
/// (meters × flows) matrix of rates give every flow at once.
///
/// A class, so that a segment-week takes a reference instead of copying the tables.
final class SessionFlows {
  let layout: FlowLayout
  let rowsPerTrial: Int
  let meters: Int
  /// Row-major (block · rows) × meters.
  private var usage: [Double]
  /// Row-major (block · rows) × flows.
  private(set) var flows: [Double]
  /// Row-major meters × flows.
  private let rates: [Double]

  /// - Parameter block: Trials of a block; always the same, so that the product's shape never
  ///   varies (a partial block has rows of zeros).
  init(tier: TierPlan, calls: Int, block: Int, layout: FlowLayout) {
    self.layout = layout
    rowsPerTrial = 1 + calls
    meters = tier.items.count * MeanUsage.metersPerItem
    usage = [Double](repeating: 0, count: block * rowsPerTrial * meters)
    flows = [Double](repeating: 0, count: block * rowsPerTrial * layout.count)
    rates = Self.rates(tier, layout)
  }

  func set(trial: Int, base: [Double], slope: [Double], tier: TierPlan) {
    let start = trial * rowsPerTrial * meters
    for meter in 0..<meters { usage[start + meter] = base[meter] }
    for row in 1..<rowsPerTrial {
      for meter in 0..<meters { usage[start + row * meters + meter] = 0 }
    }
    for (index, call) in tier.calls.enumerated() {
      let first = call.item * MeanUsage.metersPerItem
      for meter in first..<(first + MeanUsage.metersPerItem) {
        usage[start + (1 + index) * meters + meter] = slope[meter]
      }
    }
  }

  func multiply() {
    // Row-major usage · rates is column-major ratesᵀ · usageᵀ.
    LinearAlgebra.multiply(
      rates, rows: layout.count, inner: meters, usage, columns: flows.count / layout.count,
      into: &flows)
  }

  /// Multiplies what a model bills in a trial with the factor of its prices.
  ///
  /// - Parameter capacities: Places of the models that capacities serve, among those of the plan.
  func scalePrices(trial: Int, by factors: [Double], capacities: [Int]) {
    guard factors.contains(where: { $0 != 1 }) else { return }
    for row in 0..<rowsPerTrial {
      let place = self.place(trial: trial, row: row)
      for (model, factor) in factors.enumerated() where factor != 1 {
        let cost = place + layout.firstPlace(ofModel: model) + FlowLayout.costOfModel
        flows[place + FlowLayout.inference] += flows[cost] * (factor - 1)
        flows[cost] *= factor
      }
      for (capacity, model) in capacities.enumerated() {
        flows[place + layout.firstPlace(ofCapacity: capacity) + FlowLayout.byToken] *=
          factors[model]
      }
    }
  }

  /// Place of a trial's row in ``flows``: row 0 is the base, row 1 + c the slope of call c.
  func place(trial: Int, row: Int) -> Int { (trial * rowsPerTrial + row) * layout.count }

  /// What a session costs less, or more, where a call finds its shared prefix cached; US dollars.
  func costOfHit(trial: Int, call: Int) -> Double {
    let place = place(trial: trial, row: 1 + call)
    var cost = abs(flows[place + FlowLayout.inference])
    for capacity in 0..<layout.capacities {
      cost += abs(flows[place + layout.firstPlace(ofCapacity: capacity) + FlowLayout.byToken])
    }
    return cost
  }

  /// Adds a trial's row of usage, by meter.
  func addUsage(trial: Int, row: Int, times weight: Double, to used: inout [Double]) {
    let first = (trial * rowsPerTrial + row) * meters
    for meter in 0..<meters { used[meter] += weight * usage[first + meter] }
  }

  private static func rates(_ tier: TierPlan, _ layout: FlowLayout) -> [Double] {
    let meters = tier.items.count * MeanUsage.metersPerItem
    var matrix = [Double](repeating: 0, count: meters * layout.count)
    for (index, item) in tier.items.enumerated() {
      let rates = tier.rates[index]
      let model = layout.firstPlace(ofModel: item.model)
      for meter in 0..<MeanUsage.metersPerItem {
        let row = (index * MeanUsage.metersPerItem + meter) * layout.count
        if meter == MeanUsage.requests {
          matrix[row + FlowLayout.calls] += 1
          matrix[row + model + FlowLayout.requestsOfModel] += 1
          continue
        }
        if meter == MeanUsage.fees {
          matrix[row + FlowLayout.inference] += 1
          matrix[row + model + FlowLayout.costOfModel] += 1
          continue
        }
        // A model that does not meter writes bills written tokens as input.
        let token = meter % 4 == 2 && !item.metersWrites ? 0 : meter % 4
        matrix[row + FlowLayout.firstToken + token] += 1
        matrix[row + model + token] += 1
        matrix[row + FlowLayout.inference] += rates.own[meter]
        matrix[row + model + FlowLayout.costOfModel] += rates.own[meter]
        guard let capacity = item.capacity else { continue }
        let place = row + layout.firstPlace(ofCapacity: capacity)
        matrix[place + FlowLayout.byToken] += rates.listed[meter]
        switch meter % 4 {
        case 0, 2: matrix[place + FlowLayout.loadInput] += 1
        case 3: matrix[place + FlowLayout.loadOutput] += 1
        default: break
        }
      }
    }
    return matrix
  }
}
