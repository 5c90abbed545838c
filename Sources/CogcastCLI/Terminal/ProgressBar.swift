import Foundation
import Synchronization

/// A bar on standard error for work that takes more than a second, where a person can see it.
final class ProgressBar: Sendable {
  private static let width = 40
  private static let patience = Duration.seconds(1)
  private static let interval = Duration.milliseconds(100)

  private let start = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var lastDrawn: ContinuousClock.Instant?
    var isDone = false
  }

  /// Runs `body` with a function that it tells its progress, 0...1, from any thread.
  static func during<Result>(
    _ body: ((@Sendable (Double) -> Void)?) async throws -> Result
  ) async throws -> Result {
    guard Terminal.isTerminal(STDERR_FILENO) else { return try await body(nil) }
    let bar = ProgressBar()
    defer { bar.clear() }
    return try await body { bar.draw($0) }
  }

  private func draw(_ share: Double) {
    state.withLock { state in
      let now = ContinuousClock.now
      guard !state.isDone, now - start >= Self.patience,
        state.lastDrawn.map({ now - $0 >= Self.interval }) ?? true
      else { return }
      state.lastDrawn = now
      let filled = Int((min(max(share, 0), 1) * Double(Self.width)).rounded(.down))
      let bar =
        String(repeating: "█", count: filled)
        + String(repeating: "░", count: Self.width - filled)
      StandardError.write("\r\(bar) \(Int(share * 100)) %")
    }
  }

  /// Leaves an empty line for what comes next.
  private func clear() {
    state.withLock { state in
      state.isDone = true
      if state.lastDrawn != nil { StandardError.write("\r\u{1B}[K") }
    }
  }
}
