import Kernels

/// How the flows of a segment's sessions scatter around what their cost says of them: how many sessions came,
/// how many succeeded, and what they used of each model.
///
/// A flow is divided by its mean. Of a compound Poisson sum of λ sessions, g and h have covariance E[g h] / λ
/// then, and what is left of it when the cost X is known is (E[g h] - E[g X] E[h X] / E[X²]) / λ. The
/// factor of that matrix turns independent normal numbers into such deviations. It is the mean over the
/// trials of a pilot; what goes with the cost has the slopes of each trial.
final class FlowScatter: Sendable {
  /// Flows that are drawn for every week: sessions, successes and harness cost, which leaves the rest of the cost to
  /// inference and is often in proportion to sessions.
  static let weekly = 3
  /// Those over all models, the weekly ones first; the others are determined by them.
  fileprivate static let common =
    [
      FlowLayout.sessions, FlowLayout.successes, FlowLayout.harness, FlowLayout.escalations,
      FlowLayout.budgetEnds,
    ] + (FlowLayout.firstToken...FlowLayout.calls)

  /// What a number adds to the deviations.
  private struct Column<Flows: Sendable>: Sendable {
    /// Of the number.
    let place: Int
    let flows: Flows
  }

  /// Of the flows that are kept by week, by number.
  let weekColumns: (LeadingFlows, LeadingFlows, LeadingFlows)
  /// Of the flows over all models, in the order of the layout.
  private let columns: [Column<SIMD16<Double>>]
  /// Of the flows of each model of the layout; none where one model has all of them.
  private let modelColumns: [Column<[SIMD8<Double>]>]
  private let models: Int
  /// Numbers that are drawn for a month: for flows over all models, and for those of single ones.
  let monthly: (ofAll: Int, ofModels: Int)

  init(_ moments: ScatterMoments, _ layout: FlowLayout) {
    models = layout.models.count
    let width = FlowLayout.byModel.count
    func first(ofModel model: Int) -> Int { Self.common.count + model * width }
    // By name, and those in use, so that strategies have the same numbers alone and together.
    let used = layout.models.indices.filter { model in
      (0..<width).contains { moments[first(ofModel: model) + $0, first(ofModel: model) + $0] > 0 }
    }.sorted { layout.models[$0] < layout.models[$1] }
    let scattered = used.count > 1 ? used : []
    let factor = Self.factor(
      moments,
      Array(Self.common.indices)
        + scattered.flatMap { first(ofModel: $0)..<(first(ofModel: $0) + width) })
    monthly = (Self.common.count - Self.weekly, scattered.count * width)
    let columns = Self.common.indices.map { place in
      var flows = SIMD16<Double>()
      for (index, flow) in Self.common.enumerated() { flows[flow] = factor[index][place] }
      flows[FlowLayout.units] = flows[FlowLayout.sessions]
      return Column(place: place, flows: flows)
    }
    self.columns = columns.filter { $0.flows != SIMD16() }
    let leading = columns.prefix(Self.weekly).map(\.flows.lowHalf.lowHalf)
    weekColumns = (leading[0], leading[1], leading[2])
    modelColumns =
      scattered.isEmpty
      ? []
      : factor.indices.map { place in
        var flows = [SIMD8<Double>](repeating: SIMD8(), count: layout.models.count)
        for (index, model) in scattered.enumerated() {
          for component in 0..<width {
            flows[model][component] = factor[first(ofModel: index) + component][place]
          }
        }
        return Column(place: place, flows: flows)
      }.filter { $0.flows.contains { $0 != SIMD8() } }
  }

  /// Of a flow over all models that scatters, among those.
  static func place(_ flow: Flow) -> Int {
    common.firstIndex(of: FlowLayout.common.firstIndex(of: flow)!)!
  }

  /// The lower factor of the covariance of flows that is left when the cost is known.
  ///
  /// - Parameter flows: Among those of the moments.
  private static func factor(_ moments: ScatterMoments, _ flows: [Int]) -> [[Double]] {
    let count = flows.count
    let cost = moments.count - 1
    let square = moments[cost, cost]
    var lower = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for i in 0..<count {
      for j in 0...i {
        var left = moments[flows[i], flows[j]]
        if square > 0 { left -= moments[flows[i], cost] * moments[flows[j], cost] / square }
        for k in 0..<j { left -= lower[i][k] * lower[j][k] }
        if i == j {
          // A thousandth of its deviation, and rounding, is left to a flow that those before it determine.
          lower[i][i] = left > 1e-6 * moments[flows[i], flows[i]] ? left.squareRoot() : 0
        } else {
          lower[i][j] = lower[j][j] > 0 ? left / lower[j][j] : 0
        }
      }
    }
    return lower
  }

  /// Adds by how much the flows of a month deviate from what their cost says.
  ///
  /// - Parameters:
  ///   - expected: Of the month.
  ///   - weeks: What is drawn for every week of the month.
  ///   - ofAll: Independent standard normal numbers of the month, for flows over all models.
  ///   - ofModels: For those of single ones.
  func add(
    _ expected: [Double], _ weeks: ScatterDraws.OfWeeks, _ ofAll: ArraySlice<Double>,
    _ ofModels: ArraySlice<Double>, to flows: inout [Double], from place: Int
  ) {
    let sessions = expected[FlowLayout.sessions]
    guard sessions > 0 else { return }
    let root = weeks.sessions.squareRoot()
    func number(_ place: Int) -> Double {
      if place < Self.weekly { return weeks.numbers[place] / sessions }
      let place = place - Self.weekly
      return root / sessions
        * (place < ofAll.count
          ? ofAll[ofAll.startIndex + place]
          : ofModels[ofModels.startIndex + place - ofAll.count])
    }
    var deviations = SIMD16<Double>()
    for column in columns { deviations += number(column.place) * column.flows }
    for flow in FlowLayout.common.indices { deviations[flow] *= expected[flow] }
    deviations.lowHalf.lowHalf = weeks.flows
    for flow in FlowLayout.common.indices { flows[place + flow] += deviations[flow] }
    let sums = SIMD8(
      deviations[FlowLayout.firstToken], deviations[FlowLayout.firstToken + 1],
      deviations[FlowLayout.firstToken + 2], deviations[FlowLayout.firstToken + 3],
      deviations[FlowLayout.calls], deviations[FlowLayout.inference], 0, 0)
    addModels(expected, sums, number, to: &flows, from: place)
  }

  /// Adds the deviations of the flows of models, which sum up to those over all of them: what the factor leaves
  /// of that, since its shares of the models are not those of the trial, is theirs in proportion.
  private func addModels(
    _ expected: [Double], _ ofAll: SIMD8<Double>, _ number: (Int) -> Double,
    to flows: inout [Double], from place: Int
  ) {
    var left = ofAll
    var total = SIMD8<Double>()
    for model in 0..<models {
      let first = FlowLayout.common.count + model * FlowLayout.byModel.count
      var deviations = SIMD8<Double>()
      for column in modelColumns { deviations += number(column.place) * column.flows[model] }
      for component in FlowLayout.byModel.indices {
        total[component] += expected[first + component]
        deviations[component] *= expected[first + component]
        flows[place + first + component] += deviations[component]
      }
      left -= deviations
    }
    left /= total
    left.replace(with: 0, where: total .== 0)
    for model in 0..<models {
      let first = FlowLayout.common.count + model * FlowLayout.byModel.count
      for component in FlowLayout.byModel.indices {
        flows[place + first + component] += left[component] * expected[first + component]
      }
    }
  }
}

extension FlowLayout {
  /// The flows that scatter.
  var scattered: [Int] {
    FlowScatter.common
      + models.indices.flatMap { model in
        Self.byModel.indices.map { firstPlace(ofModel: model) + $0 }
      }
  }
}
