/// What a random scenario pays for whatever its traffic.
///
/// It has random numbers of its own, so that the other parts of a seed stay as they are.
struct RandomCommitments {
  let seed: Int
  private var inputs: RandomInputs

  init(seed: Int) {
    self.seed = seed
    inputs = RandomInputs(seed: seed + 2000, areUnknown: seed % 2 == 1)
  }

  mutating func add(to root: inout ScenarioText) {
    guard seed % 4 == 1 || seed % 6 == 4 else { return }
    var reserve: ScenarioText = [
      "provider": "anthropic", "perMonth": inputs.positive(2),
      "utilisation": inputs.probability(0.6),
    ]
    if seed % 3 != 0 { reserve["serves"] = ["claude-opus-5-5", "our-small"] }
    var old: ScenarioText = ["provider": "azure", "perWeek": inputs.positive(0.4)]
    if seed % 3 == 1 { old["production"] = false }
    if seed % 5 < 3 { old["untilWeek"] = .number(Double(2 + seed % 4)) }
    root["commitments"] = [
      "reserve": reserve, "earlier": old,
      "left": [
        "provider": "private", "perWeek": inputs.positive(0.2), "fromWeek": 3,
        "serves": ["gpt-4"],
      ],
    ]
  }
}
