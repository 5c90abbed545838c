import Distributions

/// Warnings about token budgets that end every session, or none.
enum BudgetChecks {
  static func run(
    _ workflows: [NamedEntry<Workflow>], _ assumptions: [Assumption], _ reader: ObjectReader
  ) {
    let middle = Middle(assumptions: assumptions)
    for entry in workflows {
      guard let budget = entry.value.tokenBudget else { continue }
      let name = WorkflowLanguage.tokenBudget.name
      let place = Place.root.member("workflows").member(entry.name).member(name)
      let node = reader.decoding.names.workflows.first { $0.name == entry.name }?.node
      let position = node?.member(name)?.value.position ?? entry.position
      if middle.value(entry.value.turns) == 1, entry.value.turns.isFixed {
        reader.decoding.warning(
          position, place,
          "every session has one turn, which is always sent, so that the budget never ends one;"
            + " remove it, or give the workflow `turns`.")
        continue
      }
      let tokens = entry.value.calls.reduce(0) { $0 + middle.tokens($1) }
      guard middle.value(budget) <= tokens else { continue }
      reader.decoding.warning(
        position, place,
        "one turn takes about \(Wording.rounded(tokens)) tokens, so that a budget of"
          + " \(Wording.rounded(middle.value(budget))) ends sessions after their first turn; raise it"
          + " above what all turns of a session take.")
    }
  }
}

/// Unknown inputs at their median and lengths at their mean.
private struct Middle {
  let assumptions: [Assumption]

  /// Tokens of one request of the call, without history, loop, rounds or retries.
  func tokens(_ call: Call) -> Double {
    let output = min(value(call.output), call.maxTokens.map(Double.init) ?? .infinity)
    return value(call.prompt.system) + value(call.prompt.tools) + value(call.prompt.retrieved)
      + value(call.prompt.user) + output
  }

  func value(_ quantity: Quantity) -> Double {
    switch quantity.value {
    case .known(let value): value
    case .unknown(let index): assumptions[index].law.quantile(0.5)
    }
  }

  func value(_ field: EventQuantity) -> Double {
    switch field.value {
    case .fixed(let quantity): value(quantity)
    case .varying(let varying): (try? varying.law { value($0) })?.mean ?? 0
    case .measured(let law, _): law.mean
    }
  }
}

extension EventQuantity {
  fileprivate var isFixed: Bool {
    if case .fixed(let quantity) = value, case .known = quantity.value { true } else { false }
  }
}
