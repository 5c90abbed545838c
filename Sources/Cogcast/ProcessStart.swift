import Kernels

/// What a process that does nothing but forecasts does first.
package enum ProcessStart {
  /// Ends the threads that OpenBLAS has started while it was loaded: they would wait busily until the first
  /// forecast ends them.
  package static func endIdleThreads() { LinearAlgebra.endThreads() }
}
