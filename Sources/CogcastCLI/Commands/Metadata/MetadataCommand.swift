import ArgumentParser

struct MetadataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metadata",
    abstract: "Check that requests say who and what they were for, and how to make them.",
    subcommands: [MetadataCheckCommand.self, MetadataSnippetCommand.self])
}
