import ArgumentParser
import Cogcast

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare routing strategies, or scenarios, on the same random numbers.",
    discussion: """
      Of one file, its strategies are compared. Of several, the strategy in use of each; with \
      --strategies every named strategy of each file that has it. A file may be git:REVISION:PATH.

      Gates are printed, but only `cogcast gate` fails on them.
      """)

  @Argument(help: "Scenario files.", completion: .file(extensions: ["json"]))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Strategies to compare, in this order; all of one file, those in use of several by default.",
      valueName: "a,b"))
  var strategies: String?

  @OptionGroup var run: RunArguments
  @OptionGroup var age: PriceAgeArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("name a scenario file.") }
    if let twice = files.indices.first(where: { files[..<$0].contains(files[$0]) }) {
      throw ValidationError("\(files[twice]) is named twice; name each file once.")
    }
    if strategies != nil, names.isEmpty || names.contains("") {
      throw ValidationError(
        "found an empty name in --strategies \"\(strategies ?? "")\"; give names with commas between."
      )
    }
  }

  func run() async throws {
    try await reportingErrors {
      let features = try files.map { try ScenarioSource($0).read() }
      for feature in features { try age.check(feature) }
      let options = run.options
      let comparison = try await ProgressBar.during {
        try await FeatureScenario.compare(features, strategies: names, options, progress: $0)
      }
      try output.write(comparison.report(output.format, colour: output.isColoured))
    }
  }

  private var names: [String] {
    (strategies?.split(separator: ",", omittingEmptySubsequences: false) ?? []).map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
