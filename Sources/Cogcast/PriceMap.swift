import Pricing

/// A public price map, read as a price book.
public struct PriceMap: Sendable {
  /// Formats of public maps.
  public enum Format: String, Sendable, CaseIterable {
    /// LiteLLM's `model_prices_and_context_window.json`.
    case litellm
    /// The `data.json` of pydantic's genai-prices.
    case genaiPrices = "genai-prices"
  }

  private let map: PriceImport
  private let format: Format
  private let taken: CalendarDate

  /// Reads a map.
  ///
  /// - Parameters:
  ///   - text: The map's bytes, UTF-8.
  ///   - file: Its name, for messages.
  ///   - format: Whose map it is.
  ///   - taken: Day on which the map was taken, `YYYY-MM-DD`: the day on which its prices were
  ///     checked.
  /// - Throws: ``CogcastError/invalidPriceBook(file:findings:)`` for a text that is no such map.
  public init(
    text: [UInt8], file: String, format: Format, taken: String
  ) throws(CogcastError) {
    self.taken = try CalendarDate(argument: taken)
    self.format = format
    do {
      map = try PriceImport(
        text, format: format == .litellm ? .litellm : .genaiPrices, checked: self.taken)
    } catch {
      throw CogcastError(error, file: file)
    }
  }

  /// Models in the book.
  public var modelCount: Int { Set(map.entries.map(\.price.name)).count }

  /// The book's text, ready to be written.
  ///
  /// - Throws: ``CogcastError/invalidPriceBook(file:findings:)`` where the map prices a model twice.
  public func book(name: String) throws(CogcastError) -> String {
    let text = BookWriter.json(
      name: name, released: taken, note: "Imported from a map in the format \(format.rawValue).",
      entries: map.entries)
    do {
      _ = try PriceBook(json: Array(text.utf8))
    } catch {
      throw CogcastError(error, file: name)
    }
    return text
  }

  /// What the book does not say as the map does: by reason, with how many models, and some or all
  /// of their names.
  public func remarks(allNames: Bool = false) -> [String] {
    Self.grouped(map.skipped, "skipped", allNames)
      + Self.grouped(map.incomplete, "imported in part", allNames)
  }

  private static func grouped(
    _ remarks: [PriceImport.Remark], _ word: String, _ allNames: Bool
  ) -> [String] {
    var models: [String: [String]] = [:]
    for remark in remarks { models[remark.reason, default: []].append(remark.model) }
    return models.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
      let names = allNames ? $0.value : Array($0.value.prefix(3))
      let rest = $0.value.count - names.count
      return "\($0.value.count) \(word): \($0.key): \(names.joined(separator: ", "))"
        + (rest > 0 ? " and \(rest) more" : "")
    }
  }
}
