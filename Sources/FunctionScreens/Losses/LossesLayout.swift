import Shell
import Terminal

extension LossesScreen {
  /// Where the panels of the page are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    let isTall = body.height > 30
    // So large a window has room for the derivation that e shows.
    let isVast = body.height >= 45 && body.width >= 150
    return page == .softmax
      ? bars(in: body, isTall: isTall, isVast: isVast) : curves(in: body, isTall: isTall, isVast: isVast)
  }

  private func bars(in body: Rect, isTall: Bool, isVast: Bool) -> [PlacedPanel<PanelID>] {
    let rows = body.rows(.share(1), isTall ? .atLeast(13, share: 0.5) : .fixed(min(8, body.height / 2)))
    let top = rows[0].columns(.share(1), .share(1), .share(1))
    let bars = [PlacedPanel(PanelID.value, top[0]), .init(.derivative, top[1]), .init(.third, top[2])]
    if isVast {
      let bottom = rows[1].columns(.share(1), .share(1), .share(1.4))
      return bars + [.init(.table, bottom[0]), .init(.words, bottom[1]), .init(.derivation, bottom[2])]
    }
    if isTall, body.width >= 100 {
      let bottom = rows[1].columns(.share(1), .share(1))
      return bars + [.init(.table, bottom[0]), .init(.words, bottom[1])]
    }
    return bars + [.init(.words, rows[1])]
  }

  private func curves(in body: Rect, isTall: Bool, isVast: Bool) -> [PlacedPanel<PanelID>] {
    // The table has five rows and a header; its formulas want a little more than half of a wide window.
    let rows = body.rows(.share(1), .fixed(isVast ? 30 : isTall ? 11 : min(9, body.height / 2)))
    let top = rows[0].columns(.share(1), .share(1))
    let plots = [PlacedPanel(PanelID.value, top[0]), .init(.derivative, top[1])]
    if isVast {
      let bottom = rows[1].columns(.share(1), .share(1))
      let left = bottom[0].rows(.fixed(9), .share(1))
      return plots + [.init(.table, left[0]), .init(.words, left[1]), .init(.derivation, bottom[1])]
    }
    let bottom = rows[1].columns(.share(body.width >= 110 ? 1.1 : 1), .share(body.width >= 110 ? 1 : 1.2))
    return plots + [.init(.table, bottom[0]), .init(.words, bottom[1])]
  }
}
