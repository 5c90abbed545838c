import Scenarios

/// The segments of a scenario in one trial; those whose sessions are alike in all but their number have one
/// evaluation in common.
struct SegmentEvaluations {
  private(set) var distinct: [SegmentEvaluation] = []
  /// By segment: the place of its evaluation in ``distinct``.
  private(set) var places: [Int] = []

  init(
    _ segments: [Segment], sessions: StreamSessions, evaluator: StrategyEvaluator, inputs: Inputs,
    harness: HarnessRates, slopesNeeded: Bool
  ) {
    for segment in segments {
      let own = sessions(segment)
      let units = inputs(segment.unitsPerSession)
      let known = distinct.firstIndex {
        $0.sessions === own && $0.unitsPerSession == units && $0.isShadow == segment.isShadow
      }
      if let known {
        places.append(known)
        continue
      }
      places.append(distinct.count)
      distinct.append(
        SegmentEvaluation(
          sessions: own, unitsPerSession: units, isShadow: segment.isShadow, evaluator: evaluator,
          inputs: inputs, harness: harness, slopesNeeded: slopesNeeded))
    }
  }

  subscript(segment: Int) -> SegmentEvaluation { distinct[places[segment]] }
}
