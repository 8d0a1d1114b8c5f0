import ArgumentParser

/// How much of a run's story is told.
struct LogOptions: ParsableArguments {
  @Option(
    name: .customLong("log-every"),
    parsing: .unconditional,
    help: "Report every so many epochs; the first and the last always."
  )
  var epochs: Int?

  @Flag(
    name: .customLong("log-steps"),
    help: "With --json, the loss of every step too; steps that come faster than lines can be written share one."
  )
  var steps = false

  func validate() throws {
    if let epochs, epochs < 1 { throw ValidationError("--log-every: expected 1 or more, found \(epochs)") }
  }

  /// Steps are lines of their own, which only `--json` has.
  func validate(with output: OutputOptions) throws {
    if steps, !output.json { throw ValidationError("--log-steps: expected with --json, found without") }
  }
}
