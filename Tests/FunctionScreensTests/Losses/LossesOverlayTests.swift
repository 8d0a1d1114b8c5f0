import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import FunctionScreens

/// What lies over a screen's panels, where it is longer than its box.
struct LossesOverlayTests {
  @Test(arguments: [Capabilities.full, .plain]) func aScreensOverlayIsShownToItsEndAndBack(_ capabilities: Capabilities)
  {
    var script = ScreenScript(LossesScreen(), size: Size(60, 20))
    for open in ["e", "?"] {
      script.type(open)
      let top = script.frame(capabilities)
      script.press(.end)
      let end = script.frame(capabilities)
      #expect(end != top)
      script.press(.down)
      script.press(.down)
      script.press(.pageDown)
      #expect(script.frame(capabilities) == end)
      script.press(.up)
      #expect(script.frame(capabilities) != end)
      script.press(.down)
      #expect(script.frame(capabilities) == end)
      script.press(.escape)
    }
  }

  @Test func aResizeKeepsTheScrollInTheText() {
    var script = ScreenScript(LossesScreen(), size: Size(60, 20))
    script.type("e")
    script.press(.end)
    script.resize(Size(60, 30))
    let end = script.frame()
    script.press(.up)
    #expect(script.frame() != end)
    script.press(.down)
    #expect(script.frame() == end)
  }
}
