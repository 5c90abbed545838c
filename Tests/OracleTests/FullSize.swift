import Foundation

/// Whether statistical tests run at their full size, as `make check-slow` asks for.
enum FullSize {
  static let isWanted = ProcessInfo.processInfo.environment["COGCAST_SLOW"] == "1"
}
