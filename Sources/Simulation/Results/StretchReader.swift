/// What reads the trials of one randomisation as they are run, some at a time.
package protocol StretchReader: Sendable {
  /// - Parameter stretch: The trials as the result of a run of this one randomisation, without bridge and
  ///   notes.
  mutating func read(_ stretch: SimulationResult)
}
