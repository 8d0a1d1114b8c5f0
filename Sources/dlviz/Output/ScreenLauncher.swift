import Curses
import Datasets
import Plots
import Shell
import Terminal

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Takes the terminal and runs screens on it until the person leaves.
struct ScreenLauncher {
  private let look: LookOptions

  init(_ look: LookOptions) { self.look = look }

  /// Shows a destination made by its own name.
  func run(_ destination: Destination) throws {
    try run(destination) { wake in Catalog.screen(destination, wake: wake) }
  }

  /// Shows a destination whose first screen is made by the caller, so that it can carry options and be asked for its results.
  func run(_ destination: Destination, makeFirst: @escaping (@escaping @Sendable () -> Void) -> any HostedScreen) throws
  {
    guard let path = look.record else {
      let terminal = try CursesTerminal(look.cursesOptions)
      defer { terminal.close() }
      return loop(on: terminal, wake: terminal.waker, makeFirst: makeFirst).run(destination)
    }
    try record(destination, to: path, makeFirst: makeFirst)
  }

  /// Shows a destination and writes what was seen, also where a signal ends it.
  private func record(
    _ destination: Destination,
    to path: String,
    makeFirst: @escaping (@escaping @Sendable () -> Void) -> any HostedScreen
  ) throws {
    let format = try RecordingFormat(path: path)
    try AtomicFile.checkWritable(path)
    let begin = Int(Date.now.timeIntervalSince1970)
    let terminal = try CursesTerminal(look.cursesOptions)
    defer { terminal.close() }
    // After the terminal's own handlers, which would give it back and end without a recording.
    let signals = StopSignals()
    signals.whenStopped(terminal.waker)
    let recorder = RecordingTerminal(terminal)
    let loop = loop(on: recorder, wake: terminal.waker, isStopped: { signals.haveCome }, makeFirst: makeFirst)
    loop.run(destination)
    let recording = recorder.end()
    terminal.close()
    let text =
      switch format {
      case .cast: recording.asciicast(command: ShellWords.commandLine(), timestamp: begin, look: loop.look)
      case .svg: recording.svg(look: loop.look)
      }
    try AtomicFile.write(text, to: path)
    StandardError.print("dlviz: wrote \(path): \(recording.summary)")
    try signals.throwIfStopped()
  }

  private func loop(
    on terminal: any Terminal,
    wake: @escaping @Sendable () -> Void,
    isStopped: @escaping () -> Bool = { false },
    makeFirst: @escaping (@escaping @Sendable () -> Void) -> any HostedScreen
  ) -> AppLoop {
    let memory = LookMemory()
    var isFirst = true
    return AppLoop(
      terminal: terminal,
      wake: wake,
      theme: { [look] background in look.theme.theme ?? memory.theme(for: background) ?? .fitting(background) },
      remember: { memory.remember($0, for: $1) },
      rememberLesson: { CourseFiles.note($0) },
      greeting: { memory.greeting($0) },
      framesPerSecond: look.fps,
      isStopped: isStopped,
      writePicture: PictureFile.writeNext,
      makeScreen: { destination, wake in
        defer { isFirst = false }
        let screen = isFirst ? makeFirst(wake) : Catalog.screen(destination, wake: wake)
        if let lesson = CourseFiles.tracker(for: screen.name) { screen.join(lesson) }
        return screen
      }
    )
  }
}
