import ArgumentParser
import NeuralNet
import Playground
import PlaygroundScreens
import Plots
import Shell
import Terminal
import Training

/// Epochs of the playground's engine a second on two networks, and what maps of all units cost.
@main
struct PlaygroundBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "playground-benchmark")

  /// The networks: TensorFlow Playground's first one, and a wide one.
  enum Experiment: String, CaseIterable, ExpressibleByArgument {
    case small, wide

    var settings: PlaygroundSettings {
      get throws {
        switch self {
        case .small: try PlaygroundLink("dataset=circle&networkShape=4,2&seed=0.27182") { "" }.settings
        case .wide:
          try PlaygroundLink(
            "dataset=spiral&networkShape=8,8,4&seed=0.31415&percTrainData=60&noise=15&sinX=true&sinY=true"
          ) { "" }.settings
        }
      }
    }
  }

  @Option(help: "small (2-4-2-1, 250 points) or wide (4-8-8-4-1, 300 points).")
  var network = Experiment.small
  @Option(help: "Epochs of a measurement.")
  var epochs = 300
  @Option(help: "Measurements; the least time counts.")
  var repetitions = 20
  @Flag(help: "Print the points and first weights as JSON for another engine, and train nothing.")
  var points = false
  @Flag(help: "Compute the losses after each epoch too, as a screen does.")
  var losses = false

  func run() throws {
    let settings = try network.settings
    if points {
      printPoints(try PlaygroundTrainer(settings), settings)
      return
    }
    let clock = ContinuousClock()
    var times: [Double] = []
    var last = PlaygroundFigures(trainLoss: .nan, testLoss: .nan)
    for _ in 0..<repetitions {
      let trainer = try PlaygroundTrainer(settings)
      let start = clock.now
      for _ in 0..<epochs {
        trainer.trainEpoch()
        if losses { last = trainer.evaluate() }
      }
      times.append((clock.now - start).inSeconds)
      last = trainer.evaluate()
    }
    let least = times.min() ?? .nan
    let trainer = try PlaygroundTrainer(settings)
    let samples = Double(trainer.split.train.count * epochs)
    print(
      #"{"engine":"dlviz","network":"\#(network)","seconds":\#(least),"samples_per_second":\#(samples / least),"#
        + #""train_loss":\#(last.trainLoss),"test_loss":\#(last.testLoss)}"#
    )
    try maps(settings)
    frames(settings)
  }

  /// What the screen's pictures of a network of 6 × 8 units take from training at 30 a second: maps of all units over 48 × 48 places,
  /// losses, weights and units that give 0.
  private func maps(_ settings: PlaygroundSettings) throws {
    var settings = settings
    settings.hidden = Array(repeating: HiddenLayer(units: 8), count: 6)
    var run = try PlaygroundRun(PlaygroundRunSettings(settings))
    let clock = ContinuousClock()
    /// Epochs a second of a second's training with so many pictures.
    func rate(pictures: Int) -> Double {
      let start = clock.now
      var (epochs, taken) = (0, 0)
      while true {
        let seconds = (clock.now - start).inSeconds
        if seconds >= 1 { return Double(epochs) / seconds }
        if Double(taken) < seconds * Double(pictures) {
          _ = run.snapshot()
          taken += 1
        }
        _ = run.step()
        epochs += 1
      }
    }
    // By turns, so that other work on the machine meets both; the best of each counts.
    var (without, with) = (0.0, 0.0)
    for _ in 0..<5 {
      without = max(without, rate(pictures: 0))
      with = max(with, rate(pictures: 30))
    }
    print(
      #"{"maps":"6 × 8 units, 48 × 48 places, 30 a second","epochs_per_second":\#(with),"without":\#(without),"#
        + #""share_of_training":\#(1 - with / without)}"#
    )
  }

  /// Frames of the screen at 200×60, of the network and of one of 6 × 8 units.
  private func frames(_ settings: PlaygroundSettings) {
    var large = settings
    large.hidden = Array(repeating: HiddenLayer(units: 8), count: 6)
    for (name, settings) in [("\(network)", settings), ("6 × 8 units", large)] {
      var settings = settings
      settings.epochs = 300
      let session = TrainingSession<PlaygroundRun>(
        PlaygroundRunSettings(settings),
        options: SessionOptions(endsWhenFinished: true),
        channel: EventChannel(policy: .lossless(capacity: 1024))
      )
      var screen = PlaygroundScreen(settings, pace: nil)
      let context = ViewContext(size: Size(200, 60), look: Look(theme: .dark, capabilities: .full))
      _ = screen.update(.input(.resize(context.size)))
      while let events = session.channel.receiveWaiting() {
        for event in events { _ = screen.update(.message(event)) }
      }
      for page in "1234" {
        _ = screen.update(.input(.key(.character(page.unicodeScalars.first ?? "1"))))
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<100 {
          let start = clock.now
          precondition(screen.view(context).size == context.size)
          times.append((clock.now - start).inSeconds)
        }
        times.sort()
        print(#"{"frame":"\#(name), page \#(page), 200×60","median_seconds":\#(times[50])}"#)
      }
    }
  }

  private func printPoints(_ trainer: PlaygroundTrainer, _ settings: PlaygroundSettings) {
    func rows(_ points: [PlanePoint]) -> String {
      "["
        + points.map { point in
          let features = settings.orderedFeatures.map { "\($0.value(x: point.x, y: point.y))" }
          return "[[\(features.joined(separator: ","))],\(point.label)]"
        }.joined(separator: ",") + "]"
    }
    let weights = trainer.weights.parameters.map { "\($0)" }.joined(separator: ",")
    let shape = settings.layerSizes.map(String.init).joined(separator: ",")
    print(
      #"{"shape":[\#(shape)],"epochs":\#(epochs),"weights":[\#(weights)],"train":\#(rows(trainer.split.train)),"#
        + #""test":\#(rows(trainer.split.test))}"#
    )
  }
}

extension Duration {
  fileprivate var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
