import Foundation
import Terminal
import Testing

/// `dlviz xor` as a person meets it: on a terminal, with keys.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct XorScreenTests {
  private func start(
    _ options: String...,
    size: Size = Size(100, 30),
    environment: [String: String] = [:]
  ) throws -> TmuxSession {
    let session = try TmuxSession([Program.path("dlviz"), "xor"] + options, size: size, environment: environment)
    try session.wait(for: "dlviz")
    return session
  }

  /// The epoch that the title line shows, 0 where it shows none.
  private func epoch(_ screen: String) -> Int {
    let title = screen.prefix { $0 != "\n" }
    guard let range = title.range(of: "epoch ") else { return 0 }
    return Int(title[range.upperBound...].prefix { $0.isNumber || $0 == "," }.filter(\.isNumber)) ?? 0
  }

  private func expectEnded(_ session: TmuxSession, sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try session.exitStatus() == 0, sourceLocation: sourceLocation)
    #expect(session.modes("after") == session.modes("before"), sourceLocation: sourceLocation)
    #expect(try session.state("alternate_on") == "0", sourceLocation: sourceLocation)
    #expect(try session.state("mouse_any_flag") == "0", sourceLocation: sourceLocation)
  }

  @Test func itTrainsPausesStepsAndQuits() throws {
    let session = try start("--pace", "100", size: Size(160, 50))
    try session.wait("training") { epoch($0) > 10 }
    for panel in ["loss", "output", "hidden units", "network", "truth table", "what is happening"] {
      try session.wait(for: panel)
    }
    try session.press("Space")
    try session.wait(for: "paused")
    let paused = epoch(try session.screen())
    try session.press("s")
    try session.wait("one epoch more") { epoch($0) == paused + 1 }
    try session.press("q")
    try expectEnded(session)
  }

  @Test func itSolvesXOR() throws {
    let session = try start("--pace", "max")
    try session.wait(for: "Solved")
    try session.wait(for: "4/4")
    try session.press("C-c")
    try expectEnded(session)
  }

  @Test func sizesFromTinyToHuge() throws {
    let session = try start()
    try session.resize(to: Size(40, 10))
    try session.wait(for: "60×20")
    try session.resize(to: Size(1, 1))
    try session.resize(to: Size(300, 100))
    try session.wait(for: "what is happening")
    try session.resize(to: Size(60, 20))
    try session.wait(for: "loss")
    try session.resize(to: Size(20, 5))
    try session.press("q")
    try expectEnded(session)
  }

  @Test func controlZAndBack() throws {
    let session = try start()
    try session.wait(for: "truth table")
    try session.press("C-z")
    try session.wait(for: "-- stopped --")
    #expect(session.modes("stopped") == session.modes("before"))
    try session.press("Enter")
    try session.wait(for: "truth table")
    try session.press("q")
    try expectEnded(session)
  }

  @Test func helpOpensAndCloses() throws {
    let session = try start()
    try session.wait(for: "truth table")
    try session.press("?")
    try session.wait("help in front") { !$0.contains("truth table") || $0.contains("ctrl-C") }
    try session.press("Escape")
    try session.wait(for: "truth table")
    try session.press("C-c")
    try expectEnded(session)
  }

  @Test func asciiAndNoColor() throws {
    let session = try start(environment: ["LC_ALL": "C", "NO_COLOR": "1"])
    try session.wait(for: "truth table")
    #expect(try session.screen().allSatisfy { $0.isASCII })
    #expect(try !session.screen(withStyles: true).contains("[38;"))
    try session.press("q")
    try expectEnded(session)
  }

  @Test(arguments: ["vt100", "xterm", "xterm-256color", "screen-256color", "linux"])
  func terminals(name: String) throws {
    let session = try start(size: Size(80, 24), environment: ["TERM": name])
    try session.wait(for: "truth table")
    try session.wait("training") { epoch($0) > 0 }
    try session.press("q")
    try expectEnded(session)
  }

  @Test func aTerminalThatCannotMoveItsCursorIsRefused() throws {
    let session = try TmuxSession([Program.path("dlviz"), "xor"], size: Size(200, 24), environment: ["TERM": "dumb"])
    #expect(try session.exitStatus() == 1)
    let screen = try session.screen()
    #expect(screen.contains("the terminal 'dumb' cannot move its cursor"))
    #expect(screen.contains("--headless"))
  }

  @Test func randomKeysDoNotBreakIt() throws {
    let session = try start()
    let keys = [
      "Space", "s", "S", "r", "R", "Tab", "BTab", "Left", "Right", "Up", "Down", "-", "+", "[", "]", "{", "}", "End",
      "Home",
      "<", ">", "l", "z", "e", "t", "?", "p", "1", "2", "3", "4", "PageUp", "PageDown", "Enter", "x", "é", "F1",
    ]
    var generator = SplitMix(state: 7)
    for round in 0..<20 {
      for _ in 0..<10 {
        try session.press(keys.randomElement(using: &generator) ?? "s")
        let (x, y) = (Int.random(in: 1...120, using: &generator), Int.random(in: 1...40, using: &generator))
        try session.send(
          "\u{1B}[<\([0, 2, 35, 64, 65].randomElement(using: &generator) ?? 0);\(x);\(y)M\u{1B}[<0;\(x);\(y)m"
        )
      }
      let (width, height) = (Int.random(in: 1...200, using: &generator), Int.random(in: 1...60, using: &generator))
      try session.resize(to: round == 19 ? Size(100, 30) : Size(width, height))
    }
    try session.wait(for: "dlviz")
    try session.press("C-c")
    try expectEnded(session)
  }
}

/// A small seeded generator (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
