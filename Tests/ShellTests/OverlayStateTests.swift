import Plots
import Terminal
import TestSupport
import Testing

@testable import Shell

@Suite
struct OverlayStateTests {
  private let extent = ScrollExtent(rows: 30, room: 10)

  private func opened(_ kind: OverlayState.Kind, _ keys: Key...) -> OverlayState {
    var state = OverlayState()
    state.open(kind)
    for key in keys { _ = state.handle(key, extent) }
    return state
  }

  @Test func scrollsByRowsPagesAndToTheEnds() {
    #expect(opened(.explain, .down, .down, .up).scroll == 1)
    #expect(opened(.explain, .character("j"), .character("j"), .character("k")).scroll == 1)
    #expect(opened(.explain, .pageDown).scroll == 9)
    #expect(opened(.explain, .pageDown, .pageUp).scroll == 0)
    #expect(opened(.explain, .end).scroll == 20)
    #expect(opened(.help, .end, .home).scroll == 0)
    #expect(opened(.explain, .up).scroll == 0)
  }

  @Test func oneKeyBackMovesAtOnceAfterTooManyForward() {
    var state = opened(.explain)
    for _ in 0..<100 { _ = state.handle(.down, extent) }
    #expect(state.scroll == 20)
    _ = state.handle(.up, extent)
    #expect(state.scroll == 19)
    for _ in 0..<100 { _ = state.handle(Mouse(.wheelDown, at: Point(0, 0)), extent) }
    _ = state.handle(Mouse(.wheelUp, at: Point(0, 0)), extent)
    #expect(state.scroll == 19)
  }

  @Test func keysGoOnFromWhatIsShownWhenTheBoxHasGrown() {
    var state = opened(.explain, .end)
    _ = state.handle(.up, ScrollExtent(rows: 30, room: 25))
    #expect(state.scroll == 4)
  }

  @Test func keysThatScrollNothingCloseTheHelpAsItSays() {
    let whole = ScrollExtent(rows: 5, room: 10)
    for key in [Key.down, .up, .pageDown, .home, .end, .character("x")] {
      var state = opened(.help)
      let isTaken = state.handle(key, whole)
      #expect(isTaken && !state.isOpen)
    }
  }

  @Test func explanationsLetKeysThroughThatSteer() {
    var state = opened(.explain)
    let takesSpace = state.handle(.character(" "), extent)
    let takesEnd = state.handle(.end, ScrollExtent(rows: 5, room: 10))
    #expect(!takesSpace && !takesEnd && state.isOpen)
    let takesLetter = state.handle(.character("e"), extent)
    #expect(takesLetter && !state.isOpen)
    let takesEscape = state.handle(.escape, extent)
    #expect(!takesEscape)
    #expect(opened(.help, .character("e")).kind == .explain)
    for key in [Key.escape, .enter, .character("q"), .character("?")] { #expect(!opened(.explain, key).isOpen) }
  }

  @Test func theMouseClosesByAClickAndIsKeptFromWhatLiesBelow() {
    var state = opened(.help)
    let takesMove = state.handle(Mouse(.move, at: Point(3, 3)), extent)
    #expect(takesMove && state.isOpen)
    let takesPress = state.handle(Mouse(.press, at: Point(3, 3)), extent)
    #expect(takesPress && !state.isOpen)
    let takesNext = state.handle(Mouse(.press, at: Point(3, 3)), extent)
    #expect(!takesNext)
  }

  // MARK: Text

  @Test func signsHaveRoomForTheirSpelling() {
    let text = StyledText("σ of η ≥ 1 → ∞ and so on")
    let rows = text.wrapped(width: 16, forSpelling: true)
    #expect(rows.map { $0.spelledInASCII.string } == ["sigma of eta >=", "1 -> inf and so", "on"])
    #expect("e⁻ˣ f′² 2·10¹⁰ ±1/√n".spelledInASCII == "e^-x f′^2 2·10^10 +-1/sqrt n")
    #expect(StyledText("∞∞").wrapped(width: 3, indent: 2, forSpelling: true).map(\.string).joined().contains("∞"))
  }
}
