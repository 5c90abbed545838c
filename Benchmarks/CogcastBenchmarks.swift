import Foundation
import Kernels

/// Prints what the kernels cost a value beside a peer, and how long estimates take; with the argument
/// `kernels` it runs kernels on request instead.
@main
struct CogcastBenchmarks {
  private static let block = 2048

  static func main() async throws {
    if CommandLine.arguments.dropFirst() == ["kernels"] { return KernelService.run() }
    printMeasurements("kernel", [normals(), points(), sums()])
    print()
    printMeasurements("matrix", MatrixMeasurements.all())
    print("\nestimate              trials   1 thread, s   2 threads, s   trials/s on 2")
    for name in ["support-assistant", "rag-search"] {
      guard let speed = try await EstimateSpeed(name) else { continue }
      print(
        column(name, 20)
          + String(
            format: "%8d %13.3f %14.3f %15.0f", speed.trials, speed.seconds.one, speed.seconds.two,
            Double(speed.trials) / speed.seconds.two))
    }
    try printUsageLogs()
  }

  private static func printMeasurements(_ title: String, _ measurements: [Measurement]) {
    print(column(title, 32) + "ns a value   peer                       ns   peer/ours")
    for measurement in measurements {
      print(
        column(measurement.name, 32) + String(format: "%10.2f   ", measurement.nanoseconds)
          + column(measurement.peer, 20)
          + String(
            format: "%9.2f %11.2f", measurement.peerNanoseconds,
            measurement.peerNanoseconds / measurement.nanoseconds))
    }
  }

  private static func printUsageLogs() throws {
    let speed = try UsageLogSpeed()
    let rate = Double(speed.records) / speed.seconds
    print(
      "\nusage log            records/s      MB/s   peer                       records/s   ours/peer"
    )
    print(
      column("prices charge", 20)
        + String(format: "%10.0f %9.0f   ", rate, speed.megabytes / speed.seconds)
        + column("Python json, a loop", 20)
        + (speed.peerSeconds.map {
          let peer = Double(speed.records) / $0
          return String(format: "%16.0f %11.1f", peer, rate / peer)
        } ?? "     no python3"))
  }

  private static func column(_ text: String, _ width: Int) -> String {
    text.padding(toLength: width, withPad: " ", startingAt: 0)
  }

  /// Standard normal numbers from uniform ones.
  private static func normals() -> Measurement {
    var stream = RandomStream(seed: 1)
    let uniforms = (0..<block).map { _ in stream.uniform() }
    var normals = [Double](repeating: 0, count: block)
    var peer = normals
    return Measurement(
      "normal quantiles", values: block,
      { _ in
        var span = normals.mutableSpan
        StandardNormal.quantiles(of: uniforms.span, into: &span)
      }, peer: "Box-Muller, libm",
      { _ in
        for i in stride(from: 0, to: block, by: 2) {
          let radius = (-2 * log(uniforms[i])).squareRoot()
          let angle = 2 * Double.pi * uniforms[i + 1]
          peer[i] = radius * cos(angle)
          peer[i + 1] = radius * sin(angle)
        }
      })
  }

  /// One coordinate of quasi-random points against a pseudo-random stream.
  private static func points() -> Measurement {
    let sobol = ScrambledSobol(dimensions: 50, key: 1)
    var points = [Double](repeating: 0, count: block)
    var peer = points
    var stream = RandomStream(seed: 3)
    return Measurement(
      "scrambled Sobol points", values: block,
      { repetition in
        var span = points.mutableSpan
        sobol.fill(dimension: repetition, from: 0, into: &span)
      }, peer: "Philox stream",
      { _ in
        for i in 0..<block { peer[i] = stream.uniform() }
      })
  }

  /// Sums in a fixed tree against a running sum.
  private static func sums() -> Measurement {
    var stream = RandomStream(seed: 2)
    let values = (0..<block).map { _ in stream.uniform() }
    var total = 0.0
    return Measurement(
      "fixed-order sum", values: block, { _ in total += fixedOrderSum(values) },
      peer: "running sum", { _ in total += values.reduce(0, +) })
  }
}
