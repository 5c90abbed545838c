import Kernels

/// The samplers of one trial, each made when its first session is asked for.
struct TrialSamplers {
  private let evaluations: SegmentEvaluations
  private let epochOfWeek: [Int]
  private let epochs: Int
  private var workflows: [SampledWorkflow?]
  /// `[evaluation · epochs + epoch]`.
  private var samplers: [SessionSampler?]

  init(_ plan: Plan, _ evaluations: SegmentEvaluations) {
    self.evaluations = evaluations
    epochOfWeek = plan.epochOfWeek
    epochs = plan.epochs.count
    workflows = plan.scenario.workflows.map { _ in nil }
    samplers = [SessionSampler?](
      repeating: nil, count: evaluations.distinct.count * plan.epochs.count)
  }

  /// Adds the flows of `count` sessions of a segment-week.
  mutating func add(
    sessions count: Int, segment: Int, week: Int, to flows: inout [Double],
    stream: inout RandomStream
  ) {
    let epoch = epochOfWeek[week]
    let evaluation = evaluations[segment]
    let sessions = evaluation.sessions
    let place = evaluations.places[segment] * epochs + epoch
    if samplers[place] == nil {
      let workflow = workflows[sessions.workflow] ?? evaluation.sampledWorkflow()
      workflows[sessions.workflow] = workflow
      samplers[place] = evaluation.sampler(epoch: epoch, workflow)
    }
    samplers[place]?.add(
      sessions: count, hits: sessions.hits.byTier(week: week), to: &flows, stream: &stream)
  }
}
