/// All streams of sessions of a scenario: its segments, the untracked use beside them, and its
/// background work, in this order.
enum SegmentList {
  /// - Parameter shadowShare: Of segments that state none of their own.
  static func all(
    _ segments: [Segment], background: [Segment], shadowShare: Quantity
  ) -> [Segment] {
    let shadows = segments.enumerated().compactMap { index, segment -> Segment? in
      let share = segment.shadowShare ?? shadowShare
      return share.value == .known(0) ? nil : .shadow(of: index, segment, share: share)
    }
    return segments + shadows + background
  }
}
