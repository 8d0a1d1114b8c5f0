import Datasets
import Plots
import Shell
import Terminal

extension MnistScreen {
  /// The title of the help box's group about the page in front.
  static let thisPage = "this page"

  /// The screen's own keys on the page in front.
  public var bindings: [Binding<MnistScreen>] {
    if let question = draw.question, shell.page == .draw { return answers(to: question) }
    if showsNoImages { return imageBindings }
    let own =
      switch shell.page {
      case .train: [Binding<MnistScreen>]()
      case .predictions: predictionsBindings
      case .confusion: confusionBindings
      case .weights: weightsBindings
      case .draw: drawBindings
      case .model: modelBindings
      }
    return own + imageBindings
  }

  /// The lines of the train page, whose keys follow from the run and the images; on the others they follow from the page's state too.
  public var keptLines: (memo: PageLineMemo, inputs: PageLineMemo.Inputs)? {
    guard shell.page == .train else { return nil }
    let inputs = LineInputs(
      run: RunLineInputs(self),
      isFetching: state.fetch != nil,
      isGenerated: state.isGenerated,
      hasNoImages: state.hasNoImages
    )
    return (lineMemo, inputs)
  }

  private struct LineInputs: Hashable {
    let run: RunLineInputs<MnistScreen>
    let isFetching: Bool
    let isGenerated: Bool
    let hasNoImages: Bool
  }

  /// Keys that get images.
  private var imageBindings: [Binding<MnistScreen>] {
    let kind = state.options.kind
    // Offered where it would help.
    let isWanted = state.fetch == nil && (state.isGenerated || state.hasNoImages)
    let hint = state.hasNoImages ? "fetch \(kind.title)" : "get MNIST"
    return [
      Binding(
        "f",
        hint: isWanted && (state.isGenerated || ImageDatasetKind.downloadable.contains(kind)) ? hint : nil,
        // Where there is something to look at, its keys come first.
        rank: state.hasNoImages ? 11 : 21,
        help: "fetch the images over the network",
        group: HelpGroup.settings
      ) { screen, _ in screen.fetch() },
      Binding(
        "G",
        hint: "generated digits",
        rank: 12,
        help: "go on with generated digits",
        group: HelpGroup.settings,
        when: { $0.state.hasNoImages }
      ) { screen, _ in screen.drawDigits() },
    ]
  }

  /// What the drawing is asked for.
  public var question: String? {
    guard shell.page == .draw, draw.question != nil else { return nil }
    let enter = draw.suggestedLabel.map {
      "Enter \(state.classNames[$0]), as \(draw.knownLabel == nil ? "it says" : "saved")"
    }
    return (["0–9 its class"] + [enter].compactMap { $0 } + ["Esc cancel"]).joined(separator: "  ")
  }

  /// Lines of the help box without a key.
  public var helpNotes: [HelpNote] {
    let mouse =
      switch shell.page {
      case .train: "a click focuses, moving reads values"
      case .predictions: "a click chooses, the wheel scrolls"
      case .confusion: "a click chooses, again shows its images"
      case .weights:
        shell.panel == .units ? "a click chooses, the wheel pages" : "a click chooses, the wheel as the arrows"
      case .draw: "drag draws, the right button erases, the wheel sets the width; a click puts a sample on the sheet"
      case .model: "a click focuses"
      }
    return [
      HelpNote(HelpGroup.past, "settings", "after rewinding, changing a setting branches from there"),
      HelpNote(Self.thisPage, "mouse", mouse),
    ]
  }
}
