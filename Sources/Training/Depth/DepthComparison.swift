import NeuralNet

/// The same deep random network, samples and gradient with one activation after another, so that only f differs.
public struct DepthComparison: Hashable, Sendable {
  /// What is done.
  public let settings: DepthSettings
  /// Bins of each layer's histogram.
  public static let binCount = 48

  /// A comparison.
  /// - Throws: when the settings cannot be.
  public init(_ settings: DepthSettings) throws(SettingsError) {
    try settings.validate()
    self.settings = settings
  }

  /// Runs one experiment an activation; for a thread of its own.
  ///
  /// - Parameters:
  ///   - progress: called with the fraction done after each layer's pass.
  ///   - report: called with each activation's report as soon as it is done.
  ///   - isCancelled: asked after each layer's pass; when true, nothing more is reported.
  /// - Returns: all reports, nil when cancelled.
  @discardableResult
  public func run(
    progress: (Double) -> Void = { _ in },
    report: (DepthReport) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) -> [DepthReport]? {
    var reports: [DepthReport] = []
    let total = Double(max(1, settings.activations.count))
    for (index, activation) in settings.activations.enumerated() {
      let layers = experiment(activation).run { fraction in
        progress((Double(index) + fraction) / total)
        return !isCancelled()
      }
      guard let layers else { return nil }
      reports.append(DepthReport(activation: activation, layers: layers))
      report(reports[reports.count - 1])
    }
    return reports
  }

  private func experiment(_ activation: Activation) -> DepthExperiment {
    DepthExperiment(
      depth: settings.depth,
      width: settings.width,
      batchSize: settings.batchSize,
      activation: activation,
      initializer: settings.initializer,
      seed: settings.seed,
      saturationThreshold: settings.saturationThreshold,
      binCount: Self.binCount
    )
  }
}
