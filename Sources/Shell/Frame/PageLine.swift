import Plots
import Terminal

/// The row of pages: number and name, the one in front marked by brackets as well as by colour.
public struct PageLine {
  /// What can stand at the right of the row.
  public struct Notes: Hashable, Sendable {
    /// The note at full and at less length; the longest that fits is taken.
    public var usual: [StyledText]
    /// What is said where the names are short and none of these fits.
    public var least: StyledText

    /// Notes.
    public init(usual: [StyledText], least: StyledText) {
      self.usual = usual
      self.least = least
    }
  }

  /// A page's name at full and at less length.
  public struct Name: Hashable, Sendable {
    /// The whole name.
    public var title: String
    /// The name in a narrow window.
    public var shortTitle: String

    /// A name.
    public init(_ title: String, short: String? = nil) {
      self.title = title
      shortTitle = short ?? title
    }
  }

  /// How the pages are written where there is less and less room.
  private enum Form: CaseIterable {
    /// Whole names with a blank between them.
    case wide
    /// Whole names that share the blanks for their brackets.
    case close
    /// Short names.
    case short
  }

  private let names: [Name]
  private let selected: Int
  private let notes: Notes?

  /// A row of pages.
  public init(_ names: [Name], selected: Int, notes: Notes? = nil) {
    self.names = names
    self.selected = selected
    self.notes = notes
  }

  private func name(_ page: Int, _ form: Form) -> String {
    form == .short ? names[page].shortTitle : names[page].title
  }

  /// The columns of each page, with a column for a bracket on each side.
  private func places(in region: Rect, _ form: Form) -> [Rect] {
    var x = region.x
    return names.indices.map { page in
      let width = name(page, form).unicodeScalars.count + 4
      defer { x += width + (form == .wide ? 1 : -1) }
      return Rect(x: x, y: region.y, width: width, height: 1).intersection(region)
    }
  }

  /// The columns that are left for a note, with a blank on each side.
  private func rest(of region: Rect, _ form: Form) -> Rect {
    let used = places(in: region, form).map(\.maxX).max() ?? region.x
    return Rect(x: used + 1, y: region.y, width: max(0, region.maxX - used - 2), height: 1)
  }

  /// The widest form in which the pages and a note fit.
  private func form(in region: Rect) -> Form {
    let least = max(1, notes?.usual.map(\.count).min() ?? 0)
    return Form.allCases.first { rest(of: region, $0).width >= least } ?? .short
  }

  /// The page under a place.
  public func page(at point: Point, in region: Rect) -> Int? {
    places(in: region, form(in: region)).firstIndex { $0.contains(point) }
  }

  /// Draws the row.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let form = form(in: region)
    for (page, place) in places(in: region, form).enumerated() {
      let isSelected = page == selected
      if isSelected, look.hasGradients { buffer.fill(place, Cell(" ", look.style(.selection))) }
      let style = isSelected ? look.ink(.title, .bold) : look.ink(.muted)
      buffer.write("\(page + 1)", x: place.x + 1, y: place.y, look.ink(.accent, .bold), clip: place)
      buffer.write(name(page, form), x: place.x + 3, y: place.y, style, clip: place)
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
