import JSONDocuments
import Pricing
import Scenarios

/// What an organisation asks of every scenario before it ships.
package struct Policy: Sendable {
  /// For reports; `nil` where the file gives none.
  package let name: String?
  package let gates: [GateSource]
  package let attribution: RequiredAttribution?
  package let models: ApprovedModels?
  package let maxTokens: MaxTokensRule?
  package let cache: CacheRule?
  package let prices: PriceAgeRule?
  package let reviews: [ReviewRule]
  package let budgets: BudgetRule?
}

/// Attribution fields that every scenario must have.
package struct RequiredAttribution: Sendable, Equatable {
  package let fields: [String]
  package let level: RuleLevel
  package let location: SourceLocation
}

/// The models that requests may go to.
package struct ApprovedModels: Sendable, Equatable {
  package struct Model: Sendable, Equatable {
    package let name: String
    /// Last day of the approval; `nil` where it does not end.
    package let until: CalendarDate?
  }

  package let models: [Model]
  package let level: RuleLevel
  package let location: SourceLocation
}

/// Every call must cap its output.
package struct MaxTokensRule: Sendable, Equatable {
  package let level: RuleLevel
  package let location: SourceLocation
}

/// A call without prompt cache is questioned where a cache would save.
package struct CacheRule: Sendable, Equatable {
  /// Share of the mean of `cost.total` from which a saving counts.
  package let saving: Double
  package let level: RuleLevel
  package let location: SourceLocation
}

/// How long ago prices may have been checked.
package struct PriceAgeRule: Sendable, Equatable {
  package let maximumAgeDays: Int
  package let level: RuleLevel
  package let location: SourceLocation
}

/// A limit that nobody crosses without somebody's review.
package struct ReviewRule: Sendable, Equatable {
  /// The condition under which no review is needed.
  package let gate: GateSource
  package let approver: String
}

/// What features may cost.
package struct BudgetRule: Sendable, Equatable {
  package struct Budget: Sendable, Equatable {
    package let feature: String
    /// US dollars a month; `nil` where only the horizon has a limit.
    package let month: Double?
    /// `p95(cost.month) <= 5000`, made from the amount.
    package let gates: [GateSource]
  }

  package let budgets: [Budget]
  /// True where a feature without budget does not pass.
  package let isRequired: Bool
  package let level: RuleLevel
  package let location: SourceLocation
}
