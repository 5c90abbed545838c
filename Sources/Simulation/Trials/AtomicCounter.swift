import Synchronization

/// A counter that many threads raise.
final class AtomicCounter: Sendable {
  private let value = Atomic<Int>(0)

  /// Raises the counter by one and returns its new value.
  func increment() -> Int { value.add(1, ordering: .relaxed).newValue }
}
