import Lessons
import Terminal

/// What the shell keeps for a screen, whatever the screen is about.
public struct ShellState<Page: ScreenPage, PanelID: Hashable & Sendable>: Hashable, Sendable {
  /// The window.
  public internal(set) var size = Size(80, 24)
  /// The page in front.
  public internal(set) var page: Page
  /// The pages that opened the one in front, the last one last: back leads there.
  var openers: [Page] = []
  /// The panel that arrows and zoom are about.
  public internal(set) var panel: PanelID
  /// The panel that the screen knows to be focused.
  var toldPanel: PanelID
  /// The panels of other pages to go back to.
  var panelsOfPages: [Page: PanelID] = [:]
  /// Whether the focused panel fills the window.
  public internal(set) var isZoomed = false
  /// Whether the page in front has settings, and so a line for them.
  var hasSettings = true
  /// The names of the focused settings.
  var focusedSettings: [Page: String] = [:]
  /// What lies over the panels.
  public var overlay = OverlayState()
  /// The lesson that the screen stands in, with what is done of it; nil outside the course.
  public var lesson: TaskTracker?
  /// Something to say once, in place of the keys, until the next key.
  public var notice: String?
  /// The cell under the mouse, while it reads values; nil once a key is pressed.
  public internal(set) var pointer: Point?
  /// A text that is being typed; while there is one all letters are its own.
  public var editor: LineEditor?
  /// What was typed before, by what it was for.
  var typed: [String: [String]] = [:]

  /// The state before the first event.
  public init(page: Page, panel: PanelID) {
    self.page = page
    self.panel = panel
    toldPanel = panel
  }

  /// Focuses a setting of the page in front by its name.
  public mutating func focusSetting(_ name: String) { focusedSettings[page] = name }

  /// Focuses a panel of the page in front.
  public mutating func focus(_ panel: PanelID) { self.panel = panel }

  /// Zooms the focused panel, or not.
  public mutating func setZoomed(_ isZoomed: Bool) { self.isZoomed = isZoomed }
}

extension ShellState where Page == OnlyPage {
  /// The state of a screen with one page.
  public init(panel: PanelID) { self.init(page: .only, panel: panel) }
}
