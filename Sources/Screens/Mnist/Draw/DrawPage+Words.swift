import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension DrawPage {
  /// What a lesson did and what it cost.
  static func summary(_ lesson: ClassifierLessonOutcome, _ state: MnistState) -> String {
    var text =
      "taught \(state.classNames[Int(lesson.label)]) in \(lesson.updates) step\(lesson.updates == 1 ? "" : "s"): "
      + "\(percent(lesson.probabilityBefore, 1)) → \(percent(lesson.probabilityAfter, 1))"
    if let before = lesson.accuracyBefore, let after = lesson.accuracyAfter {
      let images = state.isGenerated ? "generated test digits" : "test images"
      text += "; \(images) right: \(percent(before, 2)) → \(percent(after, 2))"
    }
    return text
  }

  /// A share as per cent that says 100% of nothing less: `99.6%`, `>99.9%`.
  static func percent(_ share: Double, _ digits: Int) -> String {
    for digits in digits...max(1, digits) {
      let text = NumberFormat.percent(digits).string(share)
      if !(share < 1) || text != NumberFormat.percent(digits).string(1) { return text }
    }
    return digits > 1 ? ">99.99%" : ">99.9%"
  }

  func shortWords(_ state: MnistState) -> StyledText {
    if state.network == nil { return StyledText("no network yet", .muted) }
    if !state.isNetworkFinite { return StyledText("says nothing: not finite", .bad) }
    guard let verdict else { return StyledText(shelf.count > 0 ? scoreLines : "nothing drawn", .muted) }
    let ranking = verdict.ranking
    var text = StyledText("says ", .muted) + StyledText(state.classNames[ranking[0]], .accent, .bold)
    if ranking.count > 1 { text += StyledText("\nthen \(state.classNames[ranking[1]])", .muted) }
    return shelf.count > 0 ? text + StyledText("\n" + scoreLines, .muted) : text
  }

  private var scoreLines: String {
    let samples = "\(shelf.count) sample\(shelf.count == 1 ? "" : "s")"
    return shelf.report.map { "\(samples):\n\($0.correctCount) right" } ?? samples
  }

  /// What the network says, what was taught, and about which digits it knows; what went wrong before all else, keys last.
  ///
  /// - Parameter besideSamples: whether the samples have a panel, which says why they cannot be read.
  func words(_ state: MnistState, besideSamples: Bool) -> StyledText {
    var text = StyledText()
    if let unsaved { text.append(Self.sentence(unsaved) + " ", .warning) }
    text += wordsOfVerdict(state) + wordsOfLesson(state)
    if unsaved == nil, !besideSamples, let fault = shelf.fault { text.append(Self.sentence(fault) + " ", .warning) }
    let origin =
      state.isGenerated
      ? StyledText("The network learns generated digits, not MNIST. ", .warning) : StyledText()
    let keys = StyledText(nextKeys(state), .muted)
    // The way back belongs to the lesson; other keys stand in the key line too, and can be left out.
    return state.lessons.isEmpty ? text + origin + keys : text + keys + origin
  }

  /// What can be done next.
  private func nextKeys(_ state: MnistState) -> String {
    if awaited.isAwaited { return "" }
    if !state.lessons.isEmpty {
      return probabilitySince == nil ? "U takes it back. " : "U goes back to before it. "
    }
    if verdict != nil {
      return knownLabel == nil
        ? "T teaches the network its class, k keeps it as a sample." : "T teaches the network its class."
    }
    guard shelf.count > 0 else { return "" }
    return "n puts your \(shelf.count == 1 ? "sample" : "\(shelf.count) samples one after another") on the sheet."
  }

  /// A notice as a sentence.
  static func sentence(_ notice: String) -> String {
    notice.prefix(1).uppercased() + notice.dropFirst() + (notice.hasSuffix(".") ? "" : ".")
  }

  private func wordsOfVerdict(_ state: MnistState) -> StyledText {
    let names = state.classNames
    if state.hasNoImages {
      let kind = state.options.kind
      let fetch = ImageDatasetKind.downloadable.contains(kind) ? "f fetches \(kind.title), " : ""
      return StyledText("There are no images to learn from. ", .warning)
        + StyledText("\(fetch)G goes on with generated digits. ", .muted)
    }
    if state.network == nil { return StyledText("There is no network yet; the drawing waits for it. ", .muted) }
    if !state.isNetworkFinite { return StyledText(MnistState.notFiniteWords + " ", .bad) }
    guard let verdict, verdict.probabilities.count > 1 else {
      return StyledText("Drag the mouse (the right button erases), or press Enter and use the arrow keys. ", .muted)
    }
    let ranking = verdict.ranking
    let first = verdict.probabilities[ranking[0]]
    var text = StyledText("It says ") + StyledText(names[ranking[0]], .accent, .bold)
    let second = verdict.probabilities[ranking[1]]
    text.append(" with \(Self.percent(first, 1))")
    text.append(second >= 0.0005 ? ", then \(names[ranking[1]]) with \(Self.percent(second, 1)). " : ". ")
    if let knownLabel, knownLabel != verdict.prediction {
      text.append("It was saved as \(names[knownLabel]). ", .bad)
    } else if first < 0.5 {
      text.append("It is not sure. ", .warning)
    }
    return text
  }

  private func wordsOfLesson(_ state: MnistState) -> StyledText {
    if awaited.isAwaited { return StyledText("Teaching … ", .warning) }
    guard let lesson = state.lessons.last else { return StyledText() }
    let text = StyledText(Self.sentence(Self.summary(lesson, state)) + " ", .good)
    guard let probabilitySince else { return text }
    return text + StyledText("After more training it is at \(Self.percent(probabilitySince, 1)). ", .warning)
  }
}
