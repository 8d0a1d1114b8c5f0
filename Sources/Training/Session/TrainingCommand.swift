/// What a reader may ask of a session.
public enum TrainingCommand<Configuration: Hashable & Sendable>: Hashable, Sendable {
  /// Stop within one step and wait.
  case pause
  /// Go on; from a rewound step, as a branch; after the last epoch, for as many again.
  case resume
  /// Do so many steps and pause.
  case step(Int)
  /// Begin anew with these settings.
  case restart(Configuration)
  /// Begin anew with these settings, and wait.
  case restartPaused(Configuration)
  /// Change settings: at once where the run can, else by a restart.
  case configure(Configuration)
  /// Show the network as it was after a step; the newest step goes back to live.
  case rewind(toStep: Int)
  /// Go no faster than so many epochs a second; nil is unthrottled.
  case pace(epochsPerSecond: Double?)
}
