import ArgumentParser

/// How fast a run goes on its screen.
struct PaceOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Epochs a second on the screen: a number, or max.")
  var pace: PaceOption?

  /// Epochs a second; nil without a limit.
  func epochsPerSecond(usually usual: Double?) -> Double? { pace.map(\.perSecond) ?? usual }
}

/// A pace, or `max`.
struct PaceOption: ExpressibleByArgument {
  /// So many a second; nil without a limit.
  var perSecond: Double?

  init?(argument: String) {
    if argument.lowercased() == "max" { return }
    guard let pace = Double(argument), pace.isFinite, pace > 0 else { return nil }
    perSecond = pace
  }
}
