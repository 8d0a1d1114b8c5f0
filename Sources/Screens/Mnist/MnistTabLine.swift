import Plots
import Terminal

/// The row of tabs: number and name, the one in front marked by brackets as well as by colour.
struct MnistTabLine {
  /// What can stand at the right of the row.
  struct Notes {
    /// The note at full and at less length; the longest that fits is taken.
    var usual: [StyledText]
    /// What is said where the names are short and none of these fits.
    var least: StyledText
  }

  /// How the tabs are written where there is less and less room.
  private enum Form: CaseIterable {
    /// Whole names with a blank between them.
    case wide
    /// Whole names that share the blanks for their brackets.
    case close
    /// Short names.
    case short
  }

  var selected: MnistScreen.Tab
  var notes: Notes?

  private func name(_ tab: MnistScreen.Tab, _ form: Form) -> String { form == .short ? tab.shortTitle : tab.title }

  /// The columns of each tab, with a column for a bracket on each side.
  private func places(in region: Rect, _ form: Form) -> [(tab: MnistScreen.Tab, place: Rect)] {
    var x = region.x
    return MnistScreen.Tab.allCases.map { tab in
      let width = name(tab, form).count + 4
      defer { x += width + (form == .wide ? 1 : -1) }
      return (tab, Rect(x: x, y: region.y, width: width, height: 1).intersection(region))
    }
  }

  /// The columns that are left for a note, with a blank on each side.
  private func rest(of region: Rect, _ form: Form) -> Rect {
    let used = places(in: region, form).map(\.place.maxX).max() ?? region.x
    return Rect(x: used + 1, y: region.y, width: max(0, region.maxX - used - 2), height: 1)
  }

  /// The widest form in which the tabs and a note fit.
  private func form(in region: Rect) -> Form {
    let least = max(1, notes?.usual.map(\.count).min() ?? 0)
    return Form.allCases.first { rest(of: region, $0).width >= least } ?? .short
  }

  /// The tab under a place.
  func tab(at point: Point, in region: Rect) -> MnistScreen.Tab? {
    places(in: region, form(in: region)).first { $0.place.contains(point) }?.tab
  }

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let form = form(in: region)
    for (tab, place) in places(in: region, form) {
      let isSelected = tab == selected
      if isSelected, look.hasGradients { buffer.fill(place, Cell(" ", look.style(.selection))) }
      let style = isSelected ? look.ink(.title, .bold) : look.ink(.muted)
      buffer.write("\(tab.rawValue + 1)", x: place.x + 1, y: place.y, look.ink(.accent, .bold), clip: place)
      buffer.write(name(tab, form), x: place.x + 3, y: place.y, style, clip: place)
      guard isSelected else { continue }
      buffer.write("[", x: place.x, y: place.y, look.ink(.accent, .bold), clip: place)
      buffer.write("]", x: place.maxX - 1, y: place.y, look.ink(.accent, .bold), clip: place)
    }
    guard let notes else { return }
    let rest = rest(of: region, form)
    (notes.usual.first { $0.count <= rest.width } ?? notes.least)
      .draw(in: rest, of: &buffer, look: look, alignment: .right)
  }
}
