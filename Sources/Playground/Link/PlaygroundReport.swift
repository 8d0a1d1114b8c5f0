import NeuralNet
import Records

/// A run as JSON lines.
public enum PlaygroundReport {
  /// The line of a run's start.
  public static func started(_ trainer: PlaygroundTrainer, withWeights: Bool) -> String {
    let settings = trainer.settings
    var line = JSONLine(event: "started")
    line.add("command", "playground")
    line.add("dataset", settings.dataset.title)
    line.add("seed", settings.seed)
    line.add("epochs", settings.epochs)
    line.add("steps_per_epoch", trainer.stepsPerEpoch)
    line.add("layers", settings.layerSizes)
    line.add("parameters", trainer.shape.parameterCount)
    line.add("features", settings.orderedFeatures.map(\.name))
    line.add("activations", settings.hidden.indices.map { settings.activation(ofHidden: $0).name })
    line.add("output", settings.outputActivation.rawValue)
    line.add("loss", settings.effectiveLoss.rawValue)
    line.add("optimizer", settings.optimizer.rawValue)
    line.add("learning_rate", settings.learningRate)
    switch settings.batchSize {
    case .samples(let count): line.add("batch_size", count)
    case .full: line.add("batch_size", "full")
    }
    line.add("regularization", settings.regularization.rawValue)
    line.add("regularization_rate", settings.regularizationRate)
    line.add("dropout", settings.dropout)
    line.add("initializer", settings.initialization.name)
    line.add("residual", settings.isResidual)
    line.add("noise", settings.noise)
    line.add("train_percent", settings.trainPercent)
    line.add("train", trainer.split.train.count)
    line.add("test", trainer.split.test.count)
    line.add("first_train", points(trainer.split.train.prefix(3)))
    line.add("first_test", points(trainer.split.test.prefix(3)))
    line.add("link", settings.link)
    line.add("peer_lacks", settings.peerLacks)
    if withWeights { line.add("weights", weights(trainer.weights)) }
    return line.text
  }

  /// The line of an epoch's end, or of epoch 0 before training.
  public static func epoch(_ epoch: Int, _ figures: PlaygroundFigures, seconds: Double, samplesPerSecond: Double?)
    -> String
  {
    var line = JSONLine(event: "epoch")
    line.add("epoch", epoch)
    line.add("train_loss", figures.trainLoss)
    line.add("test_loss", figures.testLoss)
    line.add("train_accuracy", figures.trainAccuracy)
    line.add("test_accuracy", figures.testAccuracy)
    line.add("seconds", seconds)
    line.add("samples_per_second", samplesPerSecond)
    return line.text
  }

  /// The line of an update: the losses of all points after it, in the epoch that is under way.
  public static func step(_ step: Int, epoch: Int, _ figures: PlaygroundFigures) -> String {
    var line = JSONLine(event: "step")
    line.add("step", step)
    line.add("epoch", epoch)
    line.add("train_loss", figures.trainLoss)
    line.add("test_loss", figures.testLoss)
    return line.text
  }

  /// The line of a run's end.
  public static func finished(
    _ trainer: PlaygroundTrainer,
    reason: String,
    epochs: Int,
    figures: PlaygroundFigures,
    seconds: Double,
    withWeights: Bool
  ) -> String {
    var line = JSONLine(event: "finished")
    line.add("reason", reason)
    line.add("epochs", epochs)
    line.add("train_loss", figures.trainLoss)
    line.add("test_loss", figures.testLoss)
    line.add("seconds", seconds)
    if withWeights { line.add("weights", weights(trainer.weights)) }
    return line.text
  }

  private static func weights(_ weights: PlaygroundWeights) -> JSONValue {
    .array(
      (0..<weights.shape.layerCount).map { layer in
        .array(
          (0..<weights.shape.sizes[layer + 1]).map { unit in
            object([
              ("bias", number(weights.bias(layer: layer, unit: unit))),
              ("weights", .array(weights.weights(layer: layer, unit: unit).map { number($0) })),
            ])
          }
        )
      }
    )
  }

  private static func points(_ points: ArraySlice<PlanePoint>) -> JSONValue {
    .array(points.map { object([("x", number($0.x)), ("y", number($0.y)), ("label", number($0.label))]) })
  }

  /// JSON has no NaN and no infinity.
  private static func number(_ value: Double) -> JSONValue { value.isFinite ? .number(value) : .null }

  private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONValue.Member(name: $0.0, value: $0.1) })
  }

}
