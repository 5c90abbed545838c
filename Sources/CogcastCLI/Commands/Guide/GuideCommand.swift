import ArgumentParser

struct GuideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guide",
    abstract:
      "The FinOps-for-AI guide: what serves each chapter, and whether its figures come out.",
    subcommands: [GuideChaptersCommand.self, GuideCheckCommand.self],
    defaultSubcommand: GuideChaptersCommand.self)
}
