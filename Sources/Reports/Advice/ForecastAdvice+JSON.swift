import Governance
import Scenarios
import Summaries

extension ForecastAdvice {
  package static let schema = "cogcast.advise/1"

  /// As JSON, `cogcast.advise/1`.
  var document: JSONValue {
    .object(
      JSONValue.heading(schema: Self.schema, run) + [
        ("headline", .string(headline)),
        ("months", .integer(months)),
        ("hourlyRate", hourlyRate.map(JSONValue.number)),
        (
          "settings",
          [
            "promptCut": .number(settings.promptCut),
            "wholeAnswers": .number(settings.wholeAnswers),
            "historyTurns": .integer(settings.historyTurns),
          ]
        ),
        ("cost", Self.dollars(cost)),
        ("success", success.map { JSONValue($0) } ?? .null),
        (
          "levers",
          .array(
            levers.map { tried in
              .object(Self.members(tried.proposal) + members(tried.effect, of: tried.proposal))
            })
        ),
        ("conditional", .array(conditional.map(value))),
        (
          "idle",
          .array(
            idle.map {
              [
                "lever": .string($0.lever.rawValue), "place": .string($0.place),
                "reason": .string($0.reason),
              ]
            })
        ),
        ("sequence", sequenceValue),
        ("warnings", .array(warnings.map(JSONValue.init))),
      ])
  }

  private static func dollars(_ band: Band) -> JSONValue {
    JSONValue(MetricBand(name: "", unit: .dollars, band: band))
  }

  private static func members(_ proposal: LeverProposal) -> [(String, JSONValue?)] {
    let quality =
      switch proposal.quality {
      case .unchanged: "unchanged"
      case .modelled: "modelled"
      case .unknown: "unknown"
      }
    return [
      ("lever", .string(proposal.lever.rawValue)), ("place", .string(proposal.place)),
      ("title", .string(proposal.title)),
      (
        "edits",
        .array(
          proposal.edits.map {
            [
              "path": .string($0.path), "before": $0.before.map(JSONValue.init) ?? .null,
              "after": JSONValue($0.after),
            ]
          })
      ),
      ("quality", .string(quality)), ("qualityReason", .string(proposal.quality.reason)),
    ]
  }

  /// Of success and profit only what is known: a forecast that holds them is no finding.
  private func members(
    _ effect: LeverEffect, of proposal: LeverProposal
  ) -> [(String, JSONValue?)] {
    let isKnown = proposal.quality.isKnown
    let even: JSONValue? = effect.breakEvenSuccess.map {
      [
        "rate": .number($0.rate), "today": .number($0.today), "basis": .string($0.basis.rawValue),
      ]
    }
    let hours: JSONValue? = hourlyRate.flatMap { rate in
      effect.paidBack[0.5].map { .number(max($0.value, 0) / rate) }
    }
    return [
      ("saving", Self.dollars(effect.saving)),
      ("probabilitySaves", effect.saves.map { JSONValue($0.estimate) } ?? .null),
      ("paidBack", Self.dollars(effect.paidBack)),
      ("paidBackHours", hours),
      ("success", isKnown ? effect.success.map { JSONValue($0) } ?? .null : .null),
      ("profit", isKnown ? effect.profit.map(Self.dollars) ?? .null : .null),
      (
        "costPerSuccessfulUnit",
        isKnown ? effect.perSuccessfulUnit.map { JSONValue($0) } ?? .null : .null
      ),
      ("breakEvenSuccess", isKnown ? nil : even),
    ]
  }

  private func value(_ one: Conditional) -> JSONValue {
    .object(
      Self.members(one.proposal) + [
        ("share", .string(one.missing.share)), ("tried", .number(one.missing.tried)),
        ("running", JSONValue(one.effect.running)),
        ("paysFrom", one.effect.paysFrom.map(JSONValue.number) ?? .null),
        ("tenPoints", .object(members(one.effect.tenPoints, of: one.proposal))),
      ])
  }

  private var sequenceValue: JSONValue {
    [
      "steps": .array(
        sequence.steps.map { step in
          .object(
            Self.members(step.proposal) + [
              ("saving", JSONValue(step.saving)), ("cumulative", JSONValue(step.cumulative)),
              ("success", step.success.map { JSONValue($0) } ?? .null),
            ])
        }),
      "together": sequence.together.map { together in
        [
          "saving": Self.dollars(together.saving), "paidBack": Self.dollars(together.paidBack),
          "success": together.success.map { JSONValue($0) } ?? .null,
          "profit": together.profit.map(Self.dollars) ?? .null,
        ]
      } ?? .null,
    ]
  }
}
