import Datasets
import Plots
import Shell
import Terminal

/// Digits that the program has drawn itself, as the menu shows the classifier of images.
public struct MnistPreview: MenuPreview {
  /// As many as the largest window has room for.
  private let digits = GeneratedDigits.make(seed: 42, count: 60)

  /// The digits.
  public init() {}

  /// Draws it in a region.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(title: "generated digits", footer: "dlviz data fetch gets MNIST")
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    let grid = TileGrid(in: inner, wanted: 9)
    for index in 0..<min(grid.count, digits.count) {
      let place = grid[index]
      let pixels = digits.image(at: index).map { Double($0) / 255 }
      ImageView(field: Field(width: digits.width, height: digits.height, values: pixels), range: 0...1)
        .draw(in: place.picture, of: &buffer, look: look)
      StyledText(digits.className(at: index), .muted)
        .draw(in: place.line, of: &buffer, look: look, alignment: .center)
    }
  }
}
