import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension ModelPage {
  static func panels(in region: Rect, layers: Int) -> [PlacedPanel<MnistScreen.PanelID>] {
    let layerRows = layers + 4
    if region.width < 76 {
      // An image's way through the layers needs the whole width; what the files' panel says stands beside the pages and in the key line.
      let rows = region.rows(.fixed(min(layerRows + 1, region.height / 2)), .share(1))
      let columns = rows[0].columns(.share(1.2), .share(1))
      return [PlacedPanel(.shapes, columns[0]), PlacedPanel(.settings, columns[1]), PlacedPanel(.way, rows[1])]
    }
    let columns =
      region.width >= 160 ? region.columns(.share(1), .fixed(58)) : region.columns(.share(1.2), .share(1))
    let left = columns[0].rows(.fixed(min(layerRows + 1, columns[0].height)), .share(1))
    let right = columns[1].rows(.fixed(min(13, columns[1].height * 3 / 5)), .share(1))
    return [
      PlacedPanel(.shapes, left[0]), PlacedPanel(.way, left[1]), PlacedPanel(.settings, right[0]),
      PlacedPanel(.files, right[1]),
    ]
  }

  func draw(
    _ panel: MnistScreen.PanelID,
    _ screen: MnistScreen,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    switch panel {
    case .way: drawWay(screen, in: region, of: &buffer, look: look)
    case .settings: drawSettings(screen, in: region, of: &buffer, look: look)
    case .files: drawFiles(screen, in: region, of: &buffer, look: look)
    default: drawLayers(screen, in: region, of: &buffer, look: look)
    }
  }

  private func drawLayers(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let architecture = screen.run.settings.architecture
    let grouped = NumberFormat.grouped
    let inner = screen.frame(
      .shapes,
      "layers",
      figure: "\(grouped.string(architecture.parameterCount)) parameters"
    ).draw(in: region, of: &buffer, look: look)
    var rows: [[StyledText]] = [
      [
        StyledText("input", .title), StyledText("\(architecture.inputCount)"), StyledText("28 × 28 pixels", .muted), "",
      ]
    ]
    for (index, layer) in architecture.layers.enumerated() {
      let isLast = index == architecture.layers.count - 1
      rows.append([
        StyledText("dense \(index + 1)", .title), StyledText("\(layer.outputs)"),
        StyledText("(\(layer.outputs), \(layer.inputs))"),
        StyledText(grouped.string(layer.weightCount + layer.outputs)),
        StyledText(isLast ? "softmax" : architecture.hiddenActivation.displayName, .accent),
      ])
    }
    rows.append([
      StyledText("sum", .muted), "", "", StyledText(grouped.string(architecture.parameterCount), .accent, .bold),
    ])
    Table(
      columns: [
        .init("layer", .left), .init("units"), .init("weights", isOptional: true), .init("parameters"),
        .init("then", .left, isOptional: true),
      ],
      rows: rows,
      gap: inner.width >= 46 ? 2 : 1
    ).draw(in: inner.inset(horizontal: inner.width >= 46 ? 1 : 0, vertical: 0), of: &buffer, look: look)
  }

  private func drawSettings(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let inner = screen.frame(.settings, "settings", padding: 1).draw(in: region, of: &buffer, look: look)
    let training = state.training
    let compact = NumberFormat.compact
    let regularisation = [
      training.dropout == 0 ? nil : "dropout \(compact.string(training.dropout))",
      training.l2 == 0 ? nil : "L2 \(compact.string(training.l2))",
      training.l1 == 0 ? nil : "L1 \(compact.string(training.l1))",
    ].compactMap { $0 }
    var rows: [(String, String)] = [
      ("loss", "softmax cross-entropy"), ("optimizer", state.optimizerWords),
      ("rate", compact.string(training.learningRate) + rateNow(state)),
      ("batches", "\(training.batchSize) images\(training.shuffles ? "" : ", never shuffled")"),
      ("epochs", "\(training.epochs)"), ("seed", "\(training.seed)"),
      (
        "weights",
        !state.hasLoadedWeights ? "U(±1/√in)" : state.weightsFile ?? "from a file"
      ),
      ("penalty", regularisation.isEmpty ? "none" : regularisation.joined(separator: ", ")),
      ("augment", training.augmentation.summary), ("schedule", training.schedule.rawValue),
    ]
    if inner.height < rows.count { rows.removeAll { $0.0 == "loss" } }
    if inner.height < rows.count {
      // The same in fewer rows.
      let schedule = training.schedule == .constant ? "" : ", \(training.schedule.rawValue)"
      let file = !state.hasLoadedWeights ? nil : state.weightsFile ?? "from a file"
      rows = [
        ("optimizer", state.optimizerWords),
        ("rate", compact.string(training.learningRate) + schedule),
        ("batches", "\(training.batchSize), \(training.epochs) epochs"),
        ("weights", file ?? "from seed \(training.seed)"),
        ("penalty", regularisation.isEmpty ? "none" : regularisation.joined(separator: ", ")),
        ("augment", training.augmentation.summary),
      ]
    }
    Table(
      columns: [.init("", .left), .init("", .left)],
      rows: rows.map { [StyledText($0.0, .muted), StyledText($0.1).spelled(for: look)] },
      showsHeader: false
    ).draw(in: inner, of: &buffer, look: look)
  }

  private func rateNow(_ state: MnistState) -> String {
    guard state.training.schedule != .constant, let snapshot = state.run.snapshot else { return "" }
    return ", now \(NumberFormat.compact.string(snapshot.learningRate))"
  }

  private func drawFiles(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let inner = screen.frame(.files, "data and files", padding: 1).draw(in: region, of: &buffer, look: look)
    let grouped = NumberFormat.grouped
    var text = StyledText()
    if let data = state.data {
      let sets = data.sets
      text += StyledText("\(state.trainCountWords) + \(grouped.string(sets.test.count)) images\n", .title)
      text.append(sets.provenance + "\n", sets.isGenerated ? .warning : .muted)
    } else {
      text.append("no images yet\n", .muted)
    }
    text.append("W", .accent, .bold)
    text.append(" writes the weights to a new file, ")
    text.append("L", .accent, .bold)
    text.append(" loads the newest")
    if inner.height >= 6 { text.append(" of \(NumberedFile(state.options.saveFile).pattern)") }
    Paragraph(text).draw(in: inner, of: &buffer, look: look)
  }
}
