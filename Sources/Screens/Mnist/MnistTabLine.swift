import Plots
import Terminal

/// The row of tabs: number and name, the one in front marked by brackets as well as by colour.
struct MnistTabLine {
  var selected: MnistScreen.Tab
  /// What stands at the right of the row: the first of these that fits.
  var notes: [StyledText] = []

  /// The columns of each tab, with a blank on each side.
  private func places(in region: Rect) -> [(tab: MnistScreen.Tab, place: Rect)] {
    var x = region.x
    return MnistScreen.Tab.allCases.map { tab in
      let width = tab.title.count + 4
      defer { x += width + 1 }
      return (tab, Rect(x: x, y: region.y, width: width, height: 1).intersection(region))
    }
  }

  /// The tab under a place.
  func tab(at point: Point, in region: Rect) -> MnistScreen.Tab? {
    places(in: region).first { $0.place.contains(point) }?.tab
  }

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    for (tab, place) in places(in: region) {
      let isSelected = tab == selected
      if isSelected, look.hasGradients { buffer.fill(place, Cell(" ", look.style(.selection))) }
      let style = isSelected ? look.ink(.title, .bold) : look.ink(.muted)
      let marks = isSelected ? ("[", "]") : (" ", " ")
      buffer.write(marks.0, x: place.x, y: place.y, look.ink(.accent, .bold), clip: place)
      buffer.write("\(tab.rawValue + 1)", x: place.x + 1, y: place.y, look.ink(.accent, .bold), clip: place)
      buffer.write(tab.title, x: place.x + 3, y: place.y, style, clip: place)
      buffer.write(marks.1, x: place.maxX - 1, y: place.y, look.ink(.accent, .bold), clip: place)
    }
    let used = places(in: region).map(\.place.maxX).max() ?? region.x
    let rest = Rect(x: used + 1, y: region.y, width: region.maxX - used - 2, height: 1)
    if let note = notes.first(where: { $0.count <= rest.width }) {
      note.draw(in: rest, of: &buffer, look: look, alignment: .right)
    }
  }
}
