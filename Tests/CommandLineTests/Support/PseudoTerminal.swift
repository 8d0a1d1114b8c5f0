import Foundation
import Terminal

/// A program on a terminal that the test itself plays, and may let stall: nothing is read but by `read`.
final class PseudoTerminal {
  private let process = Process()
  /// The terminal's other end; -1 once hung up.
  private var controller: Int32

  /// Starts a command at a size; nil where the system has no terminal to give.
  init?(_ command: [String], size: Size, environment: [String: String] = [:]) throws {
    var (ours, theirs): (Int32, Int32) = (-1, -1)
    var window = winsize(ws_row: UInt16(size.height), ws_col: UInt16(size.width), ws_xpixel: 0, ws_ypixel: 0)
    controller = -1
    guard openpty(&ours, &theirs, nil, nil, &window) == 0 else { return nil }
    controller = ours
    // The program must not hold this end: then it would never see that the terminal is gone.
    _ = fcntl(ours, F_SETFD, FD_CLOEXEC)
    let handle = FileHandle(fileDescriptor: theirs, closeOnDealloc: true)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let defaults = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor", "NO_COLOR": ""]
    process.environment = ProcessInfo.processInfo.environment.merging(defaults.merging(environment) { $1 }) { $1 }
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    try process.runUnblocked()
  }

  deinit {
    if process.isRunning { process.terminate() }
    if controller >= 0 { close(controller) }
  }

  /// Closes the terminal, as a window that is closed or a connection that breaks.
  func hangUp() {
    close(controller)
    controller = -1
  }

  /// Types bytes.
  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(controller, bytes, bytes.count)
  }

  /// Reads what the program writes until a text is in it; returns all of it, or nil when the deadline comes first.
  func read(until text: String) -> String? {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    let wanted = Array(text.utf8)
    while wait(for: Int16(POLLIN)) {
      let count = Foundation.read(controller, &chunk, chunk.count)
      guard count > 0 else { return nil }
      all += chunk.prefix(count)
      if all.count >= wanted.count, String(decoding: all, as: UTF8.self).contains(text) {
        return String(decoding: all, as: UTF8.self)
      }
    }
    return nil
  }

  /// Waits for the program's end; its status, or nil when the deadline comes first.
  func exitStatus(within limit: Duration = .seconds(30)) -> Int32? {
    let end = ContinuousClock.now + limit
    while process.isRunning {
      guard ContinuousClock.now < end else { return nil }
      usleep(10_000)
    }
    return process.terminationStatus
  }

  private func wait(for events: Int16) -> Bool {
    var place = pollfd(fd: controller, events: events, revents: 0)
    return poll(&place, 1, 30_000) > 0
  }
}
