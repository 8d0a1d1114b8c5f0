import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// Why depth does what it does, with the figures of the experiment at one layer.
struct DepthExplanation: ExplanationWriter {
  var lines: [StyledText] = []

  init(settings: DepthSettings, reports: [DepthReport], layer: Int) {
    heading("The experiment")
    say(
      "\(settings.batchSize) random samples go through \(settings.depth) layers of \(settings.width) units: "
        + "z = W·a + b, then a = f(z)."
    )
    say(
      "A random gradient of size 1 enters at the end and is propagated back: ∂L/∂a = Wᵀ · (∂L/∂a · f′(z)) of the next layer."
    )
    say("Weights, samples and that gradient are the same for every activation (seed \(settings.seed)).")

    heading("What one layer should do")
    let deviation = settings.initializer.standardDeviation(inputs: settings.width, outputs: settings.width)
    let gain = Double(settings.width) * deviation * deviation
    say(
      "\(settings.initializer.displayName): \(settings.initializer.formula), a standard deviation of \(n(deviation))."
    )
    say(
      "On the way back, the variance is multiplied by width · Var(w) · mean f′² = \(settings.width) × \(n(deviation))² × mean f′²"
    )
    say("= \(n(gain)) × mean f′². Above 1, gradients explode with depth; below 1, they vanish.")

    for report in reports {
      let diagnosis = DepthDiagnosis(report, width: settings.width, initializer: settings.initializer)
      heading("\(report.activation.displayName): \(diagnosis.word)")
      for sentence in diagnosis.sentences { say(sentence) }
      if let factor = diagnosis.gradientFactor, factor > 0, gain > 0 {
        say(
          "Measured: ×\(n(factor)) per layer on average, so mean f′² was about \(n(factor))² / \(n(gain)) = "
            + "\(n(factor * factor / gain))."
        )
      }
      guard report.firstOverflow == nil, report.layers.indices.contains(layer) else { continue }
      let figures = report.layers[layer]
      say(
        "Layer \(layer + 1): activations \(n(figures.mean)) ± \(n(figures.standardDeviation)), gradient "
          + "\(DepthDiagnosis.figure(figures.gradientSize)), \(NumberFormat.percent(1).string(figures.saturated)) saturated, "
          + "\(NumberFormat.percent(1).string(figures.dead)) of the units dead."
      )
    }
  }

  private func n(_ number: Double) -> String { ActivationsScreen.short(number) }
}
