/// What moves the traffic of a random scenario beside adoption: events, seasons, hours, untracked use
/// and background work.
///
/// It has random numbers of its own, so that the other parts of a seed stay as they are.
struct RandomTraffic {
  let seed: Int
  private var inputs: RandomInputs

  init(seed: Int) {
    self.seed = seed
    inputs = RandomInputs(seed: seed + 1000, areUnknown: seed % 2 == 1)
  }

  /// - Parameter sessions: Of a segment in a week, about.
  mutating func add(to root: inout ScenarioText, segments names: [String], sessions: Double) {
    addHours(to: &root)
    addYear(to: &root)
    if seed % 5 == 2 || seed % 9 == 4 { addEvents(to: &root, segment: names[0]) }
    if seed % 6 == 1 || seed % 10 == 8 {
      root["background"] = [
        "reindex": [
          "workflow": "chat", "runsPerWeek": inputs.positive(min(sessions, 60)),
          "from": .number(seed % 4 == 0 ? 3 : 1),
        ],
        "digest": [
          "workflow": "chat", "runsPerWeek": inputs.positive(8),
          "until": .number(Double(2 + seed % 3)),
        ],
      ]
    }
    if seed % 7 == 4 { root["shadowShare"] = inputs.probability(0.2) }
    if seed % 8 == 5 || seed % 7 == 4 && names.count > 1 {
      change(&root, segment: names[0], "shadowShare", to: inputs.probability(0.25))
    }
  }

  private mutating func addHours(to root: inout ScenarioText) {
    var demand = root["demand"] ?? [:]
    let own: [ScenarioText] = (0..<24).map { .number($0 < 7 ? 0 : Double(1 + $0 * (seed % 5) % 4)) }
    switch seed % 11 {
    case 2: demand["hourProfile"] = "office"
    case 5: demand["hourProfile"] = "consumer"
    case 7:
      demand["hourProfile"] = .array(own)
      demand["burstiness"] = inputs.positive(0.6)
    case 8:
      demand["hourProfile"] = "office"
      demand["peakToMean"] = 4
    case 9: demand["burstiness"] = inputs.positive(1)
    case 10:
      demand["hourProfile"] = "consumer"
      demand["burstiness"] = inputs.positive(0.4)
    default: return
    }
    root["demand"] = demand
  }

  private mutating func addYear(to root: inout ScenarioText) {
    guard seed % 4 == 3 || seed % 13 == 6, var horizon = root["horizon"] else { return }
    var demand = root["demand"] ?? [:]
    horizon["start"] = "2026-12-10"
    demand["seasonality"] = [0.8, 1.1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.3]
    if seed % 3 != 0 { demand["growthPerYear"] = inputs.positive(0.7) }
    root["horizon"] = horizon
    root["demand"] = demand
  }

  private mutating func addEvents(to root: inout ScenarioText, segment name: String) {
    let campaign: ScenarioText = ["week": 3, "factor": inputs.positive(1.4), "weeks": 2]
    let lasting: ScenarioText = ["week": 4, "factor": inputs.positive(0.8)]
    let region: ScenarioText = ["week": 2, "users": inputs.users(60)]
    change(
      &root, segment: name, "events",
      to: .array(seed % 3 == 0 ? [campaign, region] : [campaign, lasting, region]))
  }

  private func change(
    _ root: inout ScenarioText, segment name: String, _ field: String, to value: ScenarioText
  ) {
    guard var segments = root["segments"], var segment = segments[name] else { return }
    segment[field] = value
    segments[name] = segment
    root["segments"] = segments
  }
}
