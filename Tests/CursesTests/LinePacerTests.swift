import Testing

@testable import Curses

@Suite struct LinePacerTests {
  private let start = ContinuousClock.now

  @Test func aFrameWaitsUntilTheLastOneIsShown() {
    var pacer = LinePacer(asks: true)
    #expect(pacer.due(at: start) == nil)
    pacer.sent(5000, at: start)
    #expect(pacer.due(at: start) != nil)
    pacer.answered(at: start)
    #expect(pacer.habit == .answers)
    #expect(pacer.due(at: start) == nil)
  }

  @Test func aTerminalThatAnswersIsWaitedForOnAVerySlowLine() {
    var pacer = LinePacer(asks: true)
    pacer.sent(100, at: start)
    pacer.answered(at: start)
    // 20 kB at 2.4 kB/s: 8.3 s.
    pacer.sent(20_000, at: start)
    pacer.pass(start + .seconds(9))
    #expect(pacer.due(at: start + .seconds(9)) != nil)
    // An answer that was lost does not end the frames.
    pacer.pass(start + .seconds(31))
    #expect(pacer.due(at: start + .seconds(31)) == nil)
    #expect(pacer.habit == .answers)
  }

  @Test func silenceIsPacedByBytes() {
    var pacer = LinePacer(asks: true)
    pacer.sent(10_000, at: start)
    #expect(pacer.due(at: start) == start + .milliseconds(1100))
    pacer.pass(start + .milliseconds(1100))
    #expect(pacer.habit == .silent)
    let later = start + .seconds(2)
    pacer.sent(10_000, at: later)
    #expect(pacer.due(at: later) == later + .milliseconds(100))
    #expect(pacer.due(at: later + .milliseconds(100)) == nil)
    // One answer, and it is believed again.
    pacer.answered(at: later)
    #expect(pacer.habit == .answers)
  }

  @Test func aTerminalThatDoesNotKnowTheQuestionIsPacedByBytesFromTheStart() {
    var pacer = LinePacer(asks: false)
    pacer.sent(1000, at: start)
    #expect(pacer.due(at: start) == start + .milliseconds(10))
  }

  @Test func whatIsForgottenIsNotWaitedFor() {
    var pacer = LinePacer(asks: true)
    pacer.sent(10_000, at: start)
    pacer.reset()
    #expect(pacer.due(at: start) == nil)
  }

  @Test func framesThatNobodyAskedForAreShortOnASlowLine() {
    var pacer = LinePacer(asks: true)
    #expect(pacer.frameLimit == nil)
    // 20 kB a second: 3 kB in 0.15 s.
    pacer.sent(10_000, at: start)
    pacer.answered(at: start + .milliseconds(500))
    #expect(pacer.frameLimit == 3000)
    // A frame of few bytes says nothing, and the best of the last ones counts.
    pacer.sent(20, at: start + .seconds(1))
    pacer.answered(at: start + .milliseconds(1100))
    #expect(pacer.frameLimit == 3000)
    pacer.sent(20_000, at: start + .seconds(2))
    pacer.answered(at: start + .milliseconds(2010))
    #expect(pacer.frameLimit == nil)
  }
}
