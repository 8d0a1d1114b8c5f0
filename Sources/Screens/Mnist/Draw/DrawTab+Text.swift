import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension DrawTab {
  func hints(_ state: MnistState) -> [KeyHints.Hint] {
    if question != nil {
      return [.init("0-9", "its class"), .init("Enter", "as the network says"), .init("Esc", "cancel")]
    }
    let undo = state.settings?.lessons.isEmpty == false ? [KeyHints.Hint("U", "un-teach")] : []
    return [
      .init("p", pad.isPenDown ? "pen up" : "pen down"), .init("←↑↓→", "move"), .init("u", "undo"), .init("n", "new"),
    ]
      + [.init("T", "teach")] + undo + [
        .init("a", "save"), .init("x", pad.tool == .pen ? "eraser" : "pen"), .init("b B", "width"), .init("z", "zoom"),
      ]
  }

  var help: [HelpOverlay.Group] {
    [
      .init(
        "drawing",
        [
          .init("mouse", "drag draws, the right button erases"), .init("wheel, b B", "wider, narrower"),
          .init("← ↑ ↓ →, hjkl", "move the cursor"), .init("p, Enter", "pen down, pen up"),
          .init("x", "pen or eraser"), .init("u", "take the last stroke back"), .init("n, Del", "a new sheet"),
          .init("z", "zoom the sheet"),
        ]
      ),
      .init(
        "the drawing",
        [
          .init("T", "teach it: a few steps on it alone"), .init("U", "take the last lesson back"),
          .init("a", "save as sample, in MNIST's format"),
        ]
      ),
    ]
  }

  func explanation(_ state: MnistState) -> [StyledText] {
    var lines: [StyledText] = []
    if let box = pad.inkBox {
      let longer = max(box.columns.count, box.rows.count)
      let scale = Double(DigitPreparation.boxSize) / Double(longer)
      let size = [box.columns.count, box.rows.count].map { NumberFormat.fixed(1).string(Double($0) * scale) }
      lines += [
        StyledText("prepared as MNIST was", .title, .bold),
        StyledText("ink       ", .muted)
          + "\(box.columns.count)×\(box.rows.count) of the sheet's \(DrawPad.size)×\(DrawPad.size) pixels",
        StyledText("fitted    ", .muted)
          + "times \(DigitPreparation.boxSize)/\(longer), aspect kept, to \(size[0])×\(size[1]) in a box of 20×20",
      ]
      if let centre = pad.centreOfMass {
        let fixed = NumberFormat.fixed(1)
        lines.append(
          StyledText("centred   ", .muted)
            + "its centre of mass lies at (\(fixed.string(centre.x)), \(fixed.string(centre.y))) of 28×28, aim (14, 14)"
        )
      }
      lines.append(
        StyledText("input     ", .muted) + "x = (v/255 − 0.1307) / 0.3081 for each grey value v: 784 numbers"
      )
    } else {
      lines.append(StyledText("Nothing is drawn yet.", .muted))
    }
    lines.append("")
    lines += explanationOfVerdict(state)
    return lines
  }

  private func explanationOfVerdict(_ state: MnistState) -> [StyledText] {
    guard let verdict else { return [] }
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
      lines.append(
        StyledText("The first is e to the \(significant.string(gap)) times as probable as the second.", .text)
      )
    }
    lines.append("")
    let lesson = ClassifierLesson(image: [], label: 0)
    lines.append(
      StyledText("teach it  ", .muted)
        + "plain gradient descent on this image alone, w ← w − \(NumberFormat.compact.string(lesson.learningRate))·g, "
        + "until its class has more than \(NumberFormat.percent(0).string(lesson.goal)), "
        + "\(lesson.steps) steps at most; \(state.training.optimizer.displayName)'s running values stay as they are"
    )
    for (index, lesson) in state.lessons.enumerated() {
      lines.append(
        StyledText("  \(index + 1)       ", .muted)
          + "at step \(NumberFormat.grouped.string(lesson.step)): \(Self.summary(lesson, state))"
      )
    }
    if let probabilitySince {
      lines.append(
        StyledText("  now     ", .muted) + "the last one's class has "
          + StyledText(significant.string(probabilitySince), .accent, .bold) + ", after the training since"
      )
    }
    return lines
  }
}
