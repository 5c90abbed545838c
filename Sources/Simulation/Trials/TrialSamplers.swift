import Kernels

/// The samplers of one trial, each made when its first session is asked for.
struct TrialSamplers {
  private let epochOfWeek: [Int]
  private let epochs: Int
  private var workflows: [SampledWorkflow?]
  /// `[segment · epochs + epoch]`.
  private var samplers: [SessionSampler?]

  init(_ plan: Plan) {
    epochOfWeek = plan.epochOfWeek
    epochs = plan.epochs.count
    workflows = plan.scenario.workflows.map { _ in nil }
    samplers = [SessionSampler?](
      repeating: nil, count: plan.scenario.segments.count * plan.epochs.count)
  }

  /// Adds the flows of `count` sessions of a segment-week.
  mutating func add(
    sessions count: Int, of segment: SegmentEvaluation, index: Int, week: Int,
    to flows: inout [Double], stream: inout RandomStream
  ) {
    let epoch = epochOfWeek[week]
    let place = index * epochs + epoch
    if samplers[place] == nil {
      let known = workflows[segment.sessions.workflow]
      let workflow = known ?? segment.sampledWorkflow()
      workflows[segment.sessions.workflow] = workflow
      samplers[place] = segment.sampler(epoch: epoch, workflow)
    }
    samplers[place]?.add(
      sessions: count, hits: segment.sessions.hits.byTier(week: week), to: &flows, stream: &stream)
  }
}
