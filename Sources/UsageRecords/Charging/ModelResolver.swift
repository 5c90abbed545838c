import JSONDocuments
import Pricing

/// Finds the entry of a price book that a log means by a name.
///
/// Systems write the same model in several ways (`openai/gpt-5`, `amazon.nova-pro-v1:0`). A name is
/// only ever taken for another one where provider and model stay the same; what may have a price of
/// its own, a dated snapshot or a cross-region profile, is not guessed.
struct ModelResolver {
  private let book: PriceBook
  private let aliases: [String: String]
  private let undated: Bool

  /// - Parameters:
  ///   - aliases: Names of the log, with or without `provider/`, and the book's names for them.
  ///   - undated: Whether a dated snapshot that the book does not list costs what its model does.
  init(book: PriceBook, aliases: [String: String], undated: Bool) {
    self.book = book
    self.aliases = aliases
    self.undated = undated
  }

  /// The book's name; `nil` where it has none.
  func bookName(of model: String, provider: String?) -> String? {
    if let provider, let alias = aliases[provider + "/" + model] { return alias }
    if let alias = aliases[model] { return alias }
    if let name = name(model, provider: provider) { return name }
    guard undated, let base = Self.withoutDate(model) else { return nil }
    return name(base, provider: provider)
  }

  private func name(_ model: String, provider: String?) -> String? {
    if let provider {
      for spelling in [provider, Self.canonical(provider)] {
        let full = spelling + "/" + model
        if !book.entries(of: full).isEmpty { return full }
      }
    }
    if let entry = book.entries(of: model).first {
      guard let provider else { return model }
      return Self.canonical(provider) == Self.canonical(entry.price.provider) ? model : nil
    }
    if let slash = model.firstIndex(of: "/") {
      let prefix = String(model[..<slash])
      // A gateway's name may already begin with its provider.
      guard provider == nil || Self.canonical(prefix) == provider.map(Self.canonical) else {
        return nil
      }
      return name(String(model[model.index(after: slash)...]), provider: prefix)
    }
    return provider.map(Self.canonical) == "bedrock" ? amazonModel(model) : nil
  }

  /// Amazon's own models are named `amazon.nova-pro-v1:0` where they are called.
  private func amazonModel(_ identifier: String) -> String? {
    guard let match = identifier.wholeMatch(of: /amazon\.(.+?)-v[0-9]+:[0-9]+/) else { return nil }
    let name = String(match.1)
    return book.entries(of: name).first?.price.provider == "bedrock" ? name : nil
  }

  /// One word for each provider, whatever a system calls it.
  ///
  /// - Source: OpenTelemetry GenAI registry, `gen_ai.provider.name`; `custom_llm_provider` of LiteLLM.
  private static func canonical(_ provider: String) -> String {
    switch provider {
    case "aws.bedrock", "aws_bedrock", "bedrock_converse", "amazon", "amazon-bedrock": "bedrock"
    case "azure.ai.openai", "azure_openai", "az.ai.openai": "azure"
    case "gcp.gemini", "gemini", "gcp.gen_ai": "google"
    case "gcp.vertex_ai": "vertex_ai"
    case "mistral_ai", "mistralai": "mistral"
    case "x_ai": "xai"
    default: provider
    }
  }

  /// `gpt-5` for `gpt-5-2025-08-07`, `claude-haiku-4-5` for `claude-haiku-4-5-20251001`.
  static func withoutDate(_ model: String) -> String? {
    let pattern = /(.+?)[-@](?:20[0-9]{2}-[0-9]{2}-[0-9]{2}|20[0-9]{6})/
    return model.wholeMatch(of: pattern).map { String($0.1) }
  }

  /// Why a model has no price.
  func unknown(_ model: String, provider: String?) -> FieldError {
    let full = provider.map { $0 + "/" + model } ?? model
    var message = "the price book \(book.name) has no model \(Wording.code(model))"
    if let provider { message += " of \(Wording.quoted(provider))" }
    if let base = Self.withoutDate(model), name(base, provider: provider) != nil {
      message +=
        "; it has \(Wording.code(base)). Where the snapshot costs the same, add --undated or"
        + " --alias '\(Self.argument(full))=\(base)'; else --book with its price."
    } else if let near = Spelling.nearest(to: model, among: book.modelNames) {
      message +=
        "; the nearest is \(Wording.code(near)). Add --alias '\(Self.argument(full))=\(near)' where"
        + " they cost the same, or --book with its price."
    } else {
      message += "; name one that costs the same with --alias, or a book that has it with --book."
    }
    return FieldError("/model", message)
  }

  /// The name as it may be shown within a command.
  private static func argument(_ name: String) -> String {
    String(Wording.quoted(name).dropFirst().dropLast().replacing("'", with: ""))
  }
}
