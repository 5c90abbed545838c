import Pricing

/// What one session does: its turns, and the model calls of each turn.
package struct Workflow: Sendable {
  package let name: String
  /// Turns of a session, on {1, 2, ...}.
  package let turns: EventQuantity
  /// Seconds between consecutive model turns of a session, on (0, ∞).
  package let secondsBetweenTurns: EventQuantity
  /// Share of turns that plain code answers, without a model call; 0 when absent.
  package let bypass: Quantity
  /// `nil` where every other turn reaches a model.
  package let responseCache: ResponseCache?
  package let memory: Memory
  package let longTermMemory: LongTermMemory?
  package let atContextLimit: ContextLimitRule
  /// Tokens of a session, sent and received, from which no further turn goes to a model; `nil`
  /// without a budget.
  package let tokenBudget: Quantity?
  package let calls: [Call]

  package init(
    name: String, turns: EventQuantity, secondsBetweenTurns: EventQuantity, bypass: Quantity,
    responseCache: ResponseCache? = nil, memory: Memory, longTermMemory: LongTermMemory? = nil,
    atContextLimit: ContextLimitRule = .truncate, tokenBudget: Quantity? = nil, calls: [Call]
  ) {
    self.name = name
    self.turns = turns
    self.secondsBetweenTurns = secondsBetweenTurns
    self.bypass = bypass
    self.responseCache = responseCache
    self.memory = memory
    self.longTermMemory = longTermMemory
    self.atContextLimit = atContextLimit
    self.tokenBudget = tokenBudget
    self.calls = calls
  }
}

extension Workflow {
  /// The same sessions with other calls.
  package func replacing(calls: [Call]) -> Workflow {
    Workflow(
      name: name, turns: turns, secondsBetweenTurns: secondsBetweenTurns, bypass: bypass,
      responseCache: responseCache, memory: memory, longTermMemory: longTermMemory,
      atContextLimit: atContextLimit, tokenBudget: tokenBudget, calls: calls)
  }
}

/// One model call of a turn.
///
/// A class, since the engine reads calls millions of times, and a reference is cheap to pass.
package final class Call: Sendable {
  package let name: String
  /// Model name, or `nil` to use `routing.use`.
  package let model: String?
  package let prompt: Prompt
  /// Output tokens of one request, reasoning included, before `maxTokens`.
  package let output: EventQuantity
  package let maxTokens: Int?
  package let tokenChoice: TokenChoice
  package let serviceTier: ServiceTier
  /// True where the model must call a tool, which changes the provider's hidden prompt.
  package let mustUseTool: Bool
  /// Searches that the model makes on its own, a request.
  package let webSearches: Quantity
  package let cache: CachePolicy?
  package let retry: Retry?
  package let validation: Validation?
  package let loop: Loop?
  /// `nil` without a loop.
  package let delegation: Delegation?
  /// Attribution of its own.
  package let labels: [Attribution.Field]

  package init(
    name: String, model: String?, prompt: Prompt, output: EventQuantity, maxTokens: Int?,
    tokenChoice: TokenChoice, serviceTier: ServiceTier, mustUseTool: Bool, webSearches: Quantity,
    cache: CachePolicy?, retry: Retry?, validation: Validation?, loop: Loop?,
    delegation: Delegation? = nil, labels: [Attribution.Field] = []
  ) {
    self.labels = labels
    self.name = name
    self.model = model
    self.prompt = prompt
    self.output = output
    self.maxTokens = maxTokens
    self.tokenChoice = tokenChoice
    self.serviceTier = serviceTier
    self.mustUseTool = mustUseTool
    self.webSearches = webSearches
    self.cache = cache
    self.retry = retry
    self.validation = validation
    self.loop = loop
    self.delegation = delegation
  }
}

/// Input tokens of one request, in the order they are sent:
/// tools, system, history, recalled, retrieved, user.
package struct Prompt: Sendable {
  /// Tokens; the same in every request.
  package let system: Quantity
  package let tools: Quantity
  /// Tokens; drawn anew each turn, and not kept in the history.
  package let retrieved: EventQuantity
  package let user: EventQuantity
  /// Tokens; sent with the user's first message: a document, an example set, a repository.
  package let opening: EventQuantity
  /// Pictures that come with the user's message, and stay in the history with it.
  package let images: Images?

  package struct Images: Sendable {
    /// Pictures a turn.
    package let count: Quantity
    /// Pixels.
    package let width: Int
    package let height: Int

    package init(count: Quantity, width: Int, height: Int) {
      self.count = count
      self.width = width
      self.height = height
    }
  }

  package init(
    system: Quantity, tools: Quantity, retrieved: EventQuantity, user: EventQuantity,
    opening: EventQuantity = EventQuantity(.fixed(.known(0, path: "")), path: ""),
    images: Images? = nil
  ) {
    self.system = system
    self.tools = tools
    self.retrieved = retrieved
    self.user = user
    self.opening = opening
    self.images = images
  }
}

/// Which leading part of a prompt is cached, and for how long.
package struct CachePolicy: Sendable {
  package enum TimeToLive: String, Sendable, CaseIterable {
    case fiveMinutes = "5m"
    case oneHour = "1h"

    package var seconds: Double { self == .fiveMinutes ? 300 : 3600 }
  }

  package let ttl: TimeToLive
  package let tools: Bool
  package let system: Bool
  package let history: Bool
  /// The user's message, so that the next turn finds it; up to what is retrieved before it.
  package let message: Bool
  /// Machines that cache each for itself, and one of which serves a session; 1 or more.
  package let servers: Int

  package init(
    ttl: TimeToLive, tools: Bool, system: Bool, history: Bool, message: Bool = false,
    servers: Int = 1
  ) {
    self.servers = servers
    self.ttl = ttl
    self.tools = tools
    self.system = system
    self.history = history
    self.message = message
  }
}

/// A second model call that checks the answer; a rejected answer is made again.
package struct Validation: Sendable {
  /// Probability that one round is rejected.
  package let failureRate: Quantity
  /// Rounds in all (answer and check), the first included; at least 1.
  package let maxRounds: Int
  /// Model that checks, or `nil` for the model of the call.
  package let model: String?
  /// Tokens of the checker's own instructions; it also reads the user's message and the answer.
  package let prompt: Quantity
  /// Tokens of the verdict.
  package let output: Quantity

  package init(
    failureRate: Quantity, maxRounds: Int, model: String?, prompt: Quantity, output: Quantity
  ) {
    self.failureRate = failureRate
    self.maxRounds = maxRounds
    self.model = model
    self.prompt = prompt
    self.output = output
  }
}

/// Tool use inside a turn: each step sends the whole context again with the tool's result.
package struct Loop: Sendable {
  /// Tool steps of one turn, on {0, 1, ...}; requests are one more.
  package let steps: EventQuantity
  package let maxSteps: Int
  /// Tokens that one step's tool adds to the context.
  package let toolResult: EventQuantity

  package init(steps: EventQuantity, maxSteps: Int, toolResult: EventQuantity) {
    self.steps = steps
    self.maxSteps = maxSteps
    self.toolResult = toolResult
  }
}

/// Agent runs that start further runs of the same call, each with a context of its own.
package struct Delegation: Sendable {
  /// Runs that one run starts, on {0, 1, ...}.
  package let children: EventQuantity
  /// Generations below the first run; at least 1.
  package let maxDepth: Int
  /// Runs of one turn in all, the first included; at least 2.
  package let maxAgents: Int

  package init(children: EventQuantity, maxDepth: Int, maxAgents: Int) {
    self.children = children
    self.maxDepth = maxDepth
    self.maxAgents = maxAgents
  }
}
