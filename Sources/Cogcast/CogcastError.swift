/// Why cogcast could not do what it was asked to.
public enum CogcastError: Error, Sendable, Equatable {
  /// The scenario cannot be used; every finding that says why, warnings among them.
  case invalidScenario(file: String, findings: [Finding])
  /// The price book, or the price map, cannot be read; every finding that says why.
  case invalidPriceBook(file: String, findings: [Finding])
  /// A usage log cannot be read to its end; why, and what was priced before.
  case unreadableLog(String, charges: UsageCharges?)
  /// The request does not fit the scenario or the engine; a sentence that says what to ask instead.
  case invalidRequest(String)
  case cancelled
}

extension CogcastError: CustomStringConvertible {
  /// The same as ``report(colour:)`` without colours.
  public var description: String { report() }

  /// The error as people read it; findings one below the other, with a line end.
  ///
  /// - Parameter colour: Whether to use ANSI colours.
  public func report(colour: Bool = false) -> String {
    switch self {
    case .invalidScenario(let file, let findings), .invalidPriceBook(let file, let findings):
      Finding.text(findings, file: file, colour: colour)
    case .invalidRequest(let message), .unreadableLog(let message, _): message
    case .cancelled: "cancelled"
    }
  }
}
