import Playground
import Plots
import Shell
import Terminal

/// The playground's first experiment, really trained, as the menu shows it.
public struct PlaygroundPreview: MenuPreview {
  /// Epochs in a tick, and in all: until the circle is learnt.
  private static let epochsPerTick = 2
  private static let epochs = 200

  private let trainer: PlaygroundTrainer?
  private(set) var epoch = 0
  private var figures: PlaygroundFigures?

  /// Before the first epoch.
  public init() {
    trainer = try? PlaygroundTrainer(PlaygroundSettings())
    figures = trainer?.evaluate()
  }

  /// How often a tick is wanted; nil at the end.
  public var tickInterval: Duration? { trainer != nil && epoch < Self.epochs ? .milliseconds(50) : nil }

  /// Trains on.
  public mutating func tick(_ now: Duration) {
    guard let trainer, epoch < Self.epochs else { return }
    for _ in 0..<Self.epochsPerTick { trainer.trainEpoch() }
    epoch += Self.epochsPerTick
    figures = trainer.evaluate()
  }

  /// Draws it in a region.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let trainer, let figures else { return }
    let inner = Panel(
      title: "circle, output over x₁, x₂",
      figure: "test loss \(NumberFormat.significant(3).string(figures.testLoss))",
      footer: "epoch \(epoch)"
    ).draw(in: region, of: &buffer, look: look)
    let axes = PlaneAxes(x: -6...6, y: -6...6, xLabel: "x₁", yLabel: "x₂")
    let size = HeatMap.sampleSize(in: inner, axes: axes, look: look)
    guard size.width > 0, size.height > 0 else { return }
    let maps = trainer.outputs(at: PlaneGrid(columns: size.width, rows: size.height))
    HeatMap(
      field: Field(width: size.width, height: size.height, values: maps.values.last ?? []),
      axes: axes,
      range: -1.7...1.7,
      contours: [0]
    ).draw(in: inner, of: &buffer, look: look)
    let area = HeatMap.mapArea(in: inner, axes: axes)
    for point in trainer.split.train {
      guard let cell = PlaygroundScreen.cell(of: point.x, point.y, in: area) else { continue }
      let glyph: Unicode.Scalar = look.isASCII ? (point.label > 0 ? "o" : "x") : (point.label > 0 ? "●" : "○")
      let under = buffer[cell.x, cell.y].style.background
      buffer[cell.x, cell.y] = Cell(glyph, Style(look.color(.title), on: under, .bold))
    }
  }
}
