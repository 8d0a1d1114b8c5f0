import ArgumentParser

/// How much of a run's story is told.
struct LogOptions: ParsableArguments {
  @Option(
    name: .customLong("log-every"),
    parsing: .unconditional,
    help: "Report every N-th epoch, and always the first and the last."
  )
  var epochs: Int?

  @Flag(
    name: .customLong("log-steps"),
    help: "With --json, also write the loss of every step; steps faster than lines can be written share a line."
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
