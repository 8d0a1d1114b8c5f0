import Datasets
import NeuralNet
import Plots
import Terminal
import Training

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension DrawPage {
  func explanation(_ state: MnistState) -> [StyledText] {
    var lines: [StyledText] = []
    if pad.holdsImage {
      lines += [
        StyledText("a saved sample", .title, .bold),
        "Its 28×28 pixels go to the network as they were saved; if you draw on it, it is prepared anew.",
      ]
    } else if let box = pad.inkBox {
      let longer = max(box.columns.count, box.rows.count)
      let scale = Double(DigitPreparation.boxSize) / Double(longer)
      let size = [box.columns.count, box.rows.count].map { NumberFormat.fixed(1).string(Double($0) * scale) }
      lines += [
        StyledText("prepared as MNIST was", .title, .bold),
        StyledText("ink       ", .muted)
          + "\(box.columns.count)×\(box.rows.count) of the sheet's \(DrawPad.size)×\(DrawPad.size) pixels",
        StyledText("fitted    ", .muted)
          + "scaled by \(DigitPreparation.boxSize)/\(longer), aspect ratio kept, to \(size[0])×\(size[1]) in a box of 20×20",
      ]
      if let centre = pad.centreOfMass {
        let fixed = NumberFormat.fixed(1)
        lines.append(
          StyledText("centred   ", .muted)
            + "by whole pixels: its centre of mass is at (\(fixed.string(centre.x)), \(fixed.string(centre.y))), aim (14, 14)"
        )
      }
    } else {
      lines.append(StyledText("Nothing is drawn yet.", .muted))
    }
    if !pad.isEmpty {
      lines.append(
        StyledText("input     ", .muted) + "x = \(state.normalisation.formula) for each grey value v: 784 numbers"
      )
    }
    lines.append("")
    return lines + explanationOfVerdict(state) + explanationOfSamples(state)
  }

  private func explanationOfSamples(_ state: MnistState) -> [StyledText] {
    guard let samples = shelf.samples, samples.count > 0 else { return [] }
    let classes = zip(samples.classNames, samples.classCounts).filter { $0.1 > 0 }.map { "\($0) ×\($1)" }
    let saved = "\(samples.count) saved: \(classes.joined(separator: ", "))"
    var lines: [StyledText] = ["", StyledText("samples   ", .muted) + StyledText(saved)]
    if let report = shelf.report {
      let average = report.losses.reduce(0.0) { $0 + Double($1) } / Double(max(1, report.count))
      let loss = NumberFormat.significant(3).string(average)
      let step = NumberFormat.grouped.string(report.step)
      lines.append(
        StyledText("  now     ", .muted)
          + "\(report.correctCount) right, \(Self.percent(report.accuracy, 1)); mean loss −log p = \(loss), at step \(step)"
      )
      lines.append("Training does not use them (only a lesson with T does), and a few samples say little.")
    }
    return lines
  }

  private func explanationOfVerdict(_ state: MnistState) -> [StyledText] {
    guard let verdict else {
      if state.network == nil { return [StyledText("There is no network yet.", .muted)] }
      return state.isNetworkFinite ? [] : [StyledText(MnistState.notFiniteWords, .bad)]
    }
    let significant = NumberFormat.significant(4)
    let ranking = verdict.ranking.prefix(3)
    var lines: [StyledText] = [
      StyledText("softmax   ", .muted) + "p(k) = exp(z_k) / Σ exp(z_j)"
    ]
    for index in ranking {
      lines.append(
        StyledText("  \(state.classNames[index]):  ", .accent)
          + "z = \(significant.string(Double(verdict.logits[index])))   "
          + "p = \(significant.string(verdict.probabilities[index]))"
      )
    }
    if ranking.count > 1 {
      let gap = Double(verdict.logits[ranking[0]] - verdict.logits[ranking[1]])
      let odds = NumberFormat.significant(2).string(exp(gap))
      lines.append(
        StyledText("  odds    ", .muted)
          + "the first is exp(\(significant.string(gap))) = \(odds) times as probable as the second"
      )
    }
    lines.append("")
    let lesson = ClassifierLesson(image: [], label: 0)
    lines.append(
      StyledText("teach it  ", .muted)
        + "plain gradient descent on this image alone, w ← w − \(NumberFormat.compact.string(lesson.learningRate))·g, "
        + "until its class has \(NumberFormat.percent(0).string(lesson.goal)) or more, "
        + "1 to \(lesson.steps) steps; \(state.training.optimizer.displayName)'s running values stay as they are"
    )
    for (index, lesson) in state.lessons.enumerated() {
      lines.append(
        StyledText("  \(index + 1)       ", .muted)
          + "at step \(NumberFormat.grouped.string(lesson.step)): \(Self.summary(lesson, state))"
      )
    }
    if let probabilitySince {
      lines.append(
        StyledText("  now     ", .muted) + "the last drawing's class now has "
          + StyledText(significant.string(probabilitySince), .accent, .bold)
          + " after the training since then"
      )
    }
    return lines
  }
}
