import ArgumentParser
import Cogcast

struct PricesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prices",
    abstract: "Price what was used.",
    subcommands: [ChargeCommand.self])
}
