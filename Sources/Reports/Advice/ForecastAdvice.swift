import Governance
import Summaries

/// Every lever of the FinOps-for-AI guide, tried on one scenario.
package struct ForecastAdvice: Sendable {
  package let run: RunRecord
  package let settings: LeverSettings
  /// First months whose saving may pay an effort back.
  package let months: Int
  /// US dollars; `nil` where efforts are told in money alone.
  package let hourlyRate: Double?
  /// Cost of the average full month, US dollars, as the file is.
  package let cost: Band
  package let success: Estimate?
  /// The largest mean saving first.
  package let levers: [Tried]
  /// The most for ten points first.
  package let conditional: [Conditional]
  package let idle: [IdleLever]
  package let sequence: Sequence
  package let warnings: [Warning]

  /// A lever whose saving the scenario determines.
  package struct Tried: Sendable {
    package let proposal: LeverProposal
    package let effect: LeverEffect

    package init(_ proposal: LeverProposal, _ effect: LeverEffect) {
      self.proposal = proposal
      self.effect = effect
    }
  }

  /// A lever whose saving depends on a number that nobody gave.
  package struct Conditional: Sendable {
    package let proposal: LeverProposal
    package let missing: LeverProposal.MissingNumber
    package let effect: ConditionalEffect

    package init(
      _ proposal: LeverProposal, _ missing: LeverProposal.MissingNumber, _ effect: ConditionalEffect
    ) {
      self.proposal = proposal
      self.missing = missing
      self.effect = effect
    }
  }

  /// Levers one on top of the other, the largest saving first.
  package struct Sequence: Sendable {
    package let steps: [Step]
    /// All of them against the file as it is; `nil` where there is no step.
    package let together: LeverEffect?

    package struct Step: Sendable {
      package let proposal: LeverProposal
      /// US dollars of the average full month: this step alone, and all so far.
      package let saving: Estimate
      package let cumulative: Estimate
      /// Change of success by all so far.
      package let success: Estimate?

      package init(
        _ proposal: LeverProposal, saving: Estimate, cumulative: Estimate, success: Estimate?
      ) {
        self.proposal = proposal
        self.saving = saving
        self.cumulative = cumulative
        self.success = success
      }
    }

    package init(steps: [Step], together: LeverEffect?) {
      self.steps = steps
      self.together = together
    }
  }

  package init(
    run: RunRecord, settings: LeverSettings, months: Int, hourlyRate: Double?, cost: Band,
    success: Estimate?, levers: [Tried], conditional: [Conditional], idle: [IdleLever],
    sequence: Sequence, warnings: [Warning]
  ) {
    self.run = run
    self.settings = settings
    self.months = months
    self.hourlyRate = hourlyRate
    self.cost = cost
    self.success = success
    self.levers = levers
    self.conditional = conditional
    self.idle = idle
    self.sequence = sequence
    self.warnings = warnings
  }
}
