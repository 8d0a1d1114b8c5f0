import CCurses
import Terminal
import Testing

@testable import Curses

@Suite struct KeyDecoderTests {
  /// What one read of these characters, and nothing after, makes.
  private func events(_ text: String) -> [InputEvent] {
    var decoder = KeyDecoder()
    return text.unicodeScalars.flatMap { decoder.decode(.character($0.value)) } + decoder.decode(.end)
  }

  @Test(arguments: [
    ("a", Key.character("a")), ("é", .character("é")), (" ", .character(" ")), ("\r", .enter), ("\n", .enter),
    ("\t", .tab), ("\u{7F}", .backspace), ("\u{08}", .backspace), ("\u{03}", .control("c")), ("\u{1A}", .control("z")),
    ("\u{1B}", .escape),
  ])
  func characters(text: String, key: Key) { #expect(events(text) == [.key(key)]) }

  @Test(arguments: [
    ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[1;5C", .right), ("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp),
    ("\u{1B}[Z", .backTab), ("\u{1B}[[A", .function(1)), ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)),
    ("\u{1B}OP", .function(1)), ("\u{1B}[H", .home), ("\u{1B}OF", .end),
  ])
  func sequencesThatTerminfoDoesNotKnow(text: String, key: Key) { #expect(events(text) == [.key(key)]) }

  @Test func keysOfNcurses() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(.key(Int(CCURSES_KEY_LEFT))) == [.key(.left)])
    #expect(decoder.decode(.key(Int(CCURSES_KEY_FUNCTION) + 12)) == [.key(.function(12))])
    #expect(decoder.decode(.key(Int(CCURSES_KEY_FUNCTION) + 13)).isEmpty)
    #expect(decoder.decode(.key(Int(CCURSES_KEY_OTHER))).isEmpty)
  }

  @Test func altWithAKeyIsNeitherEscapeNorTheKey() { #expect(events("\u{1B}q").isEmpty) }

  @Test func unknownSequencesTypeNothing() {
    #expect(events("\u{1B}[200~q") == [.key(.character("q"))])
    #expect(events("\u{1B}[?62;4c").isEmpty)
    #expect(events("\u{1C}\u{00}").isEmpty)
  }

  @Test func twoEscapesAreTwoKeys() { #expect(events("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)]) }

  @Test func anUnfinishedSequenceDoesNotSwallowTheNextKey() {
    var decoder = KeyDecoder()
    for unit in [KeyDecoder.Unit.character(0x1B), .character(0x5B), .end] { #expect(decoder.decode(unit).isEmpty) }
    #expect(decoder.decode(.character(0x71)) == [.key(.character("q"))])
  }

  @Test func leftButtonPressDragRelease() {
    #expect(
      events("\u{1B}[<0;10;5M\u{1B}[<32;11;5M\u{1B}[<0;11;5m") == [
        .mouse(Mouse(.press, at: Point(9, 4))), .mouse(Mouse(.drag, at: Point(10, 4))),
        .mouse(Mouse(.release, at: Point(10, 4))),
      ]
    )
  }

  @Test func rightButtonWheelAndMotion() {
    #expect(
      events("\u{1B}[<2;1;1M\u{1B}[<34;2;1M\u{1B}[<2;2;1m\u{1B}[<64;3;300M\u{1B}[<65;3;3M\u{1B}[<35;7;8M") == [
        .mouse(Mouse(.secondaryPress, at: Point(0, 0))), .mouse(Mouse(.secondaryDrag, at: Point(1, 0))),
        .mouse(Mouse(.wheelUp, at: Point(2, 299))), .mouse(Mouse(.wheelDown, at: Point(2, 2))),
        .mouse(Mouse(.move, at: Point(6, 7))),
      ]
    )
  }

  @Test func aMouseReportCutInTwoIsOneEvent() {
    var decoder = KeyDecoder()
    var found: [InputEvent] = decoder.decode(.key(Int(CCURSES_KEY_MOUSE_SGR)))
    for scalar in "0;4".unicodeScalars { found += decoder.decode(.character(scalar.value)) }
    found += decoder.decode(.end)
    #expect(found.isEmpty)
    for scalar in "2;7M".unicodeScalars { found += decoder.decode(.character(scalar.value)) }
    #expect(found == [.mouse(Mouse(.press, at: Point(41, 6)))])
  }

  @Test func oldMouseReports() {
    var decoder = KeyDecoder()
    var found = decoder.decode(.key(Int(CCURSES_KEY_MOUSE_X10)))
    for value: UInt32 in [32, 33 + 9, 33 + 4] { found += decoder.decode(.character(value)) }
    found += decoder.decode(.key(Int(CCURSES_KEY_MOUSE_X10)))
    for value: UInt32 in [35, 33 + 9, 33 + 4] { found += decoder.decode(.character(value)) }
    #expect(found == [.mouse(Mouse(.press, at: Point(9, 4))), .mouse(Mouse(.release, at: Point(9, 4)))])
  }

  @Test func malformedMouseReportsAreDropped() {
    #expect(events("\u{1B}[<0;0;5M").isEmpty)
    #expect(events("\u{1B}[<;;M").isEmpty)
    #expect(events("\u{1B}[<0;99999999999999999999;1M").isEmpty)
    #expect(events("\u{1B}[<0;1;1;1Mq") == [.key(.character("q"))])
  }
}
