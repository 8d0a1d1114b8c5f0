import Training

/// What the settings and keys of a run follow from, but for what a screen adds of its own.
public struct RunLineInputs<S: RunScreen>: Hashable {
  private let shell: ShellState<S.Page, S.PanelID>
  private let settings: S.Run.Configuration
  private let pace: Double?
  private let state: RunState
  private let hasBegun: Bool
  private let hasPast: Bool
  private let hasFormerSeeds: Bool
  private let stepsPerEpoch: Int
  private let canExplain: Bool

  /// Those of a screen as it stands.
  public init(_ screen: S) {
    shell = screen.shell
    settings = screen.run.settings
    pace = screen.run.pace
    state = screen.run.state
    hasBegun = screen.run.hasBegun
    hasPast = screen.run.newestStep > 0
    hasFormerSeeds = !screen.run.formerSeeds.isEmpty
    stepsPerEpoch = screen.run.stepsPerEpoch
    canExplain = screen.canExplain
  }
}
