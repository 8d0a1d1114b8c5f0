import ArgumentParser
import Shell

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The root command: configures, and without a subcommand shows the menu.
@main
struct Dlviz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dlviz",
    abstract: "Watch and steer a neural network while it learns, in a terminal.",
    discussion: "Without a subcommand, a menu of the screens opens. On a screen, ? lists the keys.",
    version: "0.1.0",
    subcommands: [
      NeuronCommand.self,
      PerceptronCommand.self,
      ActivationsCommand.self,
      LossesCommand.self,
      BackpropCommand.self,
      AutogradCommand.self,
      TensorsCommand.self,
      XorCommand.self,
      MnistCommand.self,
      CompareCommand.self,
      PlaygroundCommand.self,
      WatchCommand.self,
      LessonCommand.self,
      DataCommand.self,
      DoctorCommand.self,
      ManualCommand.self,
    ]
  )

  @OptionGroup var look: LookOptions

  static func main() {
    ClosedStreams.occupy()
    StandardOutput.checkAtExit()
    // A limit on the size of files is a disk that is full: an error to tell, with what was there untouched, not a reason to die.
    signal(SIGXFSZ, SIG_IGN)
    if let asked = getenv("DLVIZ_VECTORS").map({ String(cString: $0) }), !["avx2", "portable"].contains(asked) {
      Self.exit(withError: ValidationError("DLVIZ_VECTORS: expected avx2 or portable, found '\(asked)'"))
    }
    main(WatchCommand.split(Array(CommandLine.arguments.dropFirst())).rest)
  }

  mutating func run() throws {
    try look.check(showsScreen: true)
    try ScreenLauncher(look).run(.menu)
  }
}
