import Scenarios

/// The measures of routers: PGR, CPT and APGR.
///
/// - Source: Ong et al. (2024), "RouteLLM: Learning to Route LLMs with Preference Data", arXiv
///   2406.18665, §2.2: PGR = (r - r_small) / (r_large - r_small) for the average success r; CPT(x) is
///   the smallest share of calls to the large model with PGR ≥ x; APGR is the mean of PGR over shares
///   from 0 to 1.
extension RouterCurve {
  /// PGR at a share of the sessions, straight between points.
  ///
  /// - Precondition: The share is in 0...1.
  package func gapRecovered(share: Double) -> Double {
    precondition((0...1).contains(share), "a share of \(share)")
    let next = points.firstIndex { $0.share >= share } ?? points.count - 1
    guard next > 0 else { return points[0].recovered }
    let (a, b) = (points[next - 1], points[next])
    return a.recovered + (share - a.share) / (b.share - a.share) * (b.recovered - a.recovered)
  }

  /// CPT(x): the smallest share that recovers x of the gap.
  ///
  /// - Precondition: x is at most 1, which the end of the curve recovers.
  package func share(recovering x: Double) -> Double {
    precondition(x <= 1, "a gap of \(x)")
    if points[0].recovered >= x { return points[0].share }
    for (a, b) in zip(points, points.dropFirst()) where b.recovered >= x {
      return a.share + (x - a.recovered) / (b.recovered - a.recovered) * (b.share - a.share)
    }
    return 1
  }

  /// APGR: the area below the curve, 0.5 for a router that draws lots.
  package var averageGapRecovered: Double {
    zip(points, points.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.1.share - pair.0.share) * (pair.0.recovered + pair.1.recovered) / 2
    }
  }
}

extension Router {
  func share(_ inputs: Inputs) -> Double {
    switch setting {
    case .shareToLarge(let share): inputs(share)
    case .gapRecovered(let gap): curve.share(recovering: inputs(gap))
    }
  }

  /// Success of all sessions: which of them succeed on which model, the curve does not tell.
  func success(share: Double, _ inputs: Inputs) -> Double {
    let (low, high) = (inputs(small.success), inputs(large.success))
    return min(max(low + curve.gapRecovered(share: share) * (high - low), 0), 1)
  }
}
