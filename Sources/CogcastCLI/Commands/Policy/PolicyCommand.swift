import ArgumentParser

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Draft budgets and alerts of a feature for review.",
    subcommands: [PolicyDraftCommand.self])
}
