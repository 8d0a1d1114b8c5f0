import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// A network that really learns XOR, as the menu shows it.
public struct XorPreview: MenuPreview {
  /// Epochs in a tick, so that its 10,000 take about five seconds.
  static let epochsPerTick = 100

  private let settings = PlaneSettings()
  private var run: PlaneRun?
  private var network: Network<Double>?
  private(set) var epochs = 0
  private var loss = 0.0

  /// A network before its first step.
  public init() {
    guard var run = try? PlaneRun(settings) else { return }
    network = run.snapshot().network
    self.run = run
  }

  /// How often a tick is wanted; nil while nothing moves.
  public var tickInterval: Duration? { run != nil && epochs < settings.epochs ? .milliseconds(50) : nil }

  /// Takes in that time went by.
  public mutating func tick(_ now: Duration) {
    guard var run = self.run else { return }
    self.run = nil
    for _ in 0..<min(Self.epochsPerTick, settings.epochs - epochs) {
      for _ in 0..<run.stepsPerEpoch { loss = run.step().loss }
      epochs += 1
    }
    network = run.snapshot().network
    self.run = run
  }

  /// Draws it in a region.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let network else { return }
    let data = settings.data
    let outputs = data.points.map { network.forward([$0.x, $0.y]).output[0] }
    let isRight = zip(outputs, data.labels).map { ($0 >= 0.5) == ($1 == 1) }
    let rightCount = isRight.count { $0 }
    let inner = Panel(
      title: "XOR, output over x₁, x₂",
      figure: "\(rightCount)/4 right",
      figureRole: rightCount == 4 ? .good : .warning,
      footer: epochs == 0
        ? "epoch 0"
        : "epoch \(NumberFormat.grouped.string(epochs)) · last loss \(NumberFormat.compact.string(loss))"
    ).draw(in: region, of: &buffer, look: look)
    let axes = XorScreen.plane
    let size = HeatMap.sampleSize(in: inner, axes: axes, look: look)
    guard size.width > 0, size.height > 0 else { return }
    let points = axes.samplePoints(size)
    let evaluation = Evaluation<Double>(network.architecture, capacity: points.count)
    network.evaluate(inputs: points.flatMap { [$0.x, $0.y] }, into: evaluation)
    HeatMap(
      field: Field(
        width: size.width,
        height: size.height,
        values: evaluation.values(layer: network.architecture.layers.count - 1, unit: 0)
      ),
      axes: axes,
      range: 0...1,
      contours: [0.5],
      markers: data.points.indices.map { index in
        PlaneMarker(
          x: data.points[index].x,
          y: data.points[index].y,
          label: "\(data.labels[index])",
          kind: isRight[index] ? .right : .wrong
        )
      }
    ).draw(in: inner, of: &buffer, look: look)
  }
}
