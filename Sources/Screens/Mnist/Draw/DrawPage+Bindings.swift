import Datasets
import Plots
import Shell
import Terminal
import Training

extension MnistScreen {
  private static let drawing = "drawing"
  private static let keeping = "the drawing"

  /// The keys of the fifth page.
  var drawBindings: [Binding<MnistScreen>] { penBindings + sheetBindings + sampleBindings + lessonBindings }

  // MARK: The pen

  private var penBindings: [Binding<MnistScreen>] {
    let hasSheet: (MnistScreen) -> Bool = { $0.shell.panel == .pad }
    return [
      Binding(
        common: .open,
        hint: draw.pad.isPenDown ? "pen up" : "pen down",
        rank: 11,
        help: "pen down, pen up",
        group: Self.drawing,
        when: hasSheet
      ) { screen, _ in
        screen.changeSheet {
          $0.showsCursor = true
          $0.pad.togglePen()
        }
      },
      Binding(
        common: .arrows,
        caps: "← ↑ ↓ →",
        hint: "move",
        hintCaps: "←↑↓→",
        // On an empty sheet there is nothing yet to teach or to save.
        rank: draw.pad.isEmpty ? 12 : 16,
        help: "move the pen",
        group: Self.drawing,
        when: hasSheet
      ) { screen, key in
        let (columns, rows) = [.left: (-1, 0), .right: (1, 0), .up: (0, -1), .down: (0, 1)][key] ?? (0, 0)
        return screen.changeSheet { $0.moveCursor(columns, rows) }
      },
      Binding(
        common: .cancel,
        help: nil,
        group: HelpGroup.program,
        when: { $0.draw.pad.isPenDown }
      ) { screen, _ in screen.changeSheet { $0.pad.liftPen() } },
      Binding("x", hint: draw.pad.tool == .pen ? "eraser" : "pen", rank: 18, help: "pen or eraser", group: Self.drawing)
      {
        screen,
        _ in
        screen.changeSheet {
          $0.pad.liftPen()
          $0.pad.tool = $0.pad.tool == .pen ? .eraser : .pen
        }
      },
      Binding("bB", caps: "b B", hint: "width", rank: 19, help: "a wider, a narrower pen", group: Self.drawing) {
        screen,
        key in screen.changeSheet { $0.pad.changeThickness(up: key == .character("b")) }
      },
    ]
  }

  private var sheetBindings: [Binding<MnistScreen>] {
    [
      Binding(
        common: .undo,
        hint: "undo",
        rank: 12,
        help: "undo the last stroke",
        group: Self.drawing,
        when: { $0.draw.pad.canUndo }
      ) { screen, _ in screen.changeSheet { $0.pad.undo() } },
      Binding(
        [.character("c"), .delete, .backspace],
        caps: "c Del",
        hint: draw.pad.isEmpty ? nil : "clear",
        hintCaps: "c",
        rank: 13,
        help: "clear the sheet",
        group: Self.drawing
      ) { screen, _ in screen.changeSheet { $0.pad.clear() } },
    ]
  }

  /// Does something to the sheet and asks the network of now about what is on it then.
  private mutating func changeSheet(_ change: (inout DrawPage) -> Void) -> [Command] {
    let before = draw.pad.prepared
    change(&draw)
    if draw.pad.prepared != before { draw.look(state) }
    return []
  }

  // MARK: Keeping

  private var sampleBindings: [Binding<MnistScreen>] {
    [
      Binding(
        "k",
        hint: draw.pad.isEmpty ? nil : "keep",
        rank: 15,
        help: "keep as a sample, or correct its class",
        group: Self.keeping
      ) { screen, _ in screen.ask(.save) },
      Binding(
        "nN",
        caps: "n N",
        hint: draw.shelf.count > 0 ? "samples" : nil,
        rank: 17,
        help: "next, previous sample on the sheet",
        group: Self.keeping
      ) { screen, key in screen.showSample(by: key == .character("n") ? 1 : -1) },
      Binding(
        "K",
        hint: draw.shownSample == nil ? nil : "delete",
        rank: 17,
        help: "delete the sample on the sheet",
        group: Self.keeping
      ) { screen, _ in screen.forgetSample() },
    ]
  }

  private mutating func showSample(by direction: Int) -> [Command] {
    var obstacle: String?
    let commands = changeSheet { obstacle = $0.showSample(by: direction) }
    if let obstacle { shell.notice = obstacle }
    return commands
  }

  /// Takes the sample that is on the sheet out of the saved ones; the drawing stays.
  private mutating func forgetSample() -> [Command] {
    guard draw.shownSample != nil, let root = state.options.drawnDirectory else {
      shell.notice =
        draw.shelf.count > 0 ? "this drawing is not a saved sample; n shows the samples" : "no sample is saved"
      return []
    }
    return [.effect(.forgetSample(image: draw.pad.prepared, DrawnSampleFiles(state.kind, in: root)))]
  }

  // MARK: Teaching

  private var lessonBindings: [Binding<MnistScreen>] {
    [
      Binding(
        "T",
        hint: draw.pad.isEmpty ? nil : "teach",
        rank: 14,
        help: "teach the network this drawing: a few steps on it alone",
        group: Self.keeping
      ) { screen, _ in screen.ask(.teach) },
      Binding(
        "U",
        hint: run.settings.lessons.isEmpty ? nil : "un-teach",
        rank: 16,
        help: "undo the last lesson",
        group: Self.keeping
      ) { screen, _ in screen.takeLessonBack() },
    ]
  }

  private mutating func ask(_ question: DrawPage.Question) -> [Command] {
    if let obstacle = draw.ask(question, state) {
      shell.notice = obstacle
    } else {
      // A question that keys answer must be seen.
      shell.overlay.close()
    }
    return []
  }

  /// The keys that answer a question.
  func answers(to question: DrawPage.Question) -> [Binding<MnistScreen>] {
    [
      Binding(common: .page, caps: "0–9", help: "its class", group: Self.keeping) { screen, key in
        screen.answer(question, CommonKey.page.keys.firstIndex(of: key))
      },
      Binding(common: .open, help: "accept the proposed class", group: Self.keeping) { screen, _ in
        screen.answer(question, screen.draw.suggestedLabel)
      },
      Binding(
        [.escape, .backspace, .delete],
        common: .cancel,
        help: "cancel",
        group: Self.keeping,
        action: Self.giveUp
      ),
      Binding(common: .leave, help: nil, group: Self.keeping, action: Self.giveUp),
    ]
  }

  private static func giveUp(_ screen: inout MnistScreen, _ key: Key) -> [Command] {
    screen.draw.giveUp()
    return []
  }

  private mutating func answer(_ question: DrawPage.Question, _ label: Int?) -> [Command] {
    guard let label, state.classNames.indices.contains(label) else { return [] }
    draw.giveUp()
    if let obstacle = draw.obstacle(to: question, state) {
      shell.notice = obstacle
      return []
    }
    switch question {
    case .save:
      guard let directory = state.options.drawnDirectory else { return [] }
      let files = DrawnSampleFiles(state.kind, in: directory)
      return [.effect(.saveSample(image: draw.pad.prepared, label: UInt8(label), files))]
    case .teach:
      let isRunning = run.state == .running
      run.settings = draw.teach(label, state)
      // A run that goes on would wash the lesson out before anybody has seen it.
      return (isRunning ? command(.pause) : []) + command(.configure(run.settings))
    }
  }

  /// Takes the newest lesson back: at its own step it is simply undone, from anywhere else the run goes back to that step first, since what
  /// was trained on top of a lesson cannot be told apart from it.
  private mutating func takeLessonBack() -> [Command] {
    guard run.hasBegun, !run.settings.lessons.isEmpty else {
      shell.notice =
        run.isRewound ? "nothing had been taught yet at this step" : "nothing has been taught in this run"
      return []
    }
    let index = run.settings.lessons.count - 1
    let outcome = state.lessons.indices.contains(index) ? state.lessons[index] : nil
    if outcome?.isUndoable == false {
      shell.notice = "only the last \(ClassifierRun.undoCapacity) lessons can be undone"
      return []
    }
    run.settings.lessons.removeLast()
    draw.expectNoLesson()
    var commands: [Command] = []
    if let outcome, run.state == .running || outcome.step != run.cursorStep {
      let step = NumberFormat.grouped.string(outcome.step)
      shell.notice = "back at step \(step), without the lesson; the training after it stays as the old curve"
      commands = command(.pause) + command(.rewind(toStep: outcome.step))
    } else {
      shell.notice = "the last lesson is undone: the weights are as before it"
    }
    return commands + command(.configure(run.settings))
  }

  // MARK: Mouse

  /// Takes in what the mouse did on the fifth page.
  mutating func pointAtSheet(_ mouse: Mouse, at panel: PanelID) {
    guard draw.question == nil else {
      if mouse.action == .press { draw.giveUp() }
      return
    }
    if mouse.action == .press, panel == .samples {
      let region = panels[PanelID.samples]
      _ = changeSheet {
        $0.pad.end()
        if let index = $0.sampleGrid(in: region).sample(at: mouse.position) { $0.showSample(index) }
      }
      // The arrows go on moving the pen.
      shell.focus(.pad)
      return
    }
    let layout = DrawLayout(body, isZoomed: shell.isZoomed)
    draw.draw(mouse, isInside: panel == .pad && layout.pad.contains(mouse.position), layout, state)
  }
}
