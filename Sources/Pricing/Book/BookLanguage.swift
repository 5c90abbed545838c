/// The fields of a price book.
enum BookLanguage {
  static let book = BookShape(
    "book", noun: "a price book", "Dated prices of models, each with its source.",
    fields: [
      .optional("$schema", .text, "This schema, for editors."),
      .required("name", .text, "Name by which scenarios pin the book."),
      .required("released", .day, "Day of the book's last change."),
      .optional("note", .text, "Free text."),
      .required("models", .list(of: .object(model), 1...100_000), "One entry per model and time."),
    ])

  static let model = BookShape(
    "model", noun: "a model", "How one model is billed over some time.",
    fields: [
      .required("name", .text, "Name by which scenarios and usage records call the model."),
      .required("provider", .text, "Who bills it."),
      .optional("region", .text, "Where the entry holds, where the provider has several lists."),
      .optional("deployment", .text, "Kind of deployment, such as data-zone."),
      .optional("validFrom", .day, "First day; for as long ago as anybody asks when absent."),
      .optional("validUntil", .day, "Last day; the price still holds when absent."),
      .required("rates", .object(rates), "Standard rates."),
      .optional("longContext", thresholds, "Prices of whole requests beyond a length."),
      .optional("tiers", .object(tiers), "Prices of other service tiers."),
      .optional("offPeak", .object(offPeak), "Other standard rates in some hours."),
      .optional("regions", .object(uplifts), "Factors for serving from a chosen region."),
      .optional("fees", .object(fees), "What is charged beside tokens."),
      .optional(
        "cacheStoragePerHour", .number(.price),
        "Keeping an explicit cache. Unit: $ per million tokens and hour."),
      .required(
        "minimumCacheTokens", .integer(0...10_000_000),
        "Shortest prefix that the provider caches. Unit: tokens."),
      .required(
        "cacheBlockTokens", .integer(1...1_000_000),
        "Cached lengths are multiples of it. Unit: tokens."),
      .optional(
        "maximumInputTokens", .integer(1...1_000_000_000),
        "Longest prompt that the model reads; not known when absent. Unit: tokens."),
      .optional("toolPrompt", .object(toolPrompt), "Hidden prompt of every call with tools."),
      .optional("images", .object(images), "Tokens of an image."),
      .optional("audioTokensPerSecond", .number(.positive), "Tokens of a second of audio."),
      .optional("videoTokensPerSecond", .number(.positive), "Tokens of a second of video."),
      .optional("tokenizer", .object(tokenizer), "Tokens of a text against another model."),
      .optional("provisioned", .object(provisioned), "Throughput that can be reserved."),
      .required("checked", .day, "Day on which the entry was compared with its source."),
      .required("source", .text, "Where the prices come from."),
      .optional("note", .text, "Free text."),
    ])

  static let rates = BookShape(
    "rates", noun: "the rates", "US dollars per million tokens, by meter.",
    fields: [
      .required("input", .number(.price), "Plain input."),
      .optional("cacheRead", .number(.price), "Read from the cache; as input when absent."),
      .optional(
        "cacheWrite5m", .number(.price),
        "Written to the cache for minutes; plain input when absent, 0 where writing is free."),
      .optional(
        "cacheWrite1h", .number(.price), "Written for an hour; as cacheWrite5m when absent."),
      .required("output", .number(.price), "Output."),
      .optional("reasoning", .number(.price), "Reasoning; as output when absent."),
      .optional("audioInput", .number(.price), "Audio tokens of the prompt; as input when absent."),
      .optional(
        "audioCacheRead", .number(.price), "Audio read from the cache; as cacheRead when absent."),
      .optional("imageInput", .number(.price), "Image tokens of the prompt; as input when absent."),
      .optional("audioOutput", .number(.price), "Audio tokens; as output when absent."),
      .optional("imageOutput", .number(.price), "Image tokens; as output when absent."),
    ])

  static let thresholds = BookField.Kind.list(
    of: .object(
      BookShape(
        "longContext", noun: "a long-context price",
        "Rates of every token of a request whose prompt, cached tokens included, crosses it.",
        fields: [
          .required("threshold", .integer(1...100_000_000), "Unit: tokens."),
          .optional("inclusive", .flag, "True where the threshold itself is long."),
          .required("rates", .object(rates), "For all tokens of the request."),
        ])), 0...20)

  static let tier = BookShape(
    "tier", noun: "a service tier", "Prices by a factor or one by one.",
    choices: ["factor", "rates"],
    fields: [
      .optional("factor", .number(.factor), "On every standard rate, long ones too."),
      .optional("rates", .object(rates), "Instead of a factor."),
      .optional(
        "longContext", thresholds,
        "With `rates`, where the standard prices have thresholds; [] where the tier has none."),
    ])

  static let tiers = BookShape(
    "tiers", noun: "the service tiers", "Prices of other service tiers.",
    fields: ServiceTier.allCases.filter { $0 != .standard }.map {
      .optional($0.rawValue, .object(tier), "The \($0.rawValue) tier.")
    })

  static let offPeak = BookShape(
    "offPeak", noun: "the off-peak prices", "Standard rates in hours of little demand.",
    choices: ["factor", "rates"],
    fields: [
      .required("windows", .list(of: .object(window), 1...50), "When they hold."),
      .optional(
        "weekdaysAheadOfUTC", .integer(-14...14),
        "Hours by which the calendar of the weekdays is ahead of UTC; 0 when absent."),
      .optional("factor", .number(.factor), "On every standard rate."),
      .optional("rates", .object(rates), "Instead of a factor."),
    ])

  static let window = BookShape(
    "window", noun: "an off-peak window", "Hours of a day.",
    fields: [
      .required("from", .timeOfDay, "First minute. Unit: hh:mm, UTC."),
      .required(
        "until", .timeOfDay,
        "Minute after the last; may be on the next day. The same as `from` is the whole day."),
      .optional(
        "weekdays", .list(of: .integer(1...7), 1...7),
        "Days, 1 for Monday to 7 for Sunday; every day when absent."),
    ])

  static let uplifts = BookShape(
    "regions", noun: "the regional factors", "Factors on every token rate.",
    fields: [
      .optional("byRegion", .names(of: .number(.factor)), "By the provider's name of a region."),
      .optional("elsewhere", .number(.factor), "In every other region but `global`."),
    ])

  static let fees = BookShape(
    "fees", noun: "the fees", "What is charged beside tokens.",
    fields: [
      .optional("request", .number(.price), "Unit: $ per request."),
      .optional("webSearch", .object(search), "Searches that the model makes on its own."),
    ])

  static let search = BookShape(
    "webSearch", noun: "the search fee", "Price of searches.",
    fields: [
      .required("price", .number(.price), "Unit: $ per unit."),
      .required(
        "per", .word(SearchFee.Unit.allCases.map(\.rawValue)),
        "A query, or a prompt that searched at all."),
      .optional("free", .object(free), "What costs nothing."),
    ])

  static let free = BookShape(
    "free", noun: "the free allowance", "Units that cost nothing.",
    fields: [
      .required("count", .integer(1...1_000_000_000), "Units."),
      .required("period", .word(FreeAllowance.Period.allCases.map(\.rawValue)), "In each."),
      .optional("group", .text, "Models that share the allowance name the same group."),
    ])

  static let toolPrompt = BookShape(
    "toolPrompt", noun: "the tool prompt", "Tokens that the provider adds. Unit: tokens.",
    fields: [
      .required("auto", .integer(0...1_000_000), "Where the model may call a tool."),
      .required("required", .integer(0...1_000_000), "Where it must."),
    ])

  static let images = BookShape(
    "images", noun: "the image tokens", "Tokens by the size of an image.",
    choices: ["patch", "tile", "flat"],
    fields: [
      .optional("patch", .integer(1...10_000), "Side of a patch; tokens go by patches. Unit: px."),
      .optional("factor", .number(.factor), "Tokens of a patch; 1 when absent."),
      .optional("overhead", .integer(0...1_000_000), "Tokens beside the patches."),
      .optional("maximum", .integer(1...1_000_000), "Most tokens of the patches."),
      .optional("tile", .integer(1...10_000), "Side of a tile. Unit: px."),
      .optional("perTile", .integer(1...1_000_000), "Tokens of a tile."),
      .optional("flat", .integer(1...1_000_000), "Tokens of any image."),
    ])

  static let tokenizer = BookShape(
    "tokenizer", noun: "the tokenizer", "Tokens of a text against another model.",
    fields: [
      .required("base", .text, "Model whose tokens are the unit."),
      .required("ratio", .number(.factor), "Tokens for each token of the base."),
    ])

  static let provisioned = BookShape(
    "provisioned", noun: "the provisioned units", "Throughput that can be reserved.",
    fields: [
      .required("tokensPerMinute", .number(.positive), "Input tokens a minute of one unit."),
      .required("outputWeight", .number(.factor), "Input tokens that an output token weighs."),
      .required("minimum", .integer(1...1_000_000), "Fewest units."),
      .required("step", .integer(1...1_000_000), "Units are bought in steps."),
      .optional("pricePerUnitHour", .number(.price), "Unit: $ per unit and hour."),
    ])
}
