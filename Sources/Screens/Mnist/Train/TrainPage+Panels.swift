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
    let digits = WatchedDigits(
      data: state.data,
      classNames: state.classNames,
      verdicts: state.sampleVerdicts,
      isGenerated: state.isGenerated,
      isFinite: state.isNetworkFinite,
      isFocused: screen.shell.panel == .digits,
      isZoomed: screen.shell.isZoomed
    )
    memos.digits.draw(digits, in: region, of: &buffer, look: look)
  }

  // MARK: Layers

  func drawLayers(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let health = state.health
    let inner = screen.frame(.layers, "layers", figure: health?.headline ?? "", role: health?.role ?? .accent)
      .draw(in: region, of: &buffer, look: look)
    let table = LayersTable(
      sizes: state.run.settings.architecture.layerSizes,
      statistics: state.run.snapshot?.statistics ?? [],
      isMeasured: state.run.snapshot?.isMeasured == true,
      isFinite: state.isNetworkFinite,
      hasSilent: state.run.settings.activation == .relu && !state.run.settings.hidden.isEmpty
    )
    let parts = inner.rows(.fixed(table.height), .share(1))
    memos.layers.draw(table, in: parts[0], of: &buffer, look: look)
    let room = parts[1].inset(horizontal: inner.width >= 32 ? 1 : 0, vertical: 0)
    let words = HealthWords(caption: table.caption(width: inner.width), sentences: health?.sentences ?? [])
    memos.words.draw(words, in: room, of: &buffer, look: look)
  }
}
