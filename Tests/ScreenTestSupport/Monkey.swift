import Plots
import Shell
import Terminal
import TestSupport
import Testing

/// Presses random keys, moves and clicks the mouse and resizes the window, through the program's own loop on a terminal in memory; every
/// frame that is drawn must fill its window with glyphs of one column.
public func runMonkey(
  seed: UInt64,
  events: Int,
  makeScreen: @escaping AppLoop.Factory,
  destination: Destination = .menu
) {
  var random = SplitMix64(seed: seed)
  let capabilities = [
    Capabilities.full,
    Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: true),
    Capabilities(charset: .block, colorDepth: .colors16, hasMouse: true),
  ][Int(seed % 3)]
  let terminal = HeadlessTerminal(size: Size(80, 24), capabilities: capabilities)
  for count in 0..<events {
    // Many events a frame, as when keys are held down, so that thousands of events are not thousands of frames.
    terminal.enqueue(randomEvent(&random), after: count % 25 == 0 ? .milliseconds(20) : .zero)
  }
  terminal.enqueue(.key(.control("c")), after: .milliseconds(20))
  var frames = 0
  terminal.onWait = { [unowned terminal] in
    guard let frame = terminal.frame, terminal.frameCount > frames else { return }
    frames = terminal.frameCount
    let bad = frame.cells.first { !$0.isDrawable || (capabilities.charset == .ascii && !$0.glyph.isASCII) }
    if let bad { Issue.record("a frame of \(frame.size) holds the glyph U+\(String(bad.glyph.value, radix: 16))") }
  }
  // A key may leave the screen; the rest of the script goes to a new one.
  while !terminal.isScriptDone {
    let loop = AppLoop(
      terminal: terminal,
      wake: {},
      theme: { _ in .dark },
      framesPerSecond: 60,
      now: { [unowned terminal] in terminal.now },
      writePicture: { _, _, _, _ in "wrote nothing" },
      makeScreen: makeScreen
    )
    loop.run(destination)
  }
  #expect(frames >= min(10, events / 50))
}

private func randomEvent(_ random: inout SplitMix64) -> InputEvent {
  let place = Point(Int.random(in: -2..<130, using: &random), Int.random(in: -2..<50, using: &random))
  switch Int.random(in: 0..<100, using: &random) {
  case 0..<3:
    let isLarge = Int.random(in: 0..<8, using: &random) == 0
    let size = Size(
      Int.random(in: 1...(isLarge ? 300 : 120), using: &random),
      Int.random(in: 1...(isLarge ? 100 : 40), using: &random)
    )
    return .resize(size)
  case 3..<20:
    let actions: [Mouse.Action] = [
      .press, .drag, .release, .move, .wheelUp, .wheelDown, .secondaryPress, .secondaryDrag,
    ]
    return .mouse(Mouse(actions.randomElement(using: &random) ?? .press, at: place))
  case 20..<55:
    let keys: [Key] = [
      .up, .down, .left, .right, .enter, .tab, .backTab, .backspace, .delete, .insert, .home, .end, .pageUp, .pageDown,
      .function(1), .function(5), .control("a"), .control("l"),
    ]
    return .key(keys.randomElement(using: &random) ?? .up)
  case 55:
    return .key(.escape)
  default:
    return .key(.character(Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &random))))
  }
}
