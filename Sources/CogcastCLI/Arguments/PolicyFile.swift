import ArgumentParser
import Cogcast
import Foundation

/// The policy that a command line names.
enum PolicyFile {
  /// - Throws: `CogcastError` for an invalid policy, `ExitCode` for a file that cannot be read.
  static func read(_ path: String) throws -> OrganisationPolicy {
    guard let text = InputFile.read(path) else {
      StandardError.write("\(InputFile.complaint(path))\n")
      throw ExitStatus.missingFile
    }
    return try OrganisationPolicy(text: text, file: path)
  }
}

extension CalendarDay: ExpressibleByArgument {
  /// Reads a day as people type it.
  public init?(argument: String) { self.init(argument) }

  /// The day in UTC, where CI runs.
  static var today: CalendarDay? {
    let days = (Date().timeIntervalSince1970 / 86_400).rounded(.down)
    let date = Date(timeIntervalSince1970: days * 86_400)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    return CalendarDay(
      String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0))
  }
}
