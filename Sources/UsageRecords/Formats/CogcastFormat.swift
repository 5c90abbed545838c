import JSONDocuments
import Pricing

/// Records in the keys of this project.
///
/// An unknown key is an error here, with a suggestion: it is our own language. The keys that an answer
/// adds may be there too, so that an answer can be priced again; they are replaced.
struct CogcastFormat: FormatReader {
  enum Key: String, CaseIterable {
    case model, provider
    case uncachedInputTokens, inputTokens
    case cacheReadTokens, cacheWrite5mTokens, cacheWrite1hTokens
    case outputTokens, reasoningTokens
    case audioInputTokens, imageInputTokens, audioCacheReadTokens
    case audioOutputTokens, imageOutputTokens
    case requests, webSearches, cacheStorageTokenHours
    case serviceTier, batch, region, at
    case feature, user, session, trace, promptTemplate, environment, team, costCenter, status
    case pricedAs, cost, costByMeter
  }

  private static let keys = Key.allCases
  private static let keyBytes = keys.map { Array($0.rawValue.utf8) }

  private let clock = MomentReader()

  mutating func read(_ line: TapeValue, into content: inout LineContent) throws(FieldError) {
    guard line.kind == .object else {
      throw FieldError("", "found \(line.words); allowed is one object a line.")
    }
    var draft = RecordDraft()
    var seen: UInt64 = 0
    var next = 0
    try line.forEachMember { (name, value) throws(FieldError) in
      guard let position = Self.position(of: name, from: next) else {
        throw Self.unknown(name.string)
      }
      next = position + 1
      let key = Self.keys[position]
      do throws(FieldError) {
        if seen & (1 << UInt64(position)) != 0 { throw FieldReader.duplicate(key.rawValue) }
        seen |= 1 << UInt64(position)
        if value.kind != .null { try set(key, to: value, in: &draft) }
      } catch {
        throw error.below("/" + key.rawValue)
      }
    }
    content.records.append(try draft.record(countsAt: "", inputField: "inputTokens"))
  }

  /// Where a key stands among ``keys``. Lines repeat the order of their keys: the search begins where
  /// the last one ended.
  private static func position(of name: TapeText, from start: Int) -> Int? {
    for step in 0..<keyBytes.count {
      let position = (start + step) % keyBytes.count
      if name.withBytes({
        $0.count == keyBytes[position].count && $0.elementsEqual(keyBytes[position])
      }
      ) {
        return position
      }
    }
    return nil
  }

  private static func unknown(_ name: String) -> FieldError {
    FieldError(
      JSONPointer.appending(name, to: ""),
      "a record has no field \(Wording.code(name))."
        + Spelling.suggestion(for: name, among: keys.map(\.rawValue))
        + " The logs of other systems are read with --from.")
  }

  private func set(_ key: Key, to value: TapeValue, in draft: inout RecordDraft) throws(FieldError)
  {
    switch key {
    case .model: draft.model = try value.requiredText()
    case .provider: draft.provider = try value.requiredText()
    case .uncachedInputTokens: draft.uncachedInputTokens = try value.count()
    case .inputTokens: draft.inputTokens = try value.count()
    case .cacheReadTokens: draft.cacheReadTokens = try value.count()
    case .cacheWrite5mTokens: draft.cacheWrite5mTokens = try value.count()
    case .cacheWrite1hTokens: draft.cacheWrite1hTokens = try value.count()
    case .outputTokens: draft.outputTokens = try value.count()
    case .reasoningTokens: draft.reasoningTokens = try value.count()
    case .audioInputTokens: draft.audioInputTokens = try value.count()
    case .imageInputTokens: draft.imageInputTokens = try value.count()
    case .audioCacheReadTokens: draft.audioCacheReadTokens = try value.count()
    case .audioOutputTokens: draft.audioOutputTokens = try value.count()
    case .imageOutputTokens: draft.imageOutputTokens = try value.count()
    case .requests: draft.requests = try value.count()
    case .webSearches: draft.webSearches = try value.count()
    case .cacheStorageTokenHours: draft.cacheStorageTokenHours = try Self.amount(value)
    case .serviceTier: draft.serviceTier = try Self.tier(value)
    case .batch: draft.batch = try value.flag()
    case .region: draft.region = try value.requiredText()
    case .at: draft.at = try clock.moment(value)
    case .feature: draft.attribution.feature = try value.requiredText()
    case .user: draft.attribution.user = try value.requiredText()
    case .session: draft.attribution.session = try value.requiredText()
    case .trace: draft.attribution.trace = try value.requiredText()
    case .promptTemplate: draft.attribution.promptTemplate = try value.requiredText()
    case .environment: draft.attribution.environment = try value.requiredText()
    case .team: draft.attribution.team = try value.requiredText()
    case .costCenter: draft.attribution.costCenter = try value.requiredText()
    case .status: draft.attribution.status = try value.requiredText()
    case .cost:
      guard let cost = value.dollars else {
        throw FieldError("", "found \(value.words); allowed is a number from 0, US dollars.")
      }
      draft.recordedCost = cost
    case .pricedAs, .costByMeter: break
    }
  }

  private static func amount(_ value: TapeValue) throws(FieldError) -> Double {
    guard let number = value.number, (0...1e15).contains(number) else {
      throw FieldError("", "found \(value.words); allowed is a number from 0 to 10^15.")
    }
    return number
  }

  private static func tier(_ value: TapeValue) throws(FieldError) -> ServiceTier {
    if value.kind == .string, let tier = ServiceTier(rawValue: value.text.string) { return tier }
    throw FieldError(
      "",
      "found \(value.words); allowed is "
        + Wording.alternatives(ServiceTier.allCases.map(\.rawValue)) + ".")
  }
}
