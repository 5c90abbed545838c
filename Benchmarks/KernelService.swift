import Foundation
import Kernels

/// Runs a block kernel on request and answers with what it took, so that another program can measure it
/// in turn with others.
///
/// A request is a line of standard input, `KERNEL VALUES REPETITIONS INSTRUCTIONS`, such as
/// `gamma:1.7 2048 500 avx2`; `widest` stands for the best instructions of the processor. The answer is
/// a line with nanoseconds of processor time for a value, or with `unavailable`.
enum KernelService {
  static func run() {
    while let line = readLine() {
      let fields = line.split(separator: " ").map(String.init)
      guard fields.count == 4, let values = Int(fields[1]), let repetitions = Int(fields[2]),
        values > 0, repetitions > 0
      else {
        answer("unavailable")
        continue
      }
      let instructions =
        fields[3] == "widest"
        ? InstructionSet.widest : InstructionSet.available.first { "\($0)" == fields[3] }
      guard let instructions,
        let time = time(fields[0], values, repetitions, BlockKernels(instructions))
      else {
        answer("unavailable")
        continue
      }
      answer(String(time))
    }
  }

  private static func answer(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  /// - Returns: `nil` where there is no such kernel.
  private static func time(
    _ kernel: String, _ values: Int, _ repetitions: Int, _ kernels: BlockKernels
  ) -> Double? {
    let parts = kernel.split(separator: ":")
    let parameter = parts.count > 1 ? Double(parts[1]) ?? 0 : 0
    var stream = RandomStream(seed: 1)
    var numbers = [Double](repeating: 0, count: values)
    var counts = [Int64](repeating: 0, count: values)
    let arguments = (0..<values).map { _ in stream.normal() }
    let sobol = ScrambledSobol(dimensions: 50, key: 1)
    let pass: ((inout MutableSpan<Double>, Int) -> Void)? =
      switch parts[0] {
      case "uniform": { span, _ in stream.uniforms(into: &span, kernels) }
      case "normal": { span, _ in stream.normals(into: &span, kernels) }
      case "lognormal":
        { span, _ in
          stream.logNormals(logMean: 0, logStandardDeviation: 1, into: &span, kernels)
        }
      case "exponential": { span, _ in stream.exponentials(into: &span, kernels) }
      case "gamma": { span, _ in stream.gammas(shape: parameter, into: &span, kernels) }
      case "poisson":
        { _, _ in
          var span = counts.mutableSpan
          stream.poissons(mean: parameter, into: &span, kernels)
        }
      case "exp": { span, _ in kernels.exponentials(of: arguments.span, into: &span) }
      case "sobol":
        { span, turn in sobol.fill(dimension: turn % 50, from: 0, into: &span, kernels) }
      case "single-uniform": { span, _ in for i in span.indices { span[i] = stream.uniform() } }
      case "single-normal": { span, _ in for i in span.indices { span[i] = stream.normal() } }
      case "single-gamma":
        { span, _ in for i in span.indices { span[i] = stream.gamma(shape: parameter) } }
      case "single-poisson":
        { span, _ in for i in span.indices { span[i] = Double(stream.poisson(mean: parameter)) } }
      default: nil
      }
    guard let pass else { return nil }
    let start = processorTime()
    for turn in 0..<repetitions {
      var span = numbers.mutableSpan
      pass(&span, turn)
    }
    return (processorTime() - start) / Double(values * repetitions)
  }

  /// Nanoseconds of this process.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
