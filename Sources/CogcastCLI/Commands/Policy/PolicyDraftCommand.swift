import ArgumentParser
import Cogcast

struct PolicyDraftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Write a policy for review, drawn from a forecast; it only notifies.",
    discussion: """
      Alert lines by minute, hour and day are those that a healthy feature exceeds less than once a \
      month. The head of the draft says which run every figure is of.
      """)

  @OptionGroup var scenario: ScenarioArgument

  @Option(
    name: .customLong("for"),
    help: "litellm, cloud-custodian, openops, prometheus, or cogcast for the file of gate --policy."
  )
  var target: PolicyTarget

  @Option(
    help: "The organisation's policy: its budget, approver and models go first.",
    completion: .file())
  var policy: String?

  @Option(help: "The month that the draft is for, 1 the first; the dearest unless given.")
  var month: Int?

  @OptionGroup var run: RunArguments
  @OptionGroup var output: OutputFileArgument

  func run() async throws {
    try await reportingErrors {
      let feature = try scenario.read()
      let policy = try policy.map(PolicyFile.read)
      let (options, month) = (run.options, month)
      let draft = try await ProgressBar.during {
        try await feature.draftPolicy(options, policy: policy, month: month, progress: $0)
      }
      try output.write(draft.text(for: target))
    }
  }
}

extension PolicyTarget: ExpressibleByArgument {}
