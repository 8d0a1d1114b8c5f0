import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

extension PerceptronScreen {
  /// The screen's own keys on the page in front.
  public var bindings: [Binding<PerceptronScreen>] { runBindings + pastBindings + gateBindings }

  private var runBindings: [Binding<PerceptronScreen>] {
    let epoch = PerceptronRun.points.count
    return [
      Binding(
        common: .run,
        hint: isPlaying ? "pause" : isDone ? "continue" : "run",
        rank: 10,
        isEssential: true,
        help: "run, pause; after the end: continue",
        group: HelpGroup.training
      ) { screen, _ in
        screen.togglePlaying()
        return []
      },
      Binding("s", common: .step, hint: "sample", rank: 20, help: "one sample", group: HelpGroup.training) {
        screen,
        _ in
        screen.stepByHand(1)
        return []
      },
      Binding("S", common: .step, hint: "epoch", rank: 30, help: "to the epoch's end", group: HelpGroup.training) {
        screen,
        _ in
        screen.stepByHand(epoch - screen.ownStep(at: screen.shownStep) % epoch)
        return []
      },
      Binding("r", common: .restart, hint: "restart", rank: 40, help: "restart, same seed", group: HelpGroup.training) {
        screen,
        _ in
        screen.restart()
        return []
      },
      Binding("R", common: .restart, hint: "new seed", rank: 180, help: "restart, new seed", group: HelpGroup.training)
      {
        screen,
        _ in
        screen.restartWithNewSeed()
        return []
      },
      .pace { screen, up in
        screen.changePace(up: up)
        return []
      },
    ]
  }

  private var pastBindings: [Binding<PerceptronScreen>] {
    let epoch = PerceptronRun.points.count
    return [
      Binding(
        "[]",
        common: .time,
        caps: "[ ]",
        hint: "rewind",
        rank: 70,
        help: "one sample back, forward",
        group: HelpGroup.past
      ) { screen, key in
        screen.rewind(to: screen.shownStep + (key == .character("[") ? -1 : 1))
        return []
      },
      Binding("{}", common: .time, caps: "{ }", help: "one epoch", group: HelpGroup.past) { screen, key in
        screen.rewind(to: screen.shownStep + (key == .character("{") ? -epoch : epoch))
        return []
      },
      Binding([.home], common: .time, help: "to the first weights", group: HelpGroup.past) { screen, _ in
        screen.rewind(to: 0)
        return []
      },
      Binding([.end], common: .time, help: "back to the newest sample", group: HelpGroup.past) { screen, _ in
        screen.rewoundStep = nil
        return []
      },
    ]
  }

  private var gateBindings: [Binding<PerceptronScreen>] {
    [
      Binding(
        [.left, .right, .up, .down],
        common: .arrows,
        hint: "choose",
        rank: 45,
        help: "choose a function",
        group: "functions",
        when: { $0.page == .all }
      ) { screen, key in
        switch key {
        case .left: screen.moveSelection(-1, 0)
        case .right: screen.moveSelection(1, 0)
        case .up: screen.moveSelection(0, -1)
        default: screen.moveSelection(0, 1)
        }
        return []
      },
      Binding(
        [.left, .right],
        common: .arrows,
        hint: "gate",
        hintCaps: "←→",
        rank: 45,
        help: "previous, next gate",
        group: "functions",
        when: { $0.page == .gates && $0.slots.count > 1 && $0.isGateFocused }
      ) { screen, key in
        screen.focusGate(key == .right ? 1 : -1)
        return []
      },
      Binding(
        (1...4).map { CommonKey.page.keys[$0] },
        common: .page,
        caps: "1–4",
        hint: "flip",
        rank: 65,
        help: "flip a target: another truth table",
        group: "functions"
      ) { screen, key in
        if let row = CommonKey.page.keys.firstIndex(of: key) { screen.flip(row - 1) }
        return []
      },
      Binding(
        "a",
        hint: page == .all ? "back" : "all 16",
        rank: 66,
        help: "all 16 functions, and back",
        group: "functions"
      ) { screen, _ in
        screen.page = screen.page == .all ? .gates : .all
        if screen.page == .all { screen.selectedGate = screen.slots[screen.focusedSlot] }
        screen.shell.setZoomed(false)
        return []
      },
      Binding(
        "x",
        hint: page == .gates && others != nil ? "the others" : "alone",
        rank: 115,
        help: "the chosen one alone, and back",
        group: "functions"
      ) { screen, _ in
        if screen.page == .gates, screen.others != nil {
          screen.showSideBySide()
        } else {
          screen.showAlone(screen.gate)
        }
        return []
      },
      Binding(
        common: .open,
        hint: "network",
        rank: 112,
        help: "a network learns the same table",
        group: "functions"
      ) { screen, _ in [.open(Destination("xor", screen.gate.name))] },
    ]
  }

  /// Whether the focused panel is about one of the functions side by side.
  private var isGateFocused: Bool {
    switch shell.panel {
    case .plane, .errors: true
    case .rule, .truth, .grid, .words: false
    }
  }

  /// Lines of the help box without a key.
  public var helpNotes: [HelpNote] {
    [HelpNote(HelpGroup.looking, "mouse", "a click focuses, moving reads values, the wheel goes through the samples")]
  }
}
