import NeuralNet
import Shell
import Terminal
import Training

extension MnistScreen {
  /// The keys of the sixth page.
  var modelBindings: [Binding<MnistScreen>] {
    [
      Binding(
        "W",
        hint: "save weights",
        rank: 12,
        help: "write the weights to a new file (safetensors)",
        group: Self.thisPage,
        when: { $0.currentNetwork != nil }
      ) { screen, _ in
        guard let network = screen.currentNetwork else { return [] }
        return [
          .effect(.saveWeights(network, path: screen.state.options.saveFile, metadata: screen.weightsMetadata))
        ]
      },
      Binding(
        "L",
        hint: "load weights",
        rank: 13,
        help: "load the newest weights into a new, paused run",
        group: Self.thisPage,
        when: { $0.run.hasBegun }
      ) { screen, _ in
        let sizes = screen.run.settings.architecture.layerSizes
        return [.effect(.loadWeights(path: screen.state.options.saveFile, layerSizes: sizes))]
      },
      Binding(
        "nN",
        caps: "n N",
        hint: "next image",
        hintCaps: "n",
        rank: 14,
        help: "the next, previous watched image",
        group: Self.thisPage
      ) { screen, key in
        screen.model.showImage(by: key == .character("n") ? 1 : -1, screen.state)
        return []
      },
    ]
  }
}
