import Testing

@testable import Shell

@Suite
struct LadderTests {
  @Test func stepsGoThroughOneTwoAndFive() {
    #expect(Ladder.step125(1, up: true, in: 1e-5...1000) == 2)
    #expect(Ladder.step125(2, up: true, in: 1e-5...1000) == 5)
    #expect(Ladder.step125(0.3, up: true, in: 1e-5...1000) == 0.5)
    #expect(Ladder.step125(0.3, up: false, in: 1e-5...1000) == 0.2)
    #expect(Ladder.step125(1000, up: true, in: 1e-5...1000) == 1000)
    #expect(Ladder.step125(700, up: true, in: 1e-5...800) == 800)
  }

  /// A value beyond the range goes to the end that lies in the direction asked for, never to the far one.
  @Test(arguments: [(1e6, false, 1000.0), (1e6, true, 1e6), (0, true, 1e-5), (0, false, 0), (1e-9, true, 1e-5)])
  func valuesBeyondTheRangeGoToItsNearEnd(value: Double, up: Bool, next: Double) {
    #expect(Ladder.step125(value, up: up, in: 1e-5...1000) == next)
  }
}
