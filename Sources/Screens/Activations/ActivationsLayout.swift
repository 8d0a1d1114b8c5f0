import NeuralNet
import Plots
import Shell
import Terminal

/// Where the activations screen's panels are in a window; view and mouse share it.
struct ActivationsLayout {
  typealias PanelKind = ActivationsScreen.PanelKind
  let controls: Rect
  private var places: [PanelKind: Rect] = [:]

  init(_ size: Size, page: ActivationsScreen.Page, focused: PanelKind, isZoomed: Bool) {
    let regions = ScreenFrame.regions(size, hasControls: true)
    controls = regions.controls
    if isZoomed {
      places[focused] = regions.body
      return
    }
    switch page {
    case .curves: placeCurves(regions.body)
    case .depth: placeDepth(regions.body, focused: focused)
    }
  }

  /// The widest windows have a table with every column under all else; wide ones have the plots one above the other, so that
  /// their x line up, and the words beside them.
  private mutating func placeCurves(_ body: Rect) {
    if body.width >= 170, body.height >= 40 {
      let tableHeight = Activation.all.count + 3
      let rows = body.rows(.share(1), .fixed(tableHeight))
      let top = rows[0].columns(.share(1), .share(1), .atLeast(50, share: 0.7))
      places = [.values: top[0], .slopes: top[1], .about: top[2], .table: rows[1]]
    } else if body.width >= 110, body.height >= 26 {
      let columns = body.columns(.share(1.1), .atLeast(56, share: body.width >= 160 ? 1.1 : 0.9))
      let plots = columns[0].rows(.share(1), .share(1))
      let words = columns[1].rows(.atLeast(min(18, body.height / 2), share: 0.4), .share(1))
      places = [.values: plots[0], .slopes: plots[1], .table: words[0], .about: words[1]]
    } else {
      let rows = body.rows(.share(1.25), .atLeast(8, share: 1))
      let plots = rows[0].columns(.share(1), .share(1))
      let words = rows[1].columns(.share(1.5), .atLeast(28, share: 1))
      places = [.values: plots[0], .slopes: plots[1], .table: words[0], .about: words[1]]
    }
  }

  /// Narrow windows show the layer's figures and the words in one place.
  private mutating func placeDepth(_ body: Rect, focused: PanelKind) {
    let rows = body.rows(.share(1.15), .atLeast(8, share: 1))
    places[.histograms] = rows[0]
    if body.width >= 150 {
      let bottom = rows[1].columns(.share(1), .atLeast(54, share: 0.8), .share(1))
      places[.measure] = bottom[0]
      places[.layer] = bottom[1]
      places[.words] = bottom[2]
    } else {
      let bottom = rows[1].columns(.share(1), .atLeast(min(52, body.width * 3 / 5), share: 1))
      places[.measure] = bottom[0]
      if body.width >= 100, rows[1].height >= 14 {
        let right = bottom[1].rows(.share(0.8), .share(1))
        places[.layer] = right[0]
        places[.words] = right[1]
      } else {
        places[focused == .layer ? .layer : .words] = bottom[1]
      }
    }
  }

  /// A panel's region with its border; empty when it is not shown.
  subscript(_ panel: PanelKind) -> Rect { places[panel] ?? Rect(x: 0, y: 0, width: 0, height: 0) }

  /// The panel under a cell.
  func panel(at point: Point) -> PanelKind? { places.first { $0.value.contains(point) }?.key }
}
