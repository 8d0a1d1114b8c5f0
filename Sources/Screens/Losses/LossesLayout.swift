import Terminal

/// Where the losses screen's panels are in a window; view and mouse share it.
struct LossesLayout {
  let controls: Rect
  private(set) var places: [(kind: LossesScreen.PanelKind, region: Rect)] = []

  init(_ size: Size, page: LossesScreen.Page, zoomed: LossesScreen.PanelKind?) {
    let regions = ScreenFrame.regions(size, hasControls: true)
    controls = regions.controls
    let body = regions.body
    if let zoomed {
      places = [(zoomed == .third && page != .softmax ? .value : zoomed, body)]
      return
    }
    let isTall = body.height > 30
    // So large a window has room for the derivation that e shows.
    let isVast = body.height >= 45 && body.width >= 150
    if page == .softmax {
      let rows = body.rows(.share(1), isTall ? .atLeast(13, share: 0.5) : .fixed(min(8, body.height / 2)))
      let top = rows[0].columns(.share(1), .share(1), .share(1))
      places = [(.value, top[0]), (.derivative, top[1]), (.third, top[2])]
      if isVast {
        let bottom = rows[1].columns(.share(1), .share(1), .share(1.4))
        places += [(.table, bottom[0]), (.words, bottom[1]), (.derivation, bottom[2])]
      } else if isTall, body.width >= 100 {
        let bottom = rows[1].columns(.share(1), .share(1))
        places += [(.table, bottom[0]), (.words, bottom[1])]
      } else {
        places.append((.words, rows[1]))
      }
      return
    }
    if isVast {
      let rows = body.rows(.share(1), .fixed(30))
      let top = rows[0].columns(.share(1), .share(1))
      let bottom = rows[1].columns(.share(1), .share(1))
      let left = bottom[0].rows(.fixed(9), .share(1))
      places = [
        (.value, top[0]), (.derivative, top[1]), (.table, left[0]), (.words, left[1]), (.derivation, bottom[1]),
      ]
      return
    }
    // The table has five rows and a header; its formulas want a little more than half of a wide window.
    let rows = body.rows(.share(1), .fixed(isTall ? 11 : min(9, body.height / 2)))
    let top = rows[0].columns(.share(1), .share(1))
    let bottom = rows[1].columns(.share(body.width >= 110 ? 1.1 : 1), .share(body.width >= 110 ? 1 : 1.2))
    places = [(.value, top[0]), (.derivative, top[1]), (.table, bottom[0]), (.words, bottom[1])]
  }

  /// A panel's region with its border; empty when it is not shown.
  subscript(_ kind: LossesScreen.PanelKind) -> Rect {
    places.first { $0.kind == kind }?.region ?? Rect(x: 0, y: 0, width: 0, height: 0)
  }

  /// The panel under a cell.
  func panel(at point: Point) -> LossesScreen.PanelKind? { places.first { $0.region.contains(point) }?.kind }
}
