/// The attributes of one span, as they are read.
struct SpanReading {
  let pointer: String
  var draft = RecordDraft()
  private var requestModel: String?
  private var operation: String?
  private var hasCounts = false
  /// What attributes of this project say; it goes before what others mean by theirs.
  private var labels = Attribution()

  init(pointer: String) {
    self.pointer = pointer
  }

  /// Why the span is no call; `nil` where it is one.
  var passedOver: PassedOver? {
    switch operation {
    case "invoke_agent", "create_agent", "invoke_workflow":
      hasCounts ? .summary : .notACall
    case "execute_tool": .notACall
    default: hasCounts || draft.model != nil ? nil : .notACall
    }
  }

  mutating func read(_ attributes: TapeValue) throws(FieldError) {
    try Self.forEachAttribute(of: attributes, at: pointer) { (name, value) throws(FieldError) in
      do throws(FieldError) {
        try set(name, to: value)
      } catch {
        throw error.below(pointer + "/" + name.string)
      }
    }
    draft.model = draft.model ?? requestModel
    draft.attribution.take(labels)
  }

  mutating func readResource(_ attributes: TapeValue) throws(FieldError) {
    try Self.forEachAttribute(of: attributes, at: "/resource/attributes") {
      (name, value) throws(FieldError) in
      if name == "service.name" {
        draft.attribution.feature = value.label
      } else if name == "deployment.environment.name" || name == "deployment.environment" {
        draft.attribution.environment = value.label
      } else if let field = Self.field(name) {
        labels[field] = value.label
      }
    }
  }

  private mutating func set(_ name: TapeText, to value: TapeValue) throws(FieldError) {
    if name == "gen_ai.response.model" {
      draft.model = try value.requiredText()
    } else if name == "gen_ai.request.model" {
      requestModel = try value.requiredText()
    } else if name == "gen_ai.provider.name" || name == "gen_ai.system" {
      draft.provider = try value.requiredText()
    } else if name == "gen_ai.operation.name" {
      operation = try value.requiredText()
    } else if name == "gen_ai.usage.input_tokens" {
      draft.inputTokens = try count(value)
    } else if name == "gen_ai.usage.output_tokens" {
      draft.outputTokens = try count(value)
    } else if name == "gen_ai.usage.cache_read.input_tokens" {
      draft.cacheReadTokens = try count(value)
    } else if name == "gen_ai.usage.cache_creation.input_tokens" {
      draft.cacheWrite5mTokens = try count(value)
    } else if name == "gen_ai.usage.reasoning.output_tokens" {
      draft.reasoningTokens = try count(value)
    } else if name == "openai.response.service_tier" {
      try draft.setTier(try value.requiredText(), at: "")
    } else {
      attribute(name, value)
    }
  }

  private mutating func attribute(_ name: TapeText, _ value: TapeValue) {
    if name == "gen_ai.conversation.id" || name == "session.id" {
      draft.attribution.session = value.label ?? draft.attribution.session
    } else if name == "user.id" || name == "enduser.id" {
      draft.attribution.user = value.label ?? draft.attribution.user
    } else if name == "gen_ai.prompt.name" {
      draft.attribution.promptTemplate = value.label
    } else if let field = Self.field(name) {
      labels[field] = value.label ?? labels[field]
    }
  }

  /// The field that an attribute of this project is about, on a span or on its resource.
  private static func field(_ name: TapeText) -> Attribution.Field? {
    if name == "cogcast.feature" { return .feature }
    if name == "cogcast.user" { return .user }
    if name == "cogcast.session" { return .session }
    if name == "cogcast.prompt_template" { return .promptTemplate }
    if name == "cogcast.environment" { return .environment }
    if name == "cogcast.team" { return .team }
    if name == "cogcast.cost_center" { return .costCenter }
    return nil
  }

  /// OTLP writes whole numbers as texts.
  private mutating func count(_ value: TapeValue) throws(FieldError) -> Int {
    hasCounts = true
    return try value.count(digits: true)
  }

  /// Attributes are a list of keys with wrapped values (OTLP), or an object.
  private static func forEachAttribute(
    of attributes: TapeValue, at pointer: String,
    _ body: (TapeText, TapeValue) throws(FieldError) -> Void
  ) throws(FieldError) {
    switch attributes.kind {
    case .object: try attributes.forEachMember(body)
    case .array:
      try attributes.forEachElement { (position, element) throws(FieldError) in
        let attribute = try FieldReader(element, at: pointer + "/\(position)")
        guard let key = try attribute.value("key"), key.kind == .string else {
          throw FieldError(attribute.pointer + "/key", "an attribute has a key.")
        }
        try attribute.value("value")?.forEachMember { (_, value) throws(FieldError) in
          try body(key.text, value)
        }
      }
    default:
      throw FieldError(pointer, "found \(attributes.words); allowed is a list or an object.")
    }
  }
}
