import ArgumentParser
import Datasets
import FunctionScreens
import LessonScreens
import Lessons
import NeuralNet
import PlaneScreens
import Playground
import PlaygroundScreens
import RunScreens
import Screens
import Shell
import TensorLab
import TensorScreens
import Training
import WatchScreens

/// The screens of the program, in the course's order.
enum Catalog {
  static let entries: [CatalogEntry] = [
    CatalogEntry(
      "neuron",
      group: "one unit",
      says: "one neuron learns a line: the chain rule in numbers, its path over the loss",
      runs: NeuronPreset.all.map { CatalogEntry.NamedRun($0.name, $0.title) },
      preview: { NeuronPreview() }
    ) { argument, _ in
      if let argument, let run = SweepCommandLine.run(of: argument) {
        // A run of a sweep, opened with all its settings.
        let words = argument.split(separator: " ").dropFirst(2).joined(separator: " ")
        return ScreenHost(NeuronScreen(run.settings.neuronSettings(seed: run.seed), arguments: words))
      }
      guard let preset = argument.flatMap({ NeuronPreset(name: $0) }) else { return ScreenHost(NeuronScreen()) }
      var screen = NeuronScreen(preset.settings, preset: preset, arguments: "--lesson \(preset.name)")
      screen.shell.lesson = CourseFiles.tracker(for: "neuron", preset: preset.name)
      return ScreenHost(screen)
    },
    CatalogEntry(
      "perceptron",
      group: "one unit",
      says: "the perceptron rule learns AND and OR, sample by sample, and never XOR",
      preview: { PerceptronPreview() }
    ) { _, _ in ScreenHost(PerceptronScreen()) },
    CatalogEntry(
      "activations",
      group: "functions",
      says: "fourteen functions, their derivatives, and their effect in depth",
      preview: { ActivationsPreview() }
    ) { _, wake in ScreenHost(ActivationsScreen(), worker: ActivationsWorker(wake: wake)) },
    CatalogEntry(
      "losses",
      group: "functions",
      says: "six losses and their derivatives, by prediction, logit and softmax",
      preview: { LossesPreview() }
    ) { _, _ in ScreenHost(LossesScreen()) },
    CatalogEntry(
      "backprop",
      group: "functions",
      says: "a forward and a backward pass, operation by operation, in numbers",
      runs: BackpropPreset.all.map { CatalogEntry.NamedRun($0.name, $0.title) },
      preview: { BackpropPreview() }
    ) { argument, _ in
      guard let preset = argument.flatMap({ BackpropPreset(name: $0) }) else { return ScreenHost(BackpropScreen()) }
      return ScreenHost(BackpropScreen(preset.state, arguments: "--lesson \(preset.name)"))
    },
    CatalogEntry(
      "autograd",
      group: "functions",
      says: "an expression as a graph: values forward, gradients backward",
      runs: AutogradExample.all.map { CatalogEntry.NamedRun($0.name, $0.summary) },
      preview: { AutogradPreview() }
    ) { argument, _ in
      let example = argument.flatMap { AutogradExample.named($0) } ?? AutogradExample.all[0]
      return ScreenHost(AutogradScreen(AutogradProblem(example)))
    },
    CatalogEntry(
      "tensors",
      group: "functions",
      says: "arrays element by element: broadcasting, products, sums; a network's tensors",
      preview: { TensorsPreview() }
    ) { argument, wake in
      ScreenHost(TensorsScreen(line: argument ?? TensorsScreen.defaultLine), worker: TensorWorker(wake: wake))
    },
    CatalogEntry(
      "xor",
      group: "networks",
      says: "a small network learns XOR: its loss, output and hidden units",
      preview: { XorPreview() }
    ) { argument, wake in
      if let argument, let run = SweepCommandLine.run(of: argument) {
        // A run of a sweep, opened with all its settings.
        let settings = run.settings.planeSettings(seed: run.seed)
        return ScreenHost(XorScreen(settings: settings, gate: run.settings.gate), worker: SessionWorker(wake: wake))
      }
      let gate = argument.flatMap { LogicGate(named: $0) } ?? .xor
      return ScreenHost(XorScreen(settings: PlaneSettings(gate: gate), gate: gate), worker: SessionWorker(wake: wake))
    },
    CatalogEntry(
      "mnist",
      group: "networks",
      says: "train a digit classifier, look inside it, draw your own digit",
      preview: { MnistPreview() }
    ) { _, wake in ScreenHost(MnistScreen(), worker: MnistWorker(wake: wake)) },
    CatalogEntry(
      "compare",
      group: "networks",
      says: "many runs side by side: settings, seeds, and what the results show",
      preview: { ComparePreview() }
    ) { _, wake in compare(wake) },
    CatalogEntry(
      "playground",
      group: "networks",
      says: "TensorFlow Playground: its data, networks and links",
      preview: { PlaygroundPreview() }
    ) { argument, wake in
      // A run of a sweep, opened with all its settings.
      let run = argument.flatMap { SweepCommandLine.run(of: $0) }
      let settings = run.flatMap { try? $0.settings.playgroundSettings(seed: $0.seed) }
      return ScreenHost(
        PlaygroundScreen(settings ?? PlaygroundSettings()),
        worker: SessionWorker(snapshotInterval: .milliseconds(30), wake: wake)
      )
    },
    CatalogEntry(
      "watch",
      group: "networks",
      says: "any training run's logs, live: curves, table, words",
      preview: { WatchPreview() }
    ) { argument, wake in
      let path = argument ?? "."
      return ScreenHost(WatchScreen([path]), worker: WatchWorker(.paths([path]), wake: wake))
    },
  ]

  /// What the menu compares: hidden sizes on XOR, many seeds each.
  private static func compare(_ wake: @escaping @Sendable () -> Void) -> any HostedScreen {
    var settings = SweepSettings(.xor)
    settings[.epochs] = .integer(2000)
    let sweep = Sweep(settings, axes: [.init(.hidden, [2, 3, 4, 8].map { .layers([$0]) })], seedCount: 500)
    let worker = CompareWorker(
      try? SweepTrainer(sweep),
      runs: Array(0..<sweep.runCount),
      workers: Processors.available,
      wake: wake
    )
    return ScreenHost(CompareScreen(sweep), worker: worker)
  }

  /// A screen with its defaults, or the menu.
  static func screen(_ destination: Destination, wake: @escaping @Sendable () -> Void) -> any HostedScreen {
    guard let entry = entries.first(where: { $0.name == destination.screen }) else {
      return ScreenHost(MenuScreen(CourseFiles.marked(entries), version: Dlviz.configuration.version))
    }
    return entry.make(destination.argument, wake)
  }
}
