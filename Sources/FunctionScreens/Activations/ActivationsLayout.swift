import NeuralNet
import Plots
import Shell
import Terminal

extension ActivationsScreen {
  /// Where the panels of the page in front are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    let places = page == .curves ? curves(in: body) : deep(in: body)
    return PanelID.allCases.compactMap { panel in places[panel].map { PlacedPanel(panel, $0) } }
  }

  /// The widest windows have a table with every column under all else; wide ones have the plots one above the other, so that
  /// their x line up, and the words beside them.
  private func curves(in body: Rect) -> [PanelID: Rect] {
    if body.width >= 170, body.height >= 40 {
      let tableHeight = Activation.all.count + 3
      let rows = body.rows(.share(1), .fixed(tableHeight))
      let top = rows[0].columns(.share(1), .share(1), .atLeast(50, share: 0.7))
      return [.values: top[0], .slopes: top[1], .about: top[2], .table: rows[1]]
    } else if body.width >= 110, body.height >= 26 {
      let columns = body.columns(.share(1.1), .atLeast(56, share: body.width >= 160 ? 1.1 : 0.9))
      let plots = columns[0].rows(.share(1), .share(1))
      let words = columns[1].rows(.atLeast(min(18, body.height / 2), share: 0.4), .share(1))
      return [.values: plots[0], .slopes: plots[1], .table: words[0], .about: words[1]]
    } else {
      let rows = body.rows(.share(1.25), .atLeast(8, share: 1))
      let plots = rows[0].columns(.share(1), .share(1))
      let words = rows[1].columns(.share(1.5), .atLeast(28, share: 1))
      return [.values: plots[0], .slopes: plots[1], .table: words[0], .about: words[1]]
    }
  }

  /// Narrow windows show the layer's figures and the words in one place.
  private func deep(in body: Rect) -> [PanelID: Rect] {
    var places: [PanelID: Rect] = [:]
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
        places[shell.panel == .layer ? .layer : .words] = bottom[1]
      }
    }
    return places
  }
}
