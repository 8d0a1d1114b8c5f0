import Plots
import Terminal

/// A screen whose panels help and explanations can lie over.
public protocol OverlaidScreen {
  /// What lies there.
  var overlay: OverlayState { get set }
  /// The window.
  var size: Size { get }
  /// Where a box is drawn in a window.
  func overlayRegion(_ size: Size) -> Rect
  /// The keys.
  var helpOverlay: HelpOverlay { get }
  /// What is happening, with the numbers of now; nil where there is nothing to explain yet.
  var explainOverlay: ScrollingText? { get }
  /// What has happened and needs an answer; nil for nothing.
  var messageOverlay: ScrollingText? { get }
}

extension OverlaidScreen {
  /// The message overlay.
  public var messageOverlay: ScrollingText? { nil }

  /// The overlay region.
  public func overlayRegion(_ size: Size) -> Rect { ScreenFrame.regions(size, hasControls: true).body }

  /// The text of what is open, where it is one.
  private var overlayText: ScrollingText? {
    switch overlay.kind {
    case .explain: explainOverlay
    case .message: messageOverlay
    case .help, nil: nil
    }
  }

  private var overlayExtent: ScrollExtent {
    let region = overlayRegion(size)
    if overlay.kind == .help { return helpOverlay.extent(in: region) }
    return overlayText?.extent(in: region) ?? ScrollExtent(rows: 0, room: 0)
  }

  /// Whether what lies over the panels took a key.
  public mutating func overlayTakes(_ key: Key) -> Bool {
    guard overlay.isOpen else { return false }
    let isTaken = overlay.handle(key, overlayExtent)
    // From the help `e` leads on only where there is something to explain.
    if isTaken, overlay.kind == .explain, explainOverlay == nil { overlay.close() }
    return isTaken
  }

  /// Whether what lies over the panels took what the mouse did.
  public mutating func overlayTakes(_ mouse: Mouse) -> Bool { overlay.isOpen && overlay.handle(mouse, overlayExtent) }

  /// The draw overlay.
  public func drawOverlay(of buffer: inout Buffer, look: Look) {
    let region = overlayRegion(buffer.size)
    if overlay.kind == .help {
      var help = helpOverlay
      help.scroll = overlay.scroll
      help.draw(in: region, of: &buffer, look: look)
    } else if var text = overlayText {
      text.scroll = overlay.scroll
      text.draw(in: region, of: &buffer, look: look)
    }
  }
}
