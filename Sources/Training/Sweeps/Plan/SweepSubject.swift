import Datasets
import Lessons
import NeuralNet
import Playground

/// What a sweep trains.
public enum SweepSubject: String, CaseIterable, Hashable, Sendable {
  /// Small networks on a truth table, as `dlviz xor`.
  case xor
  /// The perceptron's rule on a truth table, as `dlviz perceptron`.
  case perceptron
  /// One neuron on y = 2x + 1, as `dlviz neuron`; its start is drawn by the seed.
  case neuron
  /// An image classifier, as `dlviz mnist`.
  case mnist
  /// Points of the plane, as `dlviz playground`.
  case playground

  /// The settings that can be varied or fixed, in the order of tables.
  public var parameters: [SweepParameter] {
    switch self {
    case .xor:
      [.gate, .hidden, .activation, .loss, .optimizer, .learningRate, .batchSize, .epochs, .initializer, .l1, .l2]
    case .perceptron: [.gate, .learningRate, .epochs]
    case .neuron: [.activation, .optimizer, .learningRate, .batchSize, .epochs]
    case .mnist:
      [.hidden, .activation, .optimizer, .learningRate, .schedule, .batchSize, .epochs, .dropout, .l1, .l2]
    case .playground:
      [
        .dataset, .noise, .trainPercent, .samples, .features, .hidden, .activation, .output, .loss, .optimizer,
        .learningRate, .batchSize, .epochs, .initializer, .regularization, .regularizationRate, .dropout, .residual,
      ]
    }
  }

  /// The value that the subject's own command has for a setting.
  public func defaultValue(of parameter: SweepParameter) -> SweepValue {
    switch self {
    case .xor:
      let settings = PlaneSettings()
      return switch parameter {
      case .gate: .name(LogicGate.xor.name)
      case .hidden: .layers(settings.hidden)
      case .activation: .name(settings.activation.name)
      case .loss: .name(settings.loss.name)
      case .optimizer: .name(settings.optimizer.name)
      case .learningRate: .number(settings.learningRate)
      case .batchSize: .integer(settings.batchSize)
      case .epochs: .integer(settings.epochs)
      case .initializer: .name(settings.initializer.name)
      case .schedule: .name(LearningRateSchedule.constant.rawValue)
      case .dropout: .number(0)
      case .l1: .number(settings.l1)
      case .l2: .number(settings.l2)
      default: .name("")
      }
    case .perceptron:
      return switch parameter {
      case .gate: .name(LogicGate.and.name)
      case .learningRate: .number(0.1)
      default: .integer(20)
      }
    case .neuron:
      let settings = NeuronSettings()
      return switch parameter {
      case .activation: .name(settings.architecture.outputActivation.name)
      case .optimizer: .name(settings.optimizer.name)
      case .learningRate: .number(settings.learningRate)
      case .batchSize: .integer(settings.batch.size(of: settings.data.count))
      case .epochs: .integer(settings.epochs)
      default: .name("")
      }
    case .mnist:
      let settings = ClassifierSettings()
      return switch parameter {
      case .hidden: .layers([128, 64])
      case .activation: .name(Activation.relu.name)
      case .optimizer: .name(settings.optimizer.name)
      case .learningRate: .number(settings.learningRate)
      case .schedule: .name(settings.schedule.rawValue)
      case .batchSize: .integer(settings.batchSize)
      case .epochs: .integer(settings.epochs)
      case .dropout: .number(settings.dropout)
      case .l1: .number(settings.l1)
      case .l2: .number(settings.l2)
      default: .name("")
      }
    case .playground: return Self.playgroundDefault(of: parameter)
    }
  }

  /// Whether a run ends with its task solved or not, rather than more or less well.
  public var isSolvable: Bool { self == .xor || self == .perceptron }

  /// Whether runs may have test samples.
  public var hasTestSamples: Bool { self == .mnist || self == .playground }

  /// What `train_loss` is.
  public var lossWords: String { self == .perceptron ? "errors" : "loss" }
}
