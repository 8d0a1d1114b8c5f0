import Terminal

/// What the page in front consists of, asked of the screen once: making settings, keys and places is a good part of what a
/// frame costs, and the settings' line, the hint line and the panels each need them.
struct PageParts<S: Screen> {
  /// The settings of the page.
  let settings: [Setting<S>]
  /// The page's panels and where they are while none is zoomed.
  let layout: [PlacedPanel<S.PanelID>]
  /// The screen's own keys that do something now.
  let ownBindings: [Binding<S>]

  /// The parts of a screen as it stands.
  init(_ screen: S) {
    self.init(screen, settings: screen.settings, layout: screen.layout(in: screen.regions.body))
  }

  /// The parts of a screen whose settings and layout are known.
  init(_ screen: S, settings: [Setting<S>], layout: [PlacedPanel<S.PanelID>]) {
    self.settings = settings
    self.layout = layout
    var own = screen.bindings.filter { $0.isEnabled(screen) }
    for index in own.indices { own[index].isOwn = true }
    ownBindings = own
  }

  /// The panels that the focus goes through.
  var focusable: [S.PanelID] { PlacedPanel.focusable(in: layout) }

  /// Whether the screen's own keys want this one.
  func takes(_ key: Key) -> Bool { ownBindings.contains { $0.keys.contains(key) } }
}
