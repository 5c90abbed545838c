import Pricing
import Reports
import UsageRecords

/// A log of model calls, to be priced record by record.
///
///     let log = UsageLog(format: .litellm)
///     let charges = try log.charge(reading: { … }, writing: { … }, reporting: { print($0) })
///     print(charges.report())
///
/// The log may be packed with gzip or zstd. It is read once, from its first line to its last, in
/// memory that does not grow with it.
public struct UsageLog: Sendable {
  /// Whose log it is.
  public enum Format: String, Sendable, CaseIterable {
    /// cogcast's own keys.
    case cogcast
    /// Spans of OpenTelemetry.
    case otel
    /// LiteLLM's spend log.
    case litellm
    /// Observations of Langfuse.
    case langfuse
    /// Invocation logs of Amazon Bedrock.
    case bedrock
    /// Responses of OpenAI, one by one or of a batch.
    case openai
    /// Messages of Anthropic, one by one or of a batch.
    case anthropic

    var logFormat: LogFormat {
      switch self {
      case .cogcast: .cogcast
      case .otel: .otel
      case .litellm: .litellm
      case .langfuse: .langfuse
      case .bedrock: .bedrock
      case .openai: .openai
      case .anthropic: .anthropic
      }
    }
  }

  let format: Format
  let book: PriceBook
  let aliases: [String: String]
  let undated: Bool

  /// - Parameters:
  ///   - format: The system whose export it is.
  ///   - aliases: Names of the log, with or without `provider/`, and the book's names for them.
  ///   - undated: Whether a dated snapshot that the book does not list costs what its model does.
  public init(format: Format = .cogcast, aliases: [String: String] = [:], undated: Bool = false) {
    self.init(format, .builtin, aliases, undated)
  }

  /// Prices with a book of one's own.
  ///
  /// - Throws: ``CogcastError/invalidPriceBook(file:findings:)`` with every finding.
  public init(
    format: Format = .cogcast, book: [UInt8], bookFile: String, aliases: [String: String] = [:],
    undated: Bool = false
  ) throws(CogcastError) {
    do throws(PriceBookError) {
      self.init(format, try PriceBook(json: book), aliases, undated)
    } catch {
      throw .invalidPriceBook(file: bookFile, findings: error.findings.map(Finding.init))
    }
  }

  private init(
    _ format: Format, _ book: PriceBook, _ aliases: [String: String], _ undated: Bool
  ) {
    self.format = format
    self.book = book
    self.aliases = aliases
    self.undated = undated
  }

  /// Prices the log.
  ///
  /// - Parameters:
  ///   - read: Writes the next bytes of the log over the start of its argument and returns their
  ///     number, 0 at the end; a negative number is a failure.
  ///   - write: Takes the priced records as JSON lines, whole lines at a time; false stops. `nil` where
  ///     only the summary is wanted.
  ///   - report: Takes each bad record: its line, its field, what is wrong and what to do.
  /// - Throws: ``CogcastError/unreadableLog(_:charges:)`` where the log cannot be read to its end.
  public func charge(
    reading read: @escaping (inout [UInt8]) -> Int, writing write: (([UInt8]) -> Bool)?,
    reporting report: (String) -> Void
  ) throws(CogcastError) -> UsageCharges {
    var charging: LogCharging?
    do throws(LogError) {
      var started = try LogCharging(
        FunctionSource(read: read), format: format.logFormat,
        charger: RecordCharger(book: book, aliases: aliases, undated: undated),
        writesRecords: write != nil)
      defer { charging = started }
      try started.run(write: write ?? { _ in true }, report: { report($0.description) })
    } catch {
      throw .unreadableLog(
        error.description, charges: charging.map { UsageCharges($0.summary, book: book) })
    }
    return UsageCharges(charging?.summary ?? ChargeSummary(), book: book)
  }
}

/// Bytes that a caller provides.
struct FunctionSource: ByteSource {
  let read: (inout [UInt8]) -> Int

  mutating func read(into chunk: inout [UInt8]) throws(LogError) -> Int {
    let count = read(&chunk)
    guard count >= 0 else { throw .unreadable("the system reports an error") }
    return count
  }
}
