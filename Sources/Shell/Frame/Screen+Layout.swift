import Plots
import Terminal

extension Screen {
  /// Where the parts of a screen are in a window.
  var regions: ShellRegions {
    let frame = ScreenFrame.regions(shell.size, hasControls: shell.hasSettings)
    let hasPages = Page.allCases.count > 1
    let rows = frame.body.rows(.fixed(hasPages ? 1 : 0), .share(1))
    return ShellRegions(pages: rows[0], body: rows[1], controls: frame.controls)
  }

  /// The panels as they are shown.
  public var panels: [PlacedPanel<PanelID>] { panels(layout(in: regions.body)) }

  /// The panels as they are shown, from the page's layout.
  func panels(_ layout: [PlacedPanel<PanelID>]) -> [PlacedPanel<PanelID>] {
    guard shell.isZoomed else { return layout.filter { !$0.region.isEmpty } }
    let below = layout.filter { $0.standing == .below && !$0.region.isEmpty }
    var zoomed = regions.body
    // No key paths: in generic code they are made anew at each call.
    zoomed.height = (below.map { $0.region.y }.min() ?? zoomed.maxY) - zoomed.y
    return [PlacedPanel(shell.panel, zoomed)] + below
  }

  /// The panels of the page that the focus goes through, also those that are seen only when they have it.
  var focusablePanels: [PanelID] { PlacedPanel.focusable(in: layout(in: regions.body)) }

  /// The room that panels have.
  public var body: Rect { regions.body }

  /// A panel's border with its title, marked where it is focused.
  public func frame(
    _ panel: PanelID,
    _ title: String,
    figure: String = "",
    role: Role = .accent,
    footer: String = "",
    padding: Int = 0
  ) -> Panel {
    Panel(
      title: title,
      figure: figure,
      figureRole: role,
      footer: footer,
      isFocused: shell.panel == panel,
      padding: padding
    )
  }

  /// The setting that keys change; nil on a page without settings.
  public var focusedSetting: Setting<Self>? {
    let settings = settings
    return focusedIndex(in: settings).map { settings[$0] }
  }

  /// The place of the focused setting among those of the page.
  func focusedIndex(in settings: [Setting<Self>]) -> Int? {
    guard !settings.isEmpty else { return nil }
    return settings.firstIndex { $0.label == shell.focusedSettings[shell.page] } ?? 0
  }

  /// Keeps what the shell remembers true of the panels that there are, and tells what the page consists of.
  @discardableResult
  mutating func settle() -> PageParts<Self> {
    let settings = settings
    shell.hasSettings = !settings.isEmpty
    let layout = layout(in: regions.body)
    let isMoved = settleFocus(layout)
    return isMoved ? PageParts(self) : PageParts(self, settings: settings, layout: layout)
  }

  /// Tells the screen of another focus, and moves it from a panel that is gone; true where that may have changed the page.
  mutating func settleFocus(_ layout: [PlacedPanel<PanelID>]) -> Bool {
    let isNew = shell.panel != shell.toldPanel
    if isNew {
      shell.toldPanel = shell.panel
      focused(shell.panel)
    }
    let panels = PlacedPanel.focusable(in: isNew ? self.layout(in: regions.body) : layout)
    guard !panels.contains(shell.panel), let first = panels.first, !shell.isZoomed else { return isNew }
    shell.panel = first
    shell.toldPanel = first
    return true
  }

  /// Brings a page to the front.
  public mutating func turn(to page: Page, openedFrom opener: Page? = nil) -> [Command] {
    if let opener { shell.openers.append(opener) } else { shell.openers = [] }
    guard page != shell.page else { return [] }
    let old = shell.page
    shell.panelsOfPages[old] = shell.panel
    shell.page = page
    shell.isZoomed = false
    shell.pointer = nil
    shell.overlay.scrollToTop()
    if let panel = shell.panelsOfPages[page] { shell.panel = panel }
    settle()
    return turned(from: old)
  }
}

/// Where the parts of a screen are in a window.
struct ShellRegions {
  /// The row of pages, empty where there is one.
  var pages: Rect
  /// The panels.
  var body: Rect
  /// The settings' line, empty where there are none.
  var controls: Rect
}
