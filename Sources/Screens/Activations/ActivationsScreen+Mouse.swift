import Plots
import Shell
import Terminal

extension ActivationsScreen {
  var layout: ActivationsLayout {
    ActivationsLayout(size, page: page, focused: focusedPanel, isZoomed: isZoomed)
  }

  mutating func handle(_ mouse: Mouse) -> [ScreenCommand<Effect>] {
    let layout = layout
    let panel = layout.panel(at: mouse.position)
    hovered = overlay.isOpen ? nil : x(at: mouse.position, layout)
    if overlayTakes(mouse) { return [] }
    switch mouse.action {
    case .press, .drag:
      if layout.controls.contains(mouse.position) { return pressControl(at: mouse.position, layout) }
      guard let panel else { return [] }
      focusedPanel = panel
      if let hovered {
        cursor = hovered
        placedCursor = hovered
      }
      if let layer = layer(at: mouse.position, layout) { return selectLayer(layer) }
      if panel == .table, mouse.action == .press, let index = tableRow(at: mouse.position, layout) {
        // A second press on the row selects or deselects it.
        if index == row { return toggle(index) }
        row = index
      }
    case .wheelUp, .wheelDown:
      let up = mouse.action == .wheelUp
      if layout.controls.contains(mouse.position) {
        return change(up: up)
      } else if let hovered {
        return zoomRange(into: up, around: hovered)
      } else if panel == .table {
        return move(up ? -1 : 1)
      } else if panel == .words {
        scrollWords(up ? -1 : 1)
      } else if panel == .histograms {
        return selectLayer(selectedLayer + (up ? -1 : 1))
      }
    case .move, .release, .secondaryPress, .secondaryDrag: break
    }
    return []
  }

  mutating func pressControl(at point: Point, _ layout: ActivationsLayout) -> [ScreenCommand<Effect>] {
    let controls = ActivationsControl.controls(page)
    if let index = controlLine.control(atColumn: point.x, in: layout.controls), controls.indices.contains(index) {
      focusedControl = controls[index]
    }
    return []
  }
}
