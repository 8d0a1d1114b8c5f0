import Curses
import Foundation
import Terminal

/// Shows what arrives at a terminal, and ends in every way that a program can: what the end-to-end tests of the screen
/// are made with.
///
/// `t` index out of range, `f` fatal error, `s` bad memory access, `a` abort, `x` exit with status 3, `p` print behind the
/// screen, `w` be woken by another thread, `q` or ctrl-C quit. Options: `--no-mouse`, `--ascii`,
/// `--truecolor`, `--colorful` (a frame of many bytes).
@main struct Main {
  static func main() {
    let arguments = Set(CommandLine.arguments.dropFirst())
    let options = CursesOptions(
      charset: arguments.contains("--ascii") ? .ascii : nil,
      colorDepth: arguments.contains("--truecolor") ? .trueColor : nil,
      usesMouse: !arguments.contains("--no-mouse")
    )
    do {
      var probe = Probe(terminal: try CursesTerminal(options), isColorful: arguments.contains("--colorful"))
      probe.run()
      print("terminal-probe ended")
    } catch {
      FileHandle.standardError.write(Data("terminal-probe: \(error)\n".utf8))
      exit(1)
    }
  }
}

/// The program's state: what has arrived, newest last.
struct Probe {
  let terminal: CursesTerminal
  let isColorful: Bool
  var log: [String] = []
  var wakes = 0

  mutating func run() {
    terminal.draw(frame())
    while true {
      let events = terminal.waitForInput(until: nil)
      if events.isEmpty {
        wakes += 1
        log.append("wake \(wakes)")
      }
      for event in events {
        log.append("\(event)")
        guard case .key(let key) = event else { continue }
        if key == .character("q") || key == .control("c") {
          terminal.close()
          return
        }
        act(on: key)
      }
      terminal.draw(frame())
    }
  }

  func act(on key: Key) {
    switch key {
    case .character("t"):
      let empty: [Int] = []
      log.forEach { _ in print(empty[log.count]) }
    case .character("f"): fatalError("the probe was asked for a fatal error")
    case .character("s"): UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case .character("a"): abort()
    case .character("x"): exit(3)
    case .character("p"):
      print("printed behind the screen")
      FileHandle.standardError.write(Data("complained behind the screen\n".utf8))
    case .character("w"):
      let wake = terminal.waker
      Thread.detachNewThread { wake() }
    default: break
    }
  }

  func frame() -> Buffer {
    let size = terminal.size
    var buffer = Buffer(size: size)
    if isColorful {
      for y in 0..<size.height {
        for x in 0..<size.width { buffer[x, y] = Cell("x", Style(Color(hex: UInt32(x * 7919 + y * 104_729)))) }
      }
    }
    let capabilities = terminal.capabilities
    buffer.write("probe \(size.width)x\(size.height)", x: 0, y: 0, Style(Color(hex: 0xFFAA00), on: .default, .bold))
    buffer.write(
      "\(capabilities.charset) \(capabilities.colorDepth) mouse \(capabilities.hasMouse) ⣿▀│é",
      x: 0,
      y: 1
    )
    for x in 0..<size.width {
      let level = UInt8(255 * x / max(1, size.width - 1))
      buffer[x, 2] = Cell(
        "▀",
        Style(Color(red: level, green: 64, blue: 255 - level), on: Color(red: level, green: level, blue: level))
      )
    }
    buffer.write("bold", x: 0, y: 3, Style(.default, on: .default, .bold))
    buffer.write("dim", x: 5, y: 3, Style(.default, on: .default, .dim))
    buffer.write("under", x: 9, y: 3, Style(.default, on: .default, .underline))
    buffer.write("reverse", x: 15, y: 3, Style(.default, on: .default, .reverse))
    let rows = max(0, size.height - 5)
    for (row, line) in log.suffix(rows).enumerated() { buffer.write(line, x: 0, y: 4 + row) }
    buffer[size.width - 1, size.height - 1] = Cell("#")
    return buffer
  }
}
