import Foundation
import Terminal

/// A program on a terminal that the test itself plays, and may let stall: nothing is read, and no question answered, but by `read`.
final class PseudoTerminal {
  /// What a terminal is asked and what it answers, as xterm does.
  static let answersOfXterm = [
    "\u{1B}]11;?\u{1B}\\": "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}[c": "\u{1B}[?64;1;2;6;9;15;18;21;22c",
    "\u{1B}[6n": "\u{1B}[1;1R",
  ]

  private let answers: [String: String]
  /// What may be the beginning of a question.
  private var unanswered = ""
  private let process = Process()
  /// The terminal's other end; -1 once hung up.
  private var controller: Int32

  /// Starts a command at a size; nil where the system has no terminal to give.
  /// - Parameter answers: what the terminal answers to what it reads.
  init?(
    _ command: [String],
    size: Size,
    environment: [String: String] = [:],
    answers: [String: String] = PseudoTerminal.answersOfXterm
  ) throws {
    self.answers = answers
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
  func read(until text: String, within limit: Duration = .seconds(30)) -> String? {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    let wanted = Array(text.utf8)
    while wait(for: Int16(POLLIN), within: limit) {
      let count = Foundation.read(controller, &chunk, chunk.count)
      guard count > 0 else { return nil }
      all += chunk.prefix(count)
      answer(String(decoding: chunk.prefix(count), as: UTF8.self))
      if all.count >= wanted.count, String(decoding: all, as: UTF8.self).contains(text) {
        return String(decoding: all, as: UTF8.self)
      }
    }
    return nil
  }

  private func answer(_ text: String) {
    unanswered += text
    while true {
      let found = answers.keys.compactMap { question in unanswered.firstRange(of: question).map { (question, $0) } }
        .min { $0.1.lowerBound < $1.1.lowerBound }
      guard let (question, place) = found else { break }
      unanswered.removeSubrange(..<place.upperBound)
      send(answers[question] ?? "")
    }
    unanswered = String(unanswered.suffix(8))
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

  private func wait(for events: Int16, within limit: Duration) -> Bool {
    var place = pollfd(fd: controller, events: events, revents: 0)
    return poll(&place, 1, Int32(limit / .milliseconds(1))) > 0
  }
}
