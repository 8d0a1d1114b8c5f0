import ArgumentParser
import Screens

/// The root command: configures, and without a subcommand shows the menu.
@main
struct Dlviz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dlviz",
    abstract: "Watch and steer a neural network while it learns, in a terminal.",
    discussion: "Without a subcommand a menu of the screens opens. On a screen, ? lists the keys.",
    version: "0.1.0",
    subcommands: [
      XorCommand.self,
      PerceptronCommand.self,
      ActivationsCommand.self,
      LossesCommand.self,
      MnistCommand.self,
      DataCommand.self,
    ]
  )

  @OptionGroup var look: LookOptions

  mutating func run() throws {
    try look.check()
    try ScreenLauncher(look).run(.menu)
  }
}
