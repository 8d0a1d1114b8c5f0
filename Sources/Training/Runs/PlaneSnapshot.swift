import NeuralNet

/// A small network between two steps, with what its optimizer remembers.
public struct PlaneSnapshot: Equatable, Sendable {
  /// The network.
  public var network: Network<Double>
  /// What the next step depends on: parameters, running values, the number of steps.
  public var state: Trainer<Double>.State

  /// A network and its optimizer's state; without one, the optimizer has yet to begin.
  public init(network: Network<Double>, state: Trainer<Double>.State? = nil) {
    self.network = network
    self.state = state ?? Trainer<Double>.State(parameters: network.parameters)
  }
}
