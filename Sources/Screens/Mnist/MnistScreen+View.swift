import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension MnistScreen {
  /// Where the panels of the page in front are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    if showsNoImages { return [PlacedPanel(.noImages, body)] }
    return switch shell.page {
    case .train: TrainPage.panels(in: body, classNames: state.classNames)
    case .predictions: PredictionsPage.panels(in: body, classNames: state.classNames)
    case .confusion: ConfusionPage.panels(in: body, classNames: state.classNames)
    case .weights: weightsPanels(in: body)
    case .draw: draw.panels(in: body)
    case .model: ModelPage.panels(in: body, layers: run.settings.architecture.layers.count)
    }
  }

  /// Draws it in a region.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .loss, .accuracy, .digits, .layers, .progress: train.draw(panel, self, in: region, of: &buffer, look: look)
    case .list, .image: predictions.draw(panel, self, in: region, of: &buffer, look: look)
    case .matrix, .classes, .worst: confusion.draw(panel, self, in: region, of: &buffer, look: look)
    case .units, .unit, .histograms, .projection: weights.draw(panel, self, of: &buffer, look: look)
    case .pad, .seen, .bars, .words, .samples, .question: draw.draw(panel, self, in: region, of: &buffer, look: look)
    case .shapes, .way, .settings, .files: model.draw(panel, self, in: region, of: &buffer, look: look)
    case .noImages: drawNoImages(in: region, of: &buffer, look: look)
    }
  }

  /// The title line.
  public var heading: Heading {
    Heading(
      state.isGenerated ? "generated digits" : state.options.kind.rawValue,
      details: [state.shapeWords, state.optimizerWords, "seed \(state.training.seed)"],
      status: status
    )
  }

  private var status: StyledText {
    if run.hasBegun { return run.status(inParts: true) }
    return switch state.phase {
    case .loading(let share): StyledText("loading \(percent(share))", .warning)
    case .generating(let share): StyledText("drawing digits \(percent(share))", .warning)
    case .failed: StyledText("no images", .bad)
    case .ready: StyledText("starting", .muted)
    }
  }

  private func percent(_ share: Double) -> String { "\(MnistState.percent(share))%" }

  /// What must not be forgotten about the images, beside the pages.
  public var pageNotes: PageLine.Notes? {
    func notes(_ usual: [String], least: String, _ role: Role) -> PageLine.Notes {
      PageLine.Notes(usual: usual.map { StyledText($0, role) }, least: StyledText(least, role))
    }
    if let fetch = state.fetch {
      let short = fetch.share.map { "fetching \(percent($0))" } ?? "fetching"
      return notes([fetch.summary, short], least: "fetching", .warning)
    }
    if state.isGenerated {
      let usual = ["generated digits, not MNIST · f fetches MNIST", "generated digits"]
      return notes(usual, least: "generated", .warning)
    }
    if state.hasNoImages { return nil }
    let kind = state.kind
    let grouped = NumberFormat.grouped
    let counts = state.data.map { " \(state.trainCountWords) + \(grouped.string($0.sets.test.count))" }
    let short = kind == .fashionMNIST ? "Fashion" : kind.title.prefix { $0 != " " }
    return notes([kind.title + (counts ?? ""), kind.title], least: String(short), .muted)
  }

  // MARK: Without images

  /// Whether the page in front has nothing to show for want of images.
  var showsNoImages: Bool { state.hasNoImages && shell.page != .model && shell.page != .draw }

  private func drawNoImages(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard case .failed(let reason) = state.phase else { return }
    let inner = frame(.noImages, state.options.kind.title, padding: 1).draw(in: region, of: &buffer, look: look)
    let middle = inner.centered(Size(min(inner.width, 64), min(inner.height, 12)))
    if let fetch = state.fetch {
      let rows = middle.rows(.fixed(2), .fixed(1), .fixed(1), .share(1))
      Paragraph(StyledText(fetch.summary, .title)).draw(in: rows[0], of: &buffer, look: look)
      ProgressBar(fetch.share ?? 0).draw(in: rows[2], of: &buffer, look: look)
    } else {
      var text = StyledText("No images. ", .bad, .bold) + StyledText(reason) + "\n"
      for way in waysOut { text += StyledText("\n") + way }
      Paragraph(text).draw(in: middle, of: &buffer, look: look)
    }
  }

  /// What can be done without images, or without those that were asked for.
  private var waysOut: [StyledText] {
    let kind = state.options.kind
    var lines: [StyledText] = []
    if ImageDatasetKind.downloadable.contains(kind) {
      let again =
        fetchFailure == nil ? "fetches \(kind.title) over the network" : "tries again, and goes on where it stopped"
      lines = [
        StyledText("f", .accent, .bold) + StyledText(" \(again)"),
        StyledText("dlviz data fetch \(kind.rawValue) --from URL", .accent) + " takes the files of a mirror",
      ]
    }
    let goesOn =
      state.data == nil
      ? StyledText("G", .accent, .bold) + " goes on with generated digits"
      : StyledText("Esc", .accent, .bold) + " goes on with \(state.kind.title)"
    return lines + [goesOn]
  }

  // MARK: Texts over the panels

  /// Whether there is something to explain.
  public var canExplain: Bool {
    switch shell.page {
    case .train: state.data != nil && run.snapshot != nil
    case .predictions: predictions.detail != nil
    case .confusion: state.report != nil
    case .weights: state.network != nil
    case .draw, .model: true
    }
  }

  /// What is happening on the page in front, with the current numbers.
  public var explanation: Explanation? {
    guard canExplain else { return nil }
    let lines =
      switch shell.page {
      case .train: train.explanation(state)
      case .predictions: predictions.explanation(state)
      case .confusion: confusion.explanation(state)
      case .weights: weights.explanation(state, panel: shell.panel)
      case .draw: draw.explanation(state)
      case .model: model.explanation(state)
      }
    return Explanation("explain: \(shell.page.title.lowercased()), with the current numbers", lines)
  }

  /// Why a download failed, and what can be done.
  public var message: Explanation? {
    fetchFailure.map {
      Explanation("\(state.options.kind.title) was not fetched", [StyledText($0, .bad), ""] + waysOut)
    }
  }
}
