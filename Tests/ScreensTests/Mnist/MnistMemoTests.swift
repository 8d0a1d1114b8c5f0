import NeuralNet
import Plots
import Records
import ScreenTestSupport
import Shell
import Terminal
import Testing

@testable import Datasets
@testable import Screens
@testable import Training

/// No frame shows anything of an earlier one that is not so any more.
@Suite struct MnistMemoTests {
  private static let looks = [
    Look(), Look(), Look(theme: .light), Look(charset: .ascii, colorDepth: .mono), Look(colorDepth: .colors16),
  ]

  /// A session that is told event by event, each followed by frames: what earlier frames have kept is in none of them.
  private struct Story {
    var script: MnistScript
    private var frames = 0

    init(_ options: MnistOptions = MnistImages.options(), size: Size = Size(120, 40)) {
      script = MnistScript(options, size: size)
    }

    mutating func look(_ after: String, sourceLocation: SourceLocation = #_sourceLocation) {
      frames += 1
      // Mostly the same look, so that what is kept is drawn with; now and then another.
      let look = frames % 11 == 0 ? looks[frames / 11 % looks.count] : looks[0]
      let context = ViewContext(size: script.size, look: look)
      let kept = script.screen.view(context)
      var forgetful = script.screen
      forgetful.train.memos = TrainPage.Memos()
      forgetful.lineMemo = PageLineMemo()
      let fresh = forgetful.view(context)
      // Without the cells of both in the words of a failure.
      let isSame = kept == fresh
      #expect(isSame, "\(after)\n\(kept.text)\n\(fresh.text)", sourceLocation: sourceLocation)
    }

    mutating func hear(_ message: MnistScreen.Message, _ after: String) {
      script.hear(message)
      look(after)
      // A second frame of the same has all of it from the first.
      look("\(after), once more")
    }

    mutating func press(_ key: Key) {
      script.press(key)
      look("\(key)")
    }

    mutating func train(_ settings: ClassifierRunSettings) {
      let session = TrainingSession<ClassifierRun>(
        settings,
        options: SessionOptions(endsWhenFinished: true, snapshotInterval: .zero, keepsPast: false),
        channel: EventChannel(policy: .lossless(capacity: 1))
      )
      while let events = session.channel.receiveWaiting() {
        for event in events {
          // Step after step, as a frame may come at any.
          if case .progress(let batch) = event {
            for step in batch.steps { hear(.training(.progress(step)), "step \(step.lastStep)") }
          } else {
            hear(.training(event), "event")
          }
        }
      }
    }
  }

  private static func options() -> MnistOptions {
    var options = MnistImages.options()
    options.training.epochs = 3
    options.training.batchSize = 8
    return options
  }

  private static let keys: [Key] = [
    .character("p"), .character("z"), .character("z"), .tab, .character("+"), .right, .backTab, .character("l"),
    .character("?"), .escape, .character("e"), .escape, .character("2"), .character("1"), .character("5"),
    .character("1"), .character("["), .character(" "), .character("t"), .character("P"), .character("q"), .escape,
    .character("u"), .character("R"), .character("r"), .character("/"), .character("3"), .enter,
  ]

  @Test func aRunIsDrawnAsIfFromNothing() {
    var story = Story(Self.options())
    story.look("nothing")
    story.hear(.phase(.loading(0.3)), "loading")
    let data = MnistImages.data()
    story.hear(.preview(data), "preview")
    story.hear(.loaded(data), "loaded")
    story.train(Self.options().settings(data))
    for key in Self.keys { story.press(key) }
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(200, 60)]) func windowsAreDrawnAsIfFromNothing(_ size: Size) {
    var story = Story(Self.options(), size: size)
    let data = MnistImages.data()
    story.hear(.loaded(data), "loaded")
    story.train(Self.options().settings(data))
    for size in [Size(100, 30), Size(61, 21), size] {
      story.script.update(.input(.resize(size)))
      story.look("\(size)")
    }
  }

  /// Everything that a session can say in the midst of a run, and what a person can do between.
  @Test(arguments: [ImageDatasetKind.mnist, .generated]) func everyEventIsDrawnAsIfFromNothing(_ kind: ImageDatasetKind)
  {
    let options = Self.options()
    let script = MnistScript.trained(options, kind: kind)
    let settings = script.screen.run.settings
    var story = Story(options)
    story.script = script
    story.look("trained")
    var other = settings
    other.training.learningRate = 0.5
    story.hear(.training(.configured(other)), "another rate")
    other.hidden = []
    story.hear(.training(.configured(other)), "no hidden layer")
    other.activation = .tanh
    story.hear(.training(.configured(other)), "another activation")
    story.hear(.training(.configured(settings)), "as it was")
    for state in [RunState.paused, .rewound(step: 2, live: 9), .running, .diverged(step: 5), .finished] {
      story.hear(.training(.stateChanged(state)), "\(state)")
      for key in [Key.character("p"), .character("+"), .character("["), .character(" ")] { story.press(key) }
    }
    story.hear(.training(.branched(atStep: 3)), "branch")
    story.hear(.training(.failed(message: "no room")), "failure")
    story.hear(.fetching(FetchProgress(phase: .verifying, file: "train", fileIndex: 0, fileCount: 4)), "fetch")
    story.hear(.fetchFailed("nobody answers"), "no fetch")
    story.press(.escape)
    story.hear(.notice("something"), "notice")
    story.hear(.training(.snapshot(StepSnapshot(step: 1, generation: 1, content: Self.snapshot(script)))), "snapshot")
    story.hear(.loaded(MnistImages.data(kind: .generated)), "other images")
    story.hear(.phase(.failed("no files")), "no images")
  }

  /// The newest picture with another answer for the first image.
  private static func snapshot(_ script: MnistScript) -> ClassifierSnapshot {
    var snapshot = script.screen.run.snapshot ?? { preconditionFailure("a trained run has a picture") }()
    snapshot.sampleProbabilities.swapAt(0, 1)
    snapshot.statistics[0].gradientRMS = 123
    snapshot.statistics[0].deadShare = 0.9
    return snapshot
  }
}

extension ProgressBatch {
  /// The batch a step at a time.
  fileprivate var steps: [ProgressBatch] {
    guard let loss = metrics[SessionMetric.stepLoss] else { return [self] }
    return loss.points.indices.map { index in
      var one = MetricBatch()
      for name in [SessionMetric.stepLoss, SessionMetric.stepAccuracy] {
        guard let series = metrics[name] else { continue }
        var part = MetricSeries(isIndexed: false)
        part.append(series.points[index].value, at: series.points[index].step)
        one.append(part, named: name)
      }
      return ProgressBatch(one, time: time, trainingTime: trainingTime)
    }
  }
}
