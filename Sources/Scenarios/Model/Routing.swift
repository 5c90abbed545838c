/// The strategies of a scenario and the one in use.
package struct Routing: Sendable {
  /// Index into ``strategies``.
  package let use: Int
  package let strategies: [Strategy]

  package init(use: Int, strategies: [Strategy]) {
    self.use = use
    self.strategies = strategies
  }
}

/// A named way of choosing the model that answers.
package struct Strategy: Sendable {
  package let name: String
  /// For whoever chooses between strategies; no number depends on it.
  package let latencyClass: LatencyClass?
  package let policy: Policy
  /// Model that answers turns in which a request failed for good.
  package let fallback: String?
  /// Share of the sessions that can wait, whose routed calls go to the providers' batch services.
  package let batchShare: Quantity?
  /// Names of the capacities that serve its models; the rest is paid by the token.
  package let capacities: [String]

  package enum Policy: Sendable {
    /// Every session on one model that succeeds with the given probability.
    case single(model: String, success: Quantity)
    case tiered(Tiered)
    case cascade(Cascade)
    case router(Router)
  }

  package init(
    name: String, latencyClass: LatencyClass? = nil, policy: Policy, fallback: String? = nil,
    batchShare: Quantity? = nil, capacities: [String] = []
  ) {
    self.name = name
    self.latencyClass = latencyClass
    self.policy = policy
    self.fallback = fallback
    self.batchShare = batchShare
    self.capacities = capacities
  }
}

/// A model that decides which model answers: a classifier before the answer, a judge after it.
package struct Sorter: Sendable {
  package let model: String
  /// Tokens of its own instructions; it also reads the user's message.
  package let prompt: Quantity
  package let output: Quantity

  package init(model: String, prompt: Quantity, output: Quantity) {
    self.model = model
    self.prompt = prompt
    self.output = output
  }
}

/// Sessions sorted by difficulty over models from small to large.
package struct Tiered: Sendable {
  package let classifier: Sorter?
  /// At least two; the last takes the remainder of the shares.
  package let tiers: [Tier]
  package let misroute: Misroute?

  package struct Tier: Sendable {
    package let model: String
    /// Share of the sessions that belong here; `nil` for the last tier.
    package let share: Quantity?
    /// Probability that a session that belongs here succeeds here; 1 when absent.
    package let success: Quantity

    package init(model: String, share: Quantity?, success: Quantity) {
      self.model = model
      self.share = share
      self.success = success
    }
  }

  package struct Misroute: Sendable {
    /// Share of the sessions that belong beyond the first tier but are sent to it; they fail.
    package let hardSentSmall: Quantity
    /// Share of the first tier's sessions that are sent to the last tier.
    package let easySentLarge: Quantity

    package init(hardSentSmall: Quantity, easySentLarge: Quantity) {
      self.hardSentSmall = hardSentSmall
      self.easySentLarge = easySentLarge
    }
  }

  package init(classifier: Sorter?, tiers: [Tier], misroute: Misroute?) {
    self.classifier = classifier
    self.tiers = tiers
    self.misroute = misroute
  }
}
