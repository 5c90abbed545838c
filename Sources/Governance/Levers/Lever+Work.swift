import JSONDocuments
import Scenarios
import Simulation

extension Lever {
  /// Plain code instead of a model. How many turns it can answer, nobody has said.
  static let bypass = Lever(.bypass) { site in
    let more = 0.1
    return site.workflows.findings { workflow in
      func idle(_ reason: String) -> Findings {
        Findings(idle: [IdleLever(.bypass, at: workflow.path, reason)])
      }
      guard case .known(let present) = workflow.workflow.bypass.value else {
        return idle(
          "already there, as a share that is not known; `sensitivity` says what knowing it is worth"
        )
      }
      guard present + more <= 1 else {
        return idle("already there: \(LeverSite.percent(present)) of the turns")
      }
      let further = present > 0 ? " beyond the \(LeverSite.percent(present)) of today" : ""
      return Findings(proposals: [
        LeverProposal(
          .bypass, at: workflow.path,
          "answer turns of \(Wording.code(workflow.workflow.name)) by plain code" + further,
          [site.edit(workflow.way, "bypass", to: .number(Decision.clean(present + more)))],
          quality: .unknown(
            "the forecast takes what code answers as answered well; whether it is, is stated nowhere"
          ),
          missing: LeverProposal.MissingNumber(share: "the turns that plain code can answer"))
      ])
    }
  }

  /// Failed requests, and rejected answers, tried once more and no further.
  static let retries = Lever(.retries) { site in
    let most = LeverSettings.attempts
    let found = site.calls.findings { call in
      var found = Findings()
      func bound(_ block: String, _ field: String, _ present: Int, _ words: String, _ fails: String)
      {
        let path = "\(call.path).\(block)"
        guard present > most else {
          found.idle.append(
            IdleLever(.retries, at: path, "already there: at most \(present) \(words)"))
          return
        }
        found.proposals.append(
          LeverProposal(
            .retries, at: path, "at most \(most) \(words) instead of \(present)",
            [site.edit(call.way, block, field, to: .integer(most))],
            quality: .modelled(fails)))
      }
      if let retry = call.call.retry {
        bound(
          "retry", "maxAttempts", retry.maxAttempts, "attempts",
          "a request that fails on every attempt fails its turn")
      }
      if let validation = call.call.validation {
        bound(
          "validate", "maxRounds", validation.maxRounds, "rounds",
          "an answer that is rejected in the last round fails")
      }
      return found
    }
    return found.proposals.isEmpty && found.idle.isEmpty
      ? .idle(.retries, "nothing is repeated: no call has `retry` or `validate`") : found
  }

  /// A limit that stops the longest loops.
  static let loops = Lever(.loops) { site in
    let found = site.calls.findings { call in
      var found = Findings()
      let unknown = LeverProposal.Quality.unknown(
        "the forecast takes what is stopped as answered; whether it is, is stated nowhere")
      func bound(_ block: String, _ field: String, _ present: Int, at limit: Int, _ words: String) {
        let path = "\(call.path).\(block)"
        let share = LeverSite.percent(LeverSettings.wholeLoops)
        guard limit < present else {
          found.idle.append(
            IdleLever(
              .loops, at: path,
              "already there: at most \(present) \(words), where \(share) have \(limit) or fewer"))
          return
        }
        found.proposals.append(
          LeverProposal(
            .loops, at: path,
            "at most \(limit) \(words) instead of \(present), which \(share) of the turns keep",
            [site.edit(call.way, block, field, to: .integer(limit))], quality: unknown))
      }
      if let loop = call.call.loop {
        let steps = site.point.steps(loop).quantile(LeverSettings.wholeLoops)
        bound("loop", "maxSteps", loop.maxSteps, at: max(Int(steps), 1), "steps")
      }
      if let delegation = call.call.delegation {
        let runs = site.point.descendants(delegation).quantile(LeverSettings.wholeLoops) + 1
        bound("delegate", "maxAgents", delegation.maxAgents, at: max(Int(runs), 2), "runs")
      }
      return found
    }
    return found.proposals.isEmpty && found.idle.isEmpty
      ? .idle(.loops, "nothing to bound: no call has a `loop`") : found
  }
}
