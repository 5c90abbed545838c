/// Which moments of a session's cost: columns of ``CostMoments``.
struct MomentKey: Hashable, Sendable {
  let tier: Int
  let epoch: Int
  /// Of use that passes by the harness and by capacity.
  let isShadow: Bool
}

/// Where the moments of a key stand among the columns of a surface.
struct MomentPlace: Sendable {
  let key: MomentKey
  let columns: Range<Int>
}

/// How the moments of a workflow's sessions become functions of a trial's assumptions.
struct MomentDesign: Sendable {
  /// What a randomisation does to have them on its own panel.
  enum Fit: Sendable {
    /// It moves a surface that was fitted to so many trials on the panel of a pilot.
    case moved(MomentSurface, pilotTrials: Int)
    /// It fits a surface of its own in the assumptions that move the moments.
    case anew(assumptions: [Int], MomentSurface.Products)
  }

  let plan: Plan
  let fit: Fit
  /// What a randomisation computes on its panel: `[trial][assumption]`.
  let draws: [[Double]]
  /// Root mean square error of means and second moments over trials that the fit has not seen,
  /// relative, where it is largest.
  let error: Double
  let places: [MomentPlace]

  var pilotTrials: Int { if case .moved(_, let trials) = fit { trials } else { 0 } }

  /// The fit on a model's panel; `nil` where it cannot be made there.
  func surfaces(_ model: WorkflowModel) -> MomentSurfaces? {
    let keys = places.map(\.key)
    let values = draws.map { model.moments(keys, $0, plan) }
    let fitted =
      switch fit {
      case .moved(let surface, _): surface.moved(toValues: values, in: draws)
      case .anew(let assumptions, let products):
        MomentSurface(
          draws: draws, assumptions: assumptions, products: products, values: values)
      }
    return fitted.map { surface in
      MomentSurfaces(
        places: Dictionary(uniqueKeysWithValues: places.map { ($0.key, $0.columns) }),
        surface: surface)
    }
  }
}

/// The moments of a workflow's sessions as functions of a trial's assumptions, in place of a panel for
/// every trial.
struct MomentSurfaces {
  fileprivate let places: [MomentKey: Range<Int>]
  fileprivate let surface: MomentSurface

  /// The columns of all keys in the trials of a block.
  func values(in inputs: [Inputs], block: Int) -> Block {
    Block(
      places: places, columns: surface.columns,
      values: surface.values(in: inputs.map(\.draws), block: block))
  }

  struct Block {
    fileprivate let places: [MomentKey: Range<Int>]
    fileprivate let columns: Int
    /// Trial by trial.
    fileprivate let values: [Double]

    /// - Precondition: The key is one of the design's.
    func columns(of key: MomentKey, trial: Int) -> [Double] {
      let place = places[key]!
      let first = trial * columns
      return Array(values[(first + place.lowerBound)..<(first + place.upperBound)])
    }
  }
}
