/// A measured table of token lengths that ships with cogcast.
///
/// The tables are the CSV files of notebooks-data/profiles, embedded at build time; each names its
/// source and licence in its head, and notebooks-data/README.md says how it was measured.
package struct LengthProfile: Sendable, Equatable {
  /// As the scenario language spells it, e.g. `chat-output`.
  package let name: String

  /// Tokens at p = 0, 0.01, …, 1; ascending, 101 values.
  ///
  /// Joined by straight lines they have the mean of the trace. That sets the last value, which is
  /// therefore not the largest length of the trace.
  package let quantiles: [Double]

  /// The profiles in the order of their names.
  package static var names: [String] { all.map(\.name) }

  /// The profile of a name, or `nil` when there is none.
  package static func named(_ name: String) -> LengthProfile? {
    all.first { $0.name == name }
  }

  private static let all = [
    LengthProfile(name: "chat-input", table: PackageResources.chat_input_csv),
    LengthProfile(name: "chat-output", table: PackageResources.chat_output_csv),
    LengthProfile(name: "coding-agent-input", table: PackageResources.coding_agent_input_csv),
    LengthProfile(name: "coding-agent-output", table: PackageResources.coding_agent_output_csv),
    LengthProfile(name: "long-chat-input", table: PackageResources.long_chat_input_csv),
    LengthProfile(name: "long-chat-output", table: PackageResources.long_chat_output_csv),
    LengthProfile(name: "reasoning-input", table: PackageResources.reasoning_input_csv),
    LengthProfile(name: "reasoning-output", table: PackageResources.reasoning_output_csv),
  ]

  /// Reads the second column of a table of ours: comment lines, a heading, then `p,tokens`.
  private init(name: String, table: [UInt8]) {
    let rows = table.split(separator: UInt8(ascii: "\n"))
      .drop { $0.first == UInt8(ascii: "#") }
      .dropFirst()
    self.name = name
    quantiles = rows.compactMap { row in
      let columns = row.split(separator: UInt8(ascii: ","))
      return columns.last.flatMap { Double(String(decoding: $0, as: UTF8.self)) }
    }
    precondition(quantiles.count == 101, "\(name): \(quantiles.count) quantiles")
  }
}
