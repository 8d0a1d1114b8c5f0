import Foundation
import Terminal

/// A program in a terminal of its own, which tmux plays: keys in, screen out.
///
/// Nothing here sleeps for a fixed time: every step waits until the screen, or what the shell wrote down, shows that it
/// has happened, and fails at a deadline that only a hang reaches.
final class TmuxSession {
  /// A wait that did not come to its end.
  struct Timeout: Error, CustomStringConvertible {
    var description: String
  }

  /// Whether there is a tmux to test with.
  static let isAvailable = (try? Program.run(["tmux", "-V"]))?.status == 0

  private let folder: URL
  private let socket: String
  private static let deadline = Duration.seconds(30)

  /// Starts a command at a size.
  /// - Parameter environment: variables for the command; its defaults are a UTF-8 locale, 256 colours and no `COLORTERM`.
  init(_ command: [String], size: Size = Size(80, 24), environment: [String: String] = [:]) throws {
    let name = "dlviz-\(UUID().uuidString.prefix(8))"
    socket = name
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // Not the first start of all, which says more.
    try FileManager.default.createDirectory(at: file("dlviz"), withIntermediateDirectories: true)
    try Data().write(to: file("dlviz/look"))
    let defaults = [
      "TERM": "tmux-256color", "LC_ALL": "C.UTF-8", "COLORTERM": "", "NO_COLOR": "", "XDG_STATE_HOME": folder.path,
    ]
    let variables = defaults.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
    let words = (["env"] + variables + command).map(Self.quoted).joined(separator: " ")
    try """
    set -g default-terminal tmux-256color
    set -g status off
    set -g remain-on-exit on
    set -sg escape-time 0
    """.write(to: file("tmux.conf"), atomically: true, encoding: .utf8)
    // 148 is 128 and SIGTSTP's 20: stopped by ctrl-Z. An Enter then brings it to the foreground again. Not in a loop: bash
    // leaves its loops when a job stops.
    try """
    set -m
    trap : INT
    cd \(Self.quoted(folder.path))
    stty -g > before
    bash -c 'echo $$ > pid; exec "$@"' bash \(words)
    status=$?
    resume() {
      [ $status = 148 ] || return
      stty -g > stopped
      echo "-- stopped --"
      read -r _
      fg > /dev/null
      status=$?
      resume
    }
    resume
    stty -g > after
    echo "-- ended with $status --"
    echo $status > status
    exec sleep 600
    """.write(to: file("run.sh"), atomically: true, encoding: .utf8)
    try tmux(
      "-f",
      file("tmux.conf").path,
      "new-session",
      "-d",
      "-x",
      "\(size.width)",
      "-y",
      "\(size.height)",
      "-s",
      "s",
      "bash --norc \(Self.quoted(file("run.sh").path))"
    )
  }

  deinit {
    _ = try? tmux("kill-server")
    try? FileManager.default.removeItem(at: folder)
  }

  /// Presses keys, by tmux's names: `q`, `Enter`, `Up`, `C-c`.
  func press(_ keys: String...) throws { try tmux(["send-keys", "-t", "s"] + keys) }

  /// Sends bytes as a terminal would, escape sequences too.
  func send(_ text: String) throws { try tmux("send-keys", "-t", "s", "-l", text) }

  /// Changes the window's size.
  func resize(to size: Size) throws {
    try tmux("resize-window", "-t", "s", "-x", "\(size.width)", "-y", "\(size.height)")
  }

  /// Sends a signal to the program.
  func signal(_ number: Int32) throws {
    try wait("the program's process number") { _ in contents("pid")?.hasSuffix("\n") == true }
    guard let process = contents("pid").flatMap({ Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }) else {
      throw Timeout(description: "no process number")
    }
    kill(process, number)
  }

  /// The rows of the screen without trailing blanks, joined by line breaks.
  func screen(withStyles: Bool = false) throws -> String {
    try tmux(["capture-pane", "-p"] + (withStyles ? ["-e"] : []) + ["-t", "s"])
  }

  /// What tmux knows of the terminal's state, such as `alternate_on` or `cursor_flag`.
  func state(_ name: String) throws -> String {
    try tmux("display-message", "-p", "-t", "s", "#{\(name)}").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Waits until the screen shows a text.
  func wait(for text: String) throws { try wait("'\(text)' on the screen") { $0.contains(text) } }

  /// Waits until the screen is as wanted.
  func wait(_ what: String, until isReached: (String) throws -> Bool) throws {
    let end = ContinuousClock.now + Self.deadline
    var last = ""
    repeat {
      last = try screen()
      if try isReached(last) { return }
      usleep(10_000)
    } while ContinuousClock.now < end
    throw Timeout(description: "waited \(Self.deadline) for \(what); the screen is\n\(last)")
  }

  /// Waits for the program's end and returns its exit status as a shell gives it: 128 and the signal's number for a signal.
  func exitStatus() throws -> Int {
    try wait("the program's end") { _ in contents("status")?.hasSuffix("\n") == true }
    return Int(contents("status")?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "") ?? -1
  }

  /// The terminal's modes as `stty` gave them: `before`, `stopped` or `after`.
  func modes(_ moment: String) -> String { contents(moment) ?? "no modes were written down" }

  private func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  private func contents(_ name: String) -> String? { try? String(contentsOf: file(name), encoding: .utf8) }

  private static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let result = try Program.run(["tmux", "-u", "-L", socket] + arguments)
    guard result.status == 0 else {
      throw Timeout(description: "tmux \(arguments.joined(separator: " ")): \(result.error)")
    }
    return result.output
  }
}
