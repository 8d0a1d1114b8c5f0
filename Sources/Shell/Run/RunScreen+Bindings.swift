import NeuralNet
import Plots
import Terminal
import Training

extension RunScreen {
  /// The keys that run, step, rewind and restart a run.
  public var runBindings: [Binding<Self>] {
    [runBinding] + stepBindings + restartBindings + timeBindings
      + [.pace { screen, up in screen.changePace(up: up) }, logarithmBinding]
  }

  private var runBinding: Binding<Self> {
    Binding(
      common: .run,
      hint: run.isDiverged ? nil : run.state == .running ? "pause" : run.state == .finished ? "continue" : "resume",
      rank: 10,
      isEssential: true,
      help: "pause, resume; after the end: continue",
      group: HelpGroup.training,
      when: { $0.run.hasBegun }
    ) { screen, _ in
      if screen.saysDiverged() { return [] }
      return screen.command(screen.run.state == .running ? .pause : .resume)
    }
  }

  private var stepBindings: [Binding<Self>] {
    let isAlive: (Self) -> Bool = { $0.run.hasBegun }
    let strides = strides
    return [
      Binding(
        "s",
        common: .step,
        hint: run.isDiverged ? nil : strides.small.hint,
        rank: 20,
        help: strides.small.name,
        group: HelpGroup.training,
        when: isAlive
      ) { screen, _ in screen.saysDiverged() ? [] : screen.command(.step(strides.small.steps)) },
      Binding(
        "S",
        common: .step,
        hint: run.isDiverged ? nil : strides.large.hint,
        rank: 30,
        help: strides.large.name,
        group: HelpGroup.training,
        when: isAlive
      ) { screen, _ in screen.saysDiverged() ? [] : screen.command(.step(strides.large.steps)) },
    ]
  }

  /// Says that a diverged run cannot go on; false where it can.
  private mutating func saysDiverged() -> Bool {
    guard run.isDiverged else { return false }
    shell.notice = "the weights are no longer finite: rewind with [ or restart with r"
    return true
  }

  private var restartBindings: [Binding<Self>] {
    let isAlive: (Self) -> Bool = { $0.run.hasBegun }
    return [
      Binding(
        "r",
        common: .restart,
        hint: "restart",
        rank: 40,
        help: "restart, same seed",
        group: HelpGroup.training,
        when: isAlive
      ) { screen, _ in screen.restart(screen.run.settings) },
      Binding(
        "R",
        common: .restart,
        hint: "new seed",
        rank: 180,
        help: "restart, new seed; u: back to the previous one",
        group: HelpGroup.training,
        when: isAlive
      ) { screen, _ in
        let old = screen.run.settings.seed
        // The next seed in a fixed sequence: a session can be told again from its first seed.
        var random = RandomNumbers(seed: old)
        screen.run.formerSeeds.append(old)
        return screen.restart(seed: random.next() % 100_000, "new seed")
      },
      Binding(
        common: .undo,
        help: "back to the seed before R",
        group: HelpGroup.training,
        when: { !$0.run.formerSeeds.isEmpty }
      ) { screen, _ in
        screen.run.formerSeeds.popLast().map { screen.restart(seed: $0, "back to seed") } ?? []
      },
    ]
  }

  private mutating func restart(seed: UInt64, _ words: String) -> [Command] {
    var new = run.settings
    new.seed = seed
    new.forgetWeights()
    shell.notice = "\(words) \(seed)"
    return restart(new)
  }

  /// Begins anew with these settings.
  public mutating func restart(_ new: Run.Configuration) -> [Command] {
    let configuration = restarting(new)
    run.settings = configuration
    return command(.restart(configuration))
  }

  private var timeBindings: [Binding<Self>] {
    let hasPast: (Self) -> Bool = { $0.run.newestStep > 0 }
    return [
      Binding(
        "[]",
        common: .time,
        caps: "[ ]",
        hint: "rewind",
        rank: 70,
        help: "back, forward through the run",
        group: HelpGroup.past,
        when: hasPast
      ) { screen, key in screen.rewind(hundredths: key == .character("[") ? -1 : 1) },
      Binding(
        "{}",
        common: .time,
        caps: "{ }",
        help: "back, forward in large steps",
        group: HelpGroup.past,
        when: hasPast
      ) {
        screen,
        key in screen.rewind(hundredths: key == .character("{") ? -10 : 10)
      },
      Binding([.home], common: .time, help: "to the first weights", group: HelpGroup.past, when: hasPast) {
        screen,
        _ in screen.command(.rewind(toStep: 0))
      },
      Binding([.end], common: .time, help: "back to the newest step", group: HelpGroup.past, when: hasPast) {
        screen,
        _ in screen.run.isRewound ? screen.command(.rewind(toStep: .max)) : []
      },
    ]
  }

  /// Goes back or forward by hundredths of the run.
  public mutating func rewind(hundredths: Int) -> [Command] {
    guard run.newestStep > 0 else { return [] }
    if let target = run.target(hundredths: hundredths, least: strides.small.steps) {
      return command(.rewind(toStep: target))
    }
    return run.isRewound ? command(.rewind(toStep: .max)) : []
  }

  private var logarithmBinding: Binding<Self> {
    Binding(
      common: .logarithm,
      hint: "log",
      rank: 120,
      help: "linear or logarithmic loss axis",
      group: HelpGroup.looking,
      when: { $0.showsLossAxis }
    ) { screen, _ in
      screen.run.toggleLogarithm()
      return []
    }
  }
}
