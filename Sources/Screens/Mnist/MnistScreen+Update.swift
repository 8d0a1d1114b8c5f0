import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension MnistScreen {
  /// Takes in what the worker said.
  public mutating func hear(_ message: Message) -> [Command] {
    if case .training(let event) = message { return hearRun(event) }
    state.hear(message)
    return follow(message) + tellPages(message)
  }

  /// Takes in what the session said, after the run's model has.
  public mutating func heard(_ event: TrainingEvent<ClassifierRun>) -> [Command] {
    state.heard(event)
    return tellPages(.training(event))
  }

  /// Tells every page, and asks for what the one in front lacks.
  private mutating func tellPages(_ message: Message) -> [Command] {
    train.hear(message, state)
    predictions.hear(message, state)
    confusion.hear(message, state)
    weights.hear(message, state)
    draw.hear(message, state, notice: &shell.notice)
    model.hear(message)
    return requests()
  }

  /// What the page in front lacks.
  private mutating func requests() -> [Command] {
    var commands = reportIfNeeded()
    switch shell.page {
    case .weights: commands += weights.request(state)
    case .draw: commands += draw.shelf.request(state)
    case .model: model.lookIfStale(state)
    case .train, .predictions, .confusion: break
    }
    return commands
  }

  /// What the screen itself makes of a message.
  private mutating func follow(_ message: Message) -> [Command] {
    switch message {
    case .loaded(let data): return begin(with: data)
    case .fetched:
      shell.notice = "\(state.options.kind.title) is here: loading it"
      var options = state.options
      options.drawsDigitsInstead = false
      return [.effect(.load(options))]
    case .fetchFailed(let reason):
      fetchFailure = reason
      shell.notice = nil
      shell.overlay.open(.message)
    case .phase(.failed(let reason)) where run.hasBegun:
      // Digits that are there already go on being trained on.
      state.phase = .ready
      shell.notice = reason
    case .weights(let parameters, let path, let normalisation, let activation):
      return take(parameters, of: path, normalisation, activation)
    case .wroteWeights(let path): shell.notice = "wrote \(path)"
    case .report(let report): announceWeights(report)
    case .notice(let text), .sampleUnsaved(let text): shell.notice = text
    case .training, .phase, .preview, .fetching, .inspection: break
    case .samples, .samplesUnreadable, .judgedSamples: break
    }
    return []
  }

  /// Begins to train on images, or begins anew on other ones with the settings of now.
  private mutating func begin(with data: ClassifierData) -> [Command] {
    var settings = restarting(run.settings)
    settings.data = data
    guard run.hasBegun else {
      run.settings = settings
      return [.effect(.run(.start(settings, pace: run.pace)))]
    }
    return command(.restart(settings))
  }

  /// Begins anew with the weights of a file and waits: they are looked at first.
  private mutating func take(
    _ parameters: [Float],
    of path: String,
    _ normalisation: PixelNormalisation?,
    _ activation: Activation?
  ) -> [Command] {
    guard run.hasBegun else { return [] }
    var settings = restarting(run.settings)
    if let normalisation, normalisation != settings.data.normalisation {
      settings.data = ClassifierData(settings.data.sets, normalisation: normalisation)
      state.data = settings.data
    }
    settings.activation = activation ?? settings.activation
    settings.initialParameters = parameters
    shell.notice = "weights of \(path): evaluating them on the test images"
    announcesWeights = true
    return command(.restartPaused(settings))
  }

  private mutating func announceWeights(_ report: TestReport) {
    guard announcesWeights, report.generation == run.generation, report.step == 0, let file = state.weightsFile
    else { return }
    announcesWeights = false
    let about = "\(NumberFormat.grouped.string(report.count)) test images are recognised"
    shell.notice =
      report.isFinite
      ? "weights of \(file): \(NumberFormat.percent(2).string(report.accuracy)) of \(about); space trains on"
      : "weights of \(file): too large: the outputs are not finite; r restarts, R draws others"
  }

  /// Asks for a report on all test images where it is looked at and the last one has become old.
  ///
  /// A report costs a core some 50 ms, so that while training runs there is one an epoch, at a slow pace four.
  private mutating func reportIfNeeded() -> [Command] {
    guard !state.isReporting, run.hasBegun, let data = state.data, let network = state.network, !state.isReportCurrent
    else { return [] }
    if run.state == .running, run.finish == nil {
      guard shell.page == .predictions || shell.page == .confusion else { return [] }
      let epoch = run.stepsPerEpoch
      let age = run.shownStep - (state.report?.step ?? -epoch)
      guard age < 0 || age >= (run.pace == nil ? epoch : max(1, epoch / 4)) else { return [] }
    }
    state.reportingRevision = state.revision
    return [.effect(.report(network, step: run.shownStep, generation: run.generation, data))]
  }

  // MARK: Pages

  /// Another page is in front.
  public mutating func turned(from page: MnistPage) -> [Command] {
    switch shell.page {
    case .predictions: predictions.refresh(state)
    case .draw: draw.comeToFront(state)
    case .train, .confusion, .weights, .model: break
    }
    return requests()
  }

  /// Shows the images of a cell of the confusion matrix.
  mutating func showImages(of filter: PredictionFilter) -> [Command] {
    predictions.show(filter, state)
    return turn(to: .predictions, openedFrom: .confusion)
  }

  // MARK: Images

  /// Downloads the images.
  mutating func fetch() -> [Command] {
    let kind = state.options.kind
    if state.fetch != nil {
      shell.notice = "a download is under way"
    } else if !ImageDatasetKind.downloadable.contains(kind) {
      shell.notice = "\(kind.title) need no download; `dlviz mnist --dataset mnist` shows the real ones"
    } else if state.data != nil, !state.isGenerated {
      shell.notice = "\(kind.title) is here already"
    } else {
      fetchFailure = nil
      shell.notice = "fetching \(kind.title) in the background"
      return [.effect(.fetch(state.options))]
    }
    return []
  }

  /// Draws digits in place of images that cannot be read.
  mutating func drawDigits() -> [Command] {
    var options = state.options
    options.kind = .generated
    state.phase = .generating(0)
    return [.effect(.load(options))]
  }

  // MARK: Mouse

  /// Takes in what the mouse did over a panel.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    switch shell.page {
    case .predictions: pointAtImages(mouse)
    case .confusion: return pointAtMatrix(mouse, at: panel, in: region)
    case .weights: pointAtWeights(mouse, at: panel)
    case .draw: pointAtSheet(mouse, at: panel)
    case .train, .model: break
    }
    return []
  }
}
