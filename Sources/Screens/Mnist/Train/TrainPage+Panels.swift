import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension TrainPage {
  // MARK: Progress

  func drawProgress(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let region = region.inset(horizontal: 1, vertical: 0)
    switch state.phase {
    case .loading(let share):
      ProgressBar(share, label: "reading the images").draw(in: region, of: &buffer, look: look)
    case .generating(let share):
      let drawing = "drawing digits; training starts once they are ready"
      let words = state.options.kind == .generated ? drawing : "no \(state.options.kind.title) files found: \(drawing)"
      ProgressBar(share, label: region.width >= words.count + 10 ? words : drawing, role: .warning)
        .draw(in: region, of: &buffer, look: look)
    case .failed, .ready:
      let goal = max(1, state.run.settings.epochs * state.run.stepsPerEpoch)
      let share = Double(state.run.cursorStep) / Double(max(goal, state.run.newestStep))
      ProgressBar(
        share,
        label: progressLabel(state, isWide: region.width >= 100),
        role: state.run.state == .finished ? .good : .accent
      )
      .draw(in: region, of: &buffer, look: look)
    }
  }

  /// Step, speed and time by the wall's clock, so that they agree; computing alone is told apart from them.
  private func progressLabel(_ state: MnistState, isWide: Bool) -> String {
    var parts = ["step \(NumberFormat.grouped.string(state.run.cursorStep))"]
    func rate(_ speed: Double) -> String {
      isWide && speed >= 1000
        ? "\(NumberFormat.grouped.string(Int(speed / 100) * 100)) images/s"
        : "\(NumberFormat.compact.string(speed)) images/s"
    }
    switch state.run.state {
    case .running:
      if let speed = state.wallSamplesPerSecond { parts.append(rate(speed)) }
      if let pace = state.run.pace {
        parts.append(isWide ? "paced \(NumberFormat.compact.string(pace)) epochs/s, > faster" : "paced, > faster")
      }
      if let left = state.secondsLeft { parts.append("\(Self.time(left)) left") }
    case .finished:
      parts.append("took \(Self.time(state.wallSeconds))")
      let computing = "computing \(Self.time(state.run.trainingTime.seconds))"
      parts.append(computing + (isWide ? state.overallSamplesPerSecond.map { ", " + rate($0) } ?? "" : ""))
    default: break
    }
    return parts.joined(separator: " · ")
  }

  /// A time as a clock would say it.
  static func time(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 360_000 else { return "long" }
    if seconds < 60 { return "\(NumberFormat.fixed(seconds < 10 ? 1 : 0).string(seconds)) s" }
    let whole = Int(seconds)
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  // MARK: Digits

  func drawDigits(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let verdicts = state.sampleVerdicts
    let right = verdicts.filter(\.isRight).count
    let room = Panel(title: "").inner(of: region)
    let names = state.classNames
    let watched = state.data?.sampleIndices.count ?? 4 * names.count
    let grid = TileGrid(in: room, wanted: min(screen.shell.isZoomed ? 40 : 10, max(1, watched))) {
      Verdict.lineCount(names: names, width: $0)
    }
    let isNarrow = region.width < 46
    let shown = grid.count < watched && state.data != nil ? ", \(grid.count) shown" : ""
    let isFinite = state.isNetworkFinite
    let figure =
      verdicts.isEmpty ? isFinite ? "" : "not finite" : "\(right)/\(verdicts.count)\(isNarrow ? "" : " right")\(shown)"
    let titles =
      state.isGenerated
      ? ["generated test digits, drawn by this program", "generated test digits", "generated"]
      : ["test images, never trained on", "test images"]
    screen.frame(
      .digits,
      titles.first { $0.count + figure.count + 8 <= region.width } ?? titles[titles.count - 1],
      figure: figure,
      role: !isFinite ? .bad : right == verdicts.count ? .good : .warning
    ).draw(in: region, of: &buffer, look: look)
    guard let data = state.data else {
      for position in 0..<min(grid.count, watched) {
        ImageView.blankImage.draw(in: grid[position].picture, of: &buffer, look: look)
      }
      return
    }
    for (position, image) in data.sampleIndices.prefix(grid.count).enumerated() {
      let (picture, line) = grid[position]
      data.sets.test.picture(at: image).draw(in: picture, of: &buffer, look: look)
      if position < verdicts.count {
        verdicts[position].draw(in: line, of: &buffer, look: look)
      } else {
        StyledText(data.sets.test.className(at: image), .muted).draw(in: line, of: &buffer, look: look)
      }
    }
  }

  // MARK: Layers

  func drawLayers(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let health = state.health
    let inner = screen.frame(.layers, "layers", figure: health?.headline ?? "", role: health?.role ?? .accent)
      .draw(in: region, of: &buffer, look: look)
    let snapshot = state.run.snapshot
    let sizes = state.run.settings.architecture.layerSizes
    let hasSilent = state.run.settings.activation == .relu && !state.run.settings.hidden.isEmpty
    let isWide = inner.width >= 30
    var columns: [Table.Column] = [
      .init(isWide ? "layer" : "", .left), .init(isWide ? "weights" : "rms w"), .init(isWide ? "gradients" : "rms g"),
    ]
    if hasSilent { columns.append(.init(isWide ? "silent" : "off")) }
    let significant = NumberFormat.significant(2)
    let dash = StyledText("–", .muted)
    let rows = (1..<sizes.count).map { index -> [StyledText] in
      let layer = snapshot.flatMap { $0.statistics.count >= index ? $0.statistics[index - 1] : nil }
      let name = inner.width >= 36 ? "\(sizes[index - 1])→\(sizes[index])" : "\(sizes[index])"
      let measured = snapshot?.isMeasured == true ? layer : nil
      var cells = [
        StyledText(name, .title),
        layer.map { StyledText(significant.string($0.weightRMS)) } ?? dash,
        measured.map { StyledText(significant.string($0.gradientRMS)) } ?? dash,
      ]
      if hasSilent {
        let share = state.isNetworkFinite ? layer?.deadShare : nil
        cells.append(
          share.map { StyledText(NumberFormat.percent(0).string($0), $0 > 0.3 ? .warning : .text) } ?? dash
        )
      }
      return cells
    }
    let parts = inner.rows(.fixed(rows.count + 1), .share(1))
    Table(columns: columns, rows: rows, gap: inner.width >= 32 ? 2 : 1)
      .draw(in: parts[0].inset(horizontal: inner.width >= 32 ? 1 : 0, vertical: 0), of: &buffer, look: look)
    let room = parts[1].inset(horizontal: inner.width >= 32 ? 1 : 0, vertical: 0)
    var words = StyledText(caption(hasSilent: hasSilent, isWide: isWide), .muted)
    // Whole sentences only, as many as there is room for.
    for sentence in health?.sentences ?? [] {
      let longer = words + (room.height >= 10 ? "\n\n" : "\n") + sentence
      guard Paragraph(longer).height(width: room.width) <= room.height else { break }
      words = longer
    }
    Paragraph(words).draw(in: room, of: &buffer, look: look)
  }

  /// What the table's columns mean.
  private func caption(hasSilent: Bool, isWide: Bool) -> String {
    if isWide { return "rms of weights and gradients" + (hasSilent ? "; units silent in this batch" : "") }
    return hasSilent ? "w weights, g gradients\noff: 0 in this batch" : "rms of weights w and gradients g"
  }
}
