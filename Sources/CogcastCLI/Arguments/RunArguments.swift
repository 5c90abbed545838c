import ArgumentParser
import Cogcast
import Foundation

/// Options of every command that simulates.
struct RunArguments: ParsableArguments {
  @Option(
    help: """
      Trials: a multiple of \(RunOptions.randomisations), \(RunOptions.minimumTrials) or more.
      """)
  var trials = RunOptions().trials

  @Option(
    help: ArgumentHelp(
      "Double the trials until the 95 % interval of the P95 is this narrow, at most six times.",
      valueName: "1%"))
  var precision: Precision?

  @Option(help: "Seed of the random numbers.")
  var seed = RunOptions().seed

  @Option(help: "Threads, all cores by default; they change the time, not the result.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Where the outer points come from: sobol, latin-hypercube or monte-carlo.")
  var method = RunOptions.Method.sobol

  var options: RunOptions {
    RunOptions(
      method: method, trials: trials, precision: precision?.value, seed: seed, threads: threads)
  }

  func validate() throws {
    do throws(CogcastError) {
      try options.check()
    } catch {
      throw ValidationError("\(error)")
    }
  }
}

extension RunOptions.Method: ExpressibleByArgument {}

/// A share as people type it: `1%` or `0.01`.
struct Precision: ExpressibleByArgument {
  let value: Double

  init(_ value: Double) { self.value = value }

  /// As help prints a default.
  var defaultValueDescription: String { "\(Int((value * 100).rounded()))%" }

  init?(argument: String) {
    let isPercent = argument.hasSuffix("%")
    guard let number = Double(isPercent ? String(argument.dropLast()) : argument) else {
      return nil
    }
    value = isPercent ? number / 100 : number
  }
}
