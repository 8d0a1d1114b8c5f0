import Plots
import Shell
import Terminal
import Training

/// Small networks that really learn XOR, one run a tick, as the menu shows many runs.
public struct ComparePreview: MenuPreview {
  private let sweep: Sweep
  private let trainer: SweepTrainer?
  private(set) var outcomes: [SweepOutcome] = []

  /// Before the first run.
  public init() {
    let sizes = [2, 3, 8].map { SweepValue.layers([$0]) }
    sweep = Sweep(SweepSettings(.xor), axes: [Sweep.Axis(.hidden, sizes)], seedCount: 8)
    trainer = try? SweepTrainer(sweep)
  }

  /// How often a tick is wanted; nil when all runs have ended.
  public var tickInterval: Duration? {
    trainer != nil && outcomes.count < sweep.runCount ? .milliseconds(120) : nil
  }

  /// Trains a run, a setting after the other.
  public mutating func tick(_ now: Duration) {
    guard let trainer, outcomes.count < sweep.runCount else { return }
    let (seed, point) = outcomes.count.quotientAndRemainder(dividingBy: sweep.pointCount)
    outcomes += (try? trainer.train([point * sweep.seedCount + seed])) ?? []
  }

  /// Draws it in a region.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let solved = outcomes.count { $0.solved == true }
    let inner = Panel(
      title: "XOR, one curve per run",
      figure: outcomes.isEmpty ? "" : "\(solved) of \(outcomes.count) solved",
      figureRole: solved == outcomes.count ? .good : .warning,
      footer: sweep.axes[0].values.map(\.text).joined(separator: ", ") + " hidden units"
    ).draw(in: region, of: &buffer, look: look)
    let epochs = sweep.curveEpochs(of: sweep.settings.epochs)
    let series = outcomes.map { outcome in
      ChartSeries(
        sweep.label(ofPoint: sweep.place(ofRun: outcome.run).point),
        index: sweep.place(ofRun: outcome.run).point,
        points: zip(epochs, outcome.lossCurve).map { ChartPoint(Double($0), Double($1)) }
      )
    }
    LineChart(
      series: series,
      xAxis: Axis(limits: 0...Double(sweep.settings.epochs), label: "epoch", isWhole: true),
      yAxis: Axis(scale: .logarithmic, limits: 0.0001...1),
      legend: .never
    ).draw(in: inner, of: &buffer, look: look)
  }
}
