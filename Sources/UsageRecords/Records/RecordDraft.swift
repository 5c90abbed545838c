import JSONDocuments
import Pricing

/// What a log says of one call, field by field, before it is checked as a whole.
struct RecordDraft {
  var model: String?
  var provider: String?
  var uncachedInputTokens: Int?
  /// Cached tokens included.
  var inputTokens: Int?
  var cacheReadTokens = 0
  var cacheWrite5mTokens = 0
  var cacheWrite1hTokens = 0
  var outputTokens: Int?
  var reasoningTokens = 0
  var audioInputTokens = 0
  var imageInputTokens = 0
  var audioCacheReadTokens = 0
  var audioOutputTokens = 0
  var imageOutputTokens = 0
  var requests = 1
  var webSearches = 0
  var cacheStorageTokenHours = 0.0
  var serviceTier: ServiceTier?
  var batch: Bool?
  var region: String?
  var at: Moment?
  /// US dollars that the log says the call cost.
  var recordedCost: Double?
  var attribution = Attribution()

  /// - Parameters:
  ///   - pointer: Where the counts stand, for what only several of them together can break.
  ///   - inputField: What the log calls the input count.
  func record(countsAt pointer: String, inputField: String) throws(FieldError) -> UsageRecord {
    guard let model, !model.isEmpty else {
      throw FieldError(pointer, "no model is named; a record says which model answered.")
    }
    let input = try inputCount(at: pointer, inputField: inputField)
    let tier = try tier(at: pointer)
    do throws(UsageError) {
      let usage = try Usage(
        input: input, cacheReadTokens: cacheReadTokens, cacheWrite5mTokens: cacheWrite5mTokens,
        cacheWrite1hTokens: cacheWrite1hTokens, outputTokens: outputTokens ?? 0, parts: parts,
        requests: requests, webSearches: webSearches,
        cacheStorageTokenHours: cacheStorageTokenHours, serviceTier: tier, region: region, at: at)
      return UsageRecord(
        model: model, provider: provider, usage: usage, attribution: attribution,
        countsCachedInput: uncachedInputTokens == nil, recordedCost: recordedCost)
    } catch {
      throw FieldError(pointer, error.description)
    }
  }

  private var parts: TokenParts {
    TokenParts(
      reasoning: reasoningTokens, audioInput: audioInputTokens, imageInput: imageInputTokens,
      audioCacheRead: audioCacheReadTokens, audioOutput: audioOutputTokens,
      imageOutput: imageOutputTokens)
  }

  private func inputCount(
    at pointer: String, inputField: String
  ) throws(FieldError) -> Usage.InputCount {
    switch (uncachedInputTokens, inputTokens) {
    case (let uncached?, nil): return .exclusive(uncached)
    case (nil, let input?): return .inclusive(input)
    case (let uncached?, let input?):
      let cached = cacheReadTokens + cacheWrite5mTokens + cacheWrite1hTokens
      guard uncached + cached == input else {
        throw FieldError(
          pointer,
          "`inputTokens` is \(input), but uncached, read and written tokens are"
            + " \(uncached + cached); leave one of the two input counts out, or correct it.")
      }
      return .exclusive(uncached)
    case (nil, nil):
      throw FieldError(
        pointer,
        outputTokens == nil
          ? "there is no token count; a record has at least \(Wording.code(inputField))."
          : "there is a count of output and none of input; add \(Wording.code(inputField)), or 0.")
    }
  }

  private func tier(at pointer: String) throws(FieldError) -> ServiceTier {
    guard batch == true else {
      guard batch == false, serviceTier == .batch else { return serviceTier ?? .standard }
      throw FieldError(pointer, "`serviceTier` is batch and `batch` is false; leave one out.")
    }
    guard let serviceTier, serviceTier != .batch, serviceTier != .standard else { return .batch }
    throw FieldError(
      pointer, "`batch` is true and `serviceTier` is \(serviceTier.rawValue); leave one out.")
  }
}

extension RecordDraft {
  /// Sets what a system calls its tier of service.
  mutating func setTier(_ name: String?, at pointer: String) throws(FieldError) {
    switch name {
    case nil, "", "auto", "default", "on_demand": break
    case let name?:
      guard let tier = ServiceTier(rawValue: name) else {
        throw FieldError(
          pointer,
          "found \(Wording.quoted(name)); allowed is auto, default, "
            + Wording.alternatives(ServiceTier.allCases.map(\.rawValue)) + ".")
      }
      serviceTier = tier
    }
  }

  /// A call that failed and has no counts used nothing; one that did not fail must have them.
  mutating func completeFailedCall() {
    guard inputTokens == nil, uncachedInputTokens == nil, outputTokens == nil else { return }
    uncachedInputTokens = 0
  }
}
