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

  /// What each number of a week adds to the flows that are kept by week.
  let weekColumns: (LeadingFlows, LeadingFlows, LeadingFlows)
  /// By number over all models, whether it adds anything.
  let isUsed: [Bool]
  /// What each number adds to the flows over all models, in the order of the layout.
  private let columns: [SIMD16<Double>]
  /// What each adds to the flows of each model of the layout, model after model; empty where one has all of
  /// them.
  private let modelColumns: [SIMD8<Double>]
  private let models: Int
  /// Numbers that are drawn for the flows of single models.
  let ofModels: Int

  init(_ moments: ScatterMoments, _ layout: FlowLayout) {
    models = layout.models.count
    let width = FlowLayout.byModel.count
    // By name, and those in use, so that strategies have the same numbers alone and together.
    let used = layout.models.indices.filter { model in
      (0..<width).contains {
        moments[Self.first(ofModel: model) + $0, Self.first(ofModel: model) + $0] > 0
      }
    }.sorted { layout.models[$0] < layout.models[$1] }
    let scattered = used.count > 1 ? used : []
    let factor = Self.factor(
      moments,
      Array(Self.common.indices)
        + scattered.flatMap { Self.first(ofModel: $0)..<(Self.first(ofModel: $0) + width) })
    ofModels = scattered.count * width
    columns = Self.common.indices.map { number in
      var flows = SIMD16<Double>()
      for (index, flow) in Self.common.enumerated() { flows[flow] = factor[index][number] }
      flows[FlowLayout.units] = flows[FlowLayout.sessions]
      return flows
    }
    isUsed = columns.map { $0 != SIMD16() }
    let leading = columns.prefix(Self.weekly).map(\.lowHalf.lowHalf)
    weekColumns = (leading[0], leading[1], leading[2])
    modelColumns =
      scattered.isEmpty
      ? []
      : factor.indices.flatMap { number in
        layout.models.indices.map { model in
          var flows = SIMD8<Double>()
          guard let index = scattered.firstIndex(of: model) else { return flows }
          for component in 0..<width {
            flows[component] = factor[Self.first(ofModel: index) + component][number]
          }
          return flows
        }
      }
  }

  private static func first(ofModel model: Int) -> Int {
    common.count + model * FlowLayout.byModel.count
  }

  /// Of a flow over all models that scatters, among those.
  static func place(_ flow: Flow) -> Int {
    common.firstIndex(of: FlowLayout.common.firstIndex(of: flow)!)!
  }

  /// What may happen in few sessions.
  struct Event {
    /// Flows that come with it alone.
    let flows: Range<Int>
    /// Which of them counts it, and which is what it costs.
    let count: Int
    let cost: Int?
  }

  /// A session ends at its budget; a model is asked.
  static func events(_ layout: FlowLayout) -> [Event] {
    let budget = place(.budgetEnds)
    return [Event(flows: budget..<(budget + 1), count: budget, cost: nil)]
      + layout.models.indices.map { model in
        let first = first(ofModel: model)
        return Event(
          flows: first..<(first + FlowLayout.byModel.count),
          count: first + FlowLayout.requestsOfModel, cost: first + FlowLayout.costOfModel)
      }
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

  /// What has scattered in some months.
  struct Sums {
    /// The numbers, each times the root of the sessions that it is of.
    var numbers = SIMD16<Double>()
    /// Deviations of the flows over all models, in the order of the layout.
    var deviations = SIMD16<Double>()
    /// Expected ones, and those that scatter.
    var sessions = (expected: 0.0, scattering: 0.0)
  }

  /// Adds by how much the flows over all models of a month deviate from what their cost says.
  ///
  /// - Parameters:
  ///   - expected: Of the month.
  ///   - weeks: What is drawn for every week of the month.
  ///   - numbers: As many as for flows over all models, of which those of weeks are not read.
  func add(
    _ expected: [Double], _ weeks: ScatterDraws.OfWeeks, _ numbers: SIMD16<Double>,
    to flows: inout [Double], from place: Int, _ sums: inout Sums
  ) {
    let sessions = expected[FlowLayout.sessions]
    guard sessions > 0 else { return }
    var numbers = weeks.sessions.squareRoot() * numbers
    for number in 0..<Self.weekly { numbers[number] = weeks.numbers[number] }
    var deviations = SIMD16<Double>()
    for number in columns.indices where isUsed[number] {
      deviations += numbers[number] * columns[number]
    }
    deviations /= sessions
    for flow in FlowLayout.common.indices { deviations[flow] *= expected[flow] }
    deviations.lowHalf.lowHalf = weeks.flows
    for flow in FlowLayout.common.indices { flows[place + flow] += deviations[flow] }
    sums.numbers += numbers
    sums.deviations += deviations
    sums.sessions.expected += sessions
    sums.sessions.scattering += weeks.sessions
  }

  /// Adds by how much the flows of each model deviate, none of them to below zero.
  ///
  /// They sum up to those over all models: what the factor leaves of that, since its shares of the models are
  /// not those of the trial, is theirs in proportion.
  ///
  /// - Parameters:
  ///   - expected: Of the months of the sums.
  ///   - sampled: The same with what goes with the noise of the cost.
  ///   - ofModels: Independent standard normal numbers.
  func addModels(
    _ expected: [Double], sampled: [Double], _ sums: Sums, _ ofModels: Span<Double>,
    to flows: inout [Double], from place: Int
  ) {
    guard sums.sessions.expected > 0 else { return }
    let numbers = sums.numbers / sums.sessions.expected
    let scale = sums.sessions.scattering.squareRoot() / sums.sessions.expected
    let (ofAll, first) = (sums.deviations, FlowLayout.firstToken)
    var left = SIMD8(
      ofAll[first], ofAll[first + 1], ofAll[first + 2], ofAll[first + 3],
      ofAll[FlowLayout.calls], ofAll[FlowLayout.inference], 0, 0)
    var total = SIMD8<Double>()
    var scattered: [SIMD8<Double>] = []
    for model in 0..<models {
      let own = self.flows(model, of: sampled)
      let deviations = pointwiseMax(
        self.flows(model, of: expected) * scatter(ofModel: model, numbers, scale, ofModels), -own)
      add(deviations, model: model, to: &flows, from: place)
      scattered.append(own + deviations)
      total += own + deviations
      left -= deviations
    }
    // Where every model that has a flow stopped at zero, what is expected of each says the proportion.
    let isNothing = total .<= SIMD8()
    var ofExpected = SIMD8<Double>()
    for model in 0..<models {
      let expected = self.flows(model, of: expected)
      scattered[model].replace(with: expected, where: isNothing)
      ofExpected += expected
    }
    total.replace(with: ofExpected, where: isNothing)
    left /= total
    left.replace(with: 0, where: total .== 0)
    for model in 0..<models {
      add(left * scattered[model], model: model, to: &flows, from: place)
    }
  }

  private func scatter(
    ofModel model: Int, _ numbers: SIMD16<Double>, _ scale: Double, _ ofModels: Span<Double>
  ) -> SIMD8<Double> {
    var deviations = SIMD8<Double>()
    guard !modelColumns.isEmpty else { return deviations }
    for number in columns.indices {
      deviations += numbers[number] * modelColumns[number * models + model]
    }
    for number in ofModels.indices {
      deviations +=
        scale * ofModels[number] * modelColumns[(columns.count + number) * models + model]
    }
    return deviations
  }

  private func flows(_ model: Int, of flows: [Double]) -> SIMD8<Double> {
    let first = FlowLayout.common.count + model * FlowLayout.byModel.count
    return SIMD8(
      flows[first], flows[first + 1], flows[first + 2], flows[first + 3], flows[first + 4],
      flows[first + 5], 0, 0)
  }

  private func add(
    _ flows: SIMD8<Double>, model: Int, to sum: inout [Double], from place: Int
  ) {
    let first = place + FlowLayout.common.count + model * FlowLayout.byModel.count
    for component in FlowLayout.byModel.indices { sum[first + component] += flows[component] }
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
