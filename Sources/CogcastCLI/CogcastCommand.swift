import ArgumentParser

@main
struct CogcastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cogcast",
    abstract: "Forecasts what an AI feature will cost before it ships.")
}
