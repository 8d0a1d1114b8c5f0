import CCurses
import Terminal
import Testing

@testable import Curses

@Suite struct KeyDecoderTests {
  /// What one read of these characters, and nothing after, makes.
  private func events(_ text: String) -> [InputEvent] { events(reads: [text]) }

  /// What several reads make, with nothing for a long time after the last.
  private func events(reads: [String]) -> [InputEvent] { inputs(of: arrivals(reads: reads)) }

  private func arrivals(reads: [String]) -> [KeyDecoder.Arrival] {
    var decoder = KeyDecoder()
    return reads.flatMap { text in
      text.unicodeScalars.flatMap { decoder.decode(.character($0.value)) } + decoder.decode(.end)
    } + decoder.decode(.lapse)
  }

  private func inputs(of arrivals: [KeyDecoder.Arrival]) -> [InputEvent] {
    arrivals.compactMap { if case .input(let event) = $0 { event } else { nil } }
  }

  private func replies(_ text: String) -> [TerminalReply] {
    arrivals(reads: [text]).compactMap { if case .reply(let reply) = $0 { reply } else { nil } }
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
    #expect(events("\u{1B}[?62;4c").isEmpty)
    #expect(events("\u{1C}\u{00}").isEmpty)
  }

  @Test func twoEscapesAreTwoKeys() { #expect(events("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)]) }

  @Test(arguments: [
    "\u{1B}[24;80R", "\u{1B}[?62;4c", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}P1+r524742\u{1B}\\",
  ])
  func escapeBeforeAnAnswerIsAKey(answer: String) {
    #expect(events("\u{1B}" + answer) == [.key(.escape)])
    #expect(events("\u{1B}" + answer + "q") == [.key(.escape), .key(.character("q"))])
  }

  @Test func escapeBeforeAMouseReportIsAKey() {
    let events = events("\u{1B}\u{1B}[<0;5;3M")
    #expect(events.first == .key(.escape) && events.count == 2)
  }

  @Test func anUnfinishedSequenceDoesNotSwallowTheNextKey() {
    var decoder = KeyDecoder()
    for unit in [KeyDecoder.Unit.character(0x1B), .character(0x5B), .end] { #expect(decoder.decode(unit).isEmpty) }
    #expect(decoder.patience == .milliseconds(500))
    #expect(decoder.decode(.lapse).isEmpty)
    #expect(decoder.patience == nil)
    #expect(decoder.decode(.character(0x71)) == [.key(.character("q"))])
  }

  @Test(arguments: ["\u{1B}\u{1B}[A", "\u{1B}\u{1B}OA", "\u{1B}[1;3A"])
  func altWithAnArrowIsTheArrow(text: String) { #expect(events(text) == [.key(.up)]) }

  @Test func altWithAnArrowThatNcursesKnows() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(.character(0x1B)).isEmpty)
    #expect(decoder.decode(.key(Int(CCURSES_KEY_UP))) == [.key(.up)])
  }

  @Test func theNumericKeypad() {
    let typed = "jklmnopqrstuvwxy".map { "\u{1B}O\($0)" }.joined()
    #expect(events(typed) == "*+,-./0123456789".unicodeScalars.map { .key(.character($0)) })
    #expect(events("\u{1B}OM\u{1B}OX") == [.key(.enter), .key(.character("="))])
  }

  /// A sequence that a slow line cuts in two, at every place. An escape alone is told after a while, since it is a key.
  @Test(arguments: [
    "\u{1B}[<0;10;5M", "\u{1B}[M !!", "\u{1B}[A", "\u{1B}OA", "\u{1B}[15~", "\u{1B}[1;5C",
    "\u{1B}]11;rgb:00/00/00\u{1B}\\",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[?64;1c", "\u{1B}[1;1R", "\u{1B}[200~q\u{1B}[201~",
  ])
  func aSequenceCutAnywhereFiresNoOtherKey(text: String) {
    let whole = events(text)
    for cut in 1..<text.unicodeScalars.count {
      let place = text.unicodeScalars.index(text.unicodeScalars.startIndex, offsetBy: cut)
      let found = events(reads: [String(text[..<place]), String(text[place...])])
      let isString = text.hasPrefix("\u{1B}]") || text.hasPrefix("\u{1B}P")
      if cut == 1, !isString {
        #expect(found == [.key(.escape)] + whole, "cut after \(cut)")
      } else if cut > 1 {
        #expect(found == whole, "cut after \(cut)")
      }
    }
  }

  @Test func whatFollowsAnEscapeLaterIsAKey() {
    #expect(events(reads: ["\u{1B}", "["]) == [.key(.escape), .key(.character("["))])
    #expect(events(reads: ["\u{1B}", "[["]) == [.key(.escape), .key(.character("[")), .key(.character("["))])
    #expect(events(reads: ["\u{1B}", "O", "A"]) == [.key(.escape), .key(.character("O")), .key(.character("A"))])
    #expect(events(reads: ["\u{1B}", "q"]) == [.key(.escape), .key(.character("q"))])
  }

  @Test func pastedTextIsNoKeys() {
    #expect(events("\u{1B}[200~q\rls é\u{1B}[201~x") == [.paste("q\nls é"), .key(.character("x"))])
    #expect(events("\u{1B}[200~\u{1B}[201~").isEmpty)
    // Escape sequences in the text are only letters, and the end may never come.
    #expect(events("\u{1B}[200~a\u{1B}[31mb\u{1B}[201~") == [.paste("a[31mb")])
    #expect(events("\u{1B}[200~q") == [.paste("q")])
    #expect(events(reads: ["\u{1B}[200~a", "b\u{1B}[20", "1~"]) == [.paste("ab")])
  }

  @Test func pastedTextMayBeLong() {
    let text = String(repeating: "0123456789", count: 10_000)
    #expect(events("\u{1B}[200~\(text)\u{1B}[201~") == [.paste(String(text.prefix(65_536)))])
  }

  @Test func longAnswersAreNoKeys() {
    let parameters = String(repeating: ";22", count: 200)
    #expect(events("\u{1B}[?64\(parameters)cq") == [.key(.character("q"))])
    #expect(replies("\u{1B}[?64;1;2;6;9;15;16;17;18;21;22;28c") == [.attributes])
  }

  @Test func answersAreNoKeys() {
    #expect(replies("\u{1B}[1;1R") == [.position])
    #expect(replies("\u{1B}[24;80R") == [.position])
    #expect(events("\u{1B}[1;1R").isEmpty)
    // F3 with Shift looks like it.
    #expect(events("\u{1B}[1;2R") == [.key(.function(3))])
    #expect(replies("\u{1B}[?64;1;2;6c") == [.attributes])
    #expect(replies("\u{1B}]11;rgb:fafa/fafa/f7f7\u{07}") == [.background(Color(hex: 0xFAFAF7))])
    #expect(replies("\u{1B}]11;rgb:ff/80/00\u{1B}\\") == [.background(Color(hex: 0xFF8000))])
    #expect(replies("\u{1B}P1$r0;48:2::1:2:3m\u{1B}\\") == [.rendition("0;48:2::1:2:3")])
    #expect(replies("\u{1B}P1+r524742=38\u{1B}\\") == [.capability("524742", isPresent: true)])
    #expect(replies("\u{1B}P0+r524742\u{1B}\\") == [.capability("524742", isPresent: false)])
    #expect(events("\u{1B}]52;c;cXE=\u{07}\u{1B}[?997;1n\u{1B}[?2026;2$y").isEmpty)
    #expect(replies("\u{1B}]11;rgb:zz/00/00\u{07}\u{1B}]11;?\u{07}").isEmpty)
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
    var found = decoder.decode(.key(Int(CCURSES_KEY_MOUSE_SGR)))
    for scalar in "0;4".unicodeScalars { found += decoder.decode(.character(scalar.value)) }
    found += decoder.decode(.end)
    #expect(found.isEmpty)
    for scalar in "2;7M".unicodeScalars { found += decoder.decode(.character(scalar.value)) }
    #expect(inputs(of: found) == [.mouse(Mouse(.press, at: Point(41, 6)))])
  }

  @Test func oldMouseReports() {
    var decoder = KeyDecoder()
    var found = decoder.decode(.key(Int(CCURSES_KEY_MOUSE_X10)))
    for value: UInt32 in [32, 33 + 9, 33 + 4] { found += decoder.decode(.character(value)) }
    found += decoder.decode(.key(Int(CCURSES_KEY_MOUSE_X10)))
    for value: UInt32 in [35, 33 + 9, 33 + 4] { found += decoder.decode(.character(value)) }
    #expect(inputs(of: found) == [.mouse(Mouse(.press, at: Point(9, 4))), .mouse(Mouse(.release, at: Point(9, 4)))])
  }

  @Test func malformedMouseReportsAreDropped() {
    #expect(events("\u{1B}[<0;0;5M").isEmpty)
    #expect(events("\u{1B}[<;;M").isEmpty)
    #expect(events("\u{1B}[<0;99999999999999999999;1M").isEmpty)
    #expect(events("\u{1B}[<0;1;1;1Mq") == [.key(.character("q"))])
  }
}
