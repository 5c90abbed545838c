import Distributions

/// Refuses scenarios whose estimate would take hours: each limit of turns and steps alone allows
/// it, not their product.
enum WorkChecks {
  /// Requests of one session, over all workflows, calls and tiers, that an estimate can walk
  /// through. One took 0.13 µs in each trial on a core of 2020; 4,096 trials of this many take
  /// five minutes.
  static let mostRequests = 500_000.0

  /// The counts that the engine sums over, whatever the law.
  private static let mostTurns = 4096.0

  static func run(
    _ workflows: [NamedEntry<Workflow>], _ routing: Routing?, _ assumptions: [Assumption],
    _ reader: ObjectReader
  ) {
    let reach = Reach(assumptions: assumptions)
    let work = workflows.map { entry in
      let turns = min(reach.largest(entry.value.turns), mostTurns)
      let isRouted = entry.value.calls.contains { $0.model == nil }
      return (entry, turns, steps: entry.value.calls.map(reach.steps), isRouted)
    }
    let tiers = Double(routing?.mostTiers ?? 1)
    let requests = work.map { entry, turns, steps, isRouted in
      turns * steps.reduce(0) { $0 + 1 + $1 } * (isRouted ? tiers : 1)
    }
    let total = requests.reduce(0, +)
    guard total > mostRequests,
      let worst = requests.indices.max(by: { requests[$0] < requests[$1] })
    else { return }
    let (entry, turns, steps, _) = work[worst]
    let loops = steps.contains { $0 > 0 }
    reader.decoding.error(
      entry.position, Place.root.member("workflows").member(entry.name),
      "sessions may reach \(Wording.rounded(turns)) turns"
        + (loops ? " of \(Wording.rounded(steps.max() ?? 0)) steps" : "")
        + ", \(Wording.rounded(total)) requests over all calls, tiers and workflows; at most"
        + " \(Wording.rounded(mostRequests)) can be computed. Give `turns` a `max`"
        + (loops ? ", or lower `maxSteps`." : "."))
  }
}

/// How large a count may become in a trial.
private struct Reach {
  let assumptions: [Assumption]

  /// What the engine leaves off a law's tail.
  private static let tail = 1e-14

  /// Draws of an unknown parameter beyond are too few to matter to the time.
  private static let unlikely = 1e-3

  func steps(_ call: Call) -> Double {
    call.loop.map { min(largest($0.steps), Double($0.maxSteps)) } ?? 0
  }

  func largest(_ count: EventQuantity) -> Double {
    switch count.value {
    case .fixed(let quantity): (values(quantity).max() ?? 0).rounded(.up)
    case .measured(let law, _): law.quantile(1 - Self.tail)
    case .varying(let law):
      min(
        choices(of: law).compactMap { try? law.family.law($0).quantile(1 - Self.tail) }.max()
          ?? .infinity, law.upperCap ?? .infinity)
    }
  }

  /// Every parameter at its ends, with every other.
  private func choices(of law: VaryingLaw) -> [[String: Double]] {
    law.parameters.reduce([[:]]) { choices, parameter in
      choices.flatMap { choice in
        values(parameter.quantity).map { value in
          choice.merging([parameter.name: value]) { $1 }
        }
      }
    }
  }

  private func values(_ quantity: Quantity) -> [Double] {
    switch quantity.value {
    case .known(let value): [value]
    case .unknown(let index):
      [Self.unlikely, 1 - Self.unlikely].map(assumptions[index].law.quantile)
    }
  }
}

extension Routing {
  fileprivate var mostTiers: Int {
    strategies.map { strategy in
      strategy.models.count * (strategy.batchShare == nil ? 1 : 2)
    }.max() ?? 1
  }
}
