/// Rules that hold traffic together with the rest of a scenario.
enum TrafficChecks {
  static func run(
    _ segments: [NamedEntry<Segment>]?, _ demand: Demand?, _ background: [NamedEntry<Segment>]?,
    _ horizon: Horizon?, _ workflows: [NamedEntry<Workflow>]?, _ routing: Routing?,
    _ reader: ObjectReader
  ) {
    let decoding = reader.decoding
    if let horizon {
      for entry in segments ?? [] {
        for (index, event) in entry.value.events.enumerated() where event.week >= horizon.weeks {
          decoding.warning(
            entry.position,
            Place.root.member("segments").member(entry.name).member("events").element(index),
            "this event begins in week \(event.week + 1), after the last of the horizon"
              + " (\(horizon.weeks)), and changes nothing; move it, or lengthen `horizon.weeks`.")
        }
      }
      for entry in background ?? [] {
        guard case .background(let runs) = entry.value.kind, runs.weeks.lowerBound >= horizon.weeks
        else { continue }
        decoding.warning(
          entry.position, Place.root.member("background").member(entry.name),
          "this work begins in week \(runs.weeks.lowerBound + 1), after the last of the horizon"
            + " (\(horizon.weeks)), and costs nothing; move it, or lengthen `horizon.weeks`.")
      }
    }
    if let segments, let member = reader.member(ScenarioLanguage.shadowShare),
      segments.allSatisfy({ $0.value.shadowShare != nil })
    {
      decoding.warning(
        member.position, Place.root.member(ScenarioLanguage.shadowShare.name),
        "every segment has its own `shadowShare`, so that this one changes nothing; remove it.")
    }
    if let demand { checkDemand(demand, horizon, workflows, routing, reader) }
  }

  private static func checkDemand(
    _ demand: Demand, _ horizon: Horizon?, _ workflows: [NamedEntry<Workflow>]?,
    _ routing: Routing?, _ reader: ObjectReader
  ) {
    let decoding = reader.decoding
    guard let member = reader.member(ScenarioLanguage.demand) else { return }
    let place = Place.root.member(ScenarioLanguage.demand.name)
    func position(_ name: String) -> TextPosition {
      member.value.member(name)?.position ?? member.position
    }
    if demand.seasonality != nil, let horizon, horizon.start == nil {
      decoding.error(
        position("seasonality"), place.member("seasonality"),
        "`seasonality` goes by the calendar, and the horizon has no first day; add"
          + " \"start\": \"YYYY-MM-DD\" to `horizon`.")
    }
    guard let workflows,
      workflows.allSatisfy({ $0.value.calls.allSatisfy { $0.cache == nil } }),
      routing?.strategies.allSatisfy(\.capacities.isEmpty) ?? true
    else { return }
    if !demand.hours.isFlat {
      decoding.warning(
        position("hourProfile"), place.member("hourProfile"),
        "no call has a `cache` and no strategy a `capacity`, so that the hours of the week change"
          + " nothing; remove this, or add one of them.")
    }
    if demand.burstiness.value != .known(0) {
      decoding.warning(
        position("burstiness"), place.member("burstiness"),
        "no call has a `cache` and no strategy a `capacity`, so that bursts change nothing; remove"
          + " this, or add one of them.")
    }
  }
}
