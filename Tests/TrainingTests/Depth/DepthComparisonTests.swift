import NeuralNet
import Testing
import Training

struct DepthComparisonTests {
  private let settings = DepthSettings(
    width: 16,
    depth: 6,
    batchSize: 32,
    initializer: .heNormal,
    seed: 7,
    activations: [.sigmoid, .identity, .relu]
  )

  @Test func reportsEveryActivationInOrderAndTellsProgress() throws {
    var told: [Double] = []
    var reported: [Activation] = []
    let reports = try #require(
      DepthComparison(settings).run(progress: { told.append($0) }, report: { reported.append($0.activation) })
    )
    #expect(reported == settings.activations)
    #expect(reports.map(\.activation) == settings.activations)
    #expect(reports.allSatisfy { $0.layers.count == 6 })
    #expect(told == told.sorted() && told.last == 1 && told.count == 3 * 12)
  }

  /// Only f differs: the first layer's z, and so the share of positive ones, is the same for all.
  @Test func allActivationsSeeTheSameNetwork() throws {
    let reports = try #require(DepthComparison(settings).run())
    #expect(Set(reports.map { $0.layers[0].preActivationSize }).count == 1)
    #expect(Set(reports.map { $0.layers[5].gradientSize }).count == 1)
  }

  @Test func stopsWhenCancelled() throws {
    var passes = 0
    let reports = try DepthComparison(settings).run(progress: { _ in passes += 1 }, isCancelled: { passes >= 4 })
    #expect(reports == nil)
    #expect(passes == 4)
  }

  @Test(
    arguments: [
      (0, 5, 32, 0.01, "width"), (513, 5, 32, 0.01, "width"), (8, 51, 32, 0.01, "depth"), (8, 5, 2, 0.01, "batch size"),
      (8, 5, 32, 0, "threshold"),
    ]
  )
  func refusesWhatCannotBe(width: Int, depth: Int, batch: Int, threshold: Double, setting: String) {
    let settings = DepthSettings(
      width: width,
      depth: depth,
      batchSize: batch,
      activations: [.relu],
      saturationThreshold: threshold
    )
    let error = #expect(throws: SettingsError.self) { try DepthComparison(settings) }
    #expect(error?.setting == setting)
  }

  /// 50 layers that each take a factor of about 0.14 off leave 1e-42, which Float cannot hold with any precision.
  @Test func gradientsBelowFloatsRangeKeepTheirSize() throws {
    var deep = settings
    deep.depth = 50
    deep.initializer = .pytorch
    deep.activations = [.sigmoid]
    let layers = try #require(DepthComparison(deep).run()?.first?.layers)
    let sizes = layers.map(\.gradientSize)
    #expect(sizes[0] > 0 && sizes[0] < 1e-38)
    // Every layer takes about the same factor off; numbers at the end of Float's range would not.
    let factors = zip(sizes, sizes.dropFirst()).map { $0 / $1 }
    #expect(factors.allSatisfy { $0 > 0.05 && $0 < 0.3 })
  }

  @Test func ratioComparesTheFirstLayerWithTheLast() throws {
    let report = try #require(DepthComparison(settings).run()?.first)
    let expected = report.layers[0].gradientSize / report.layers[5].gradientSize
    #expect(report.gradientRatio == expected)
    #expect(report.firstOverflow == nil)
    #expect(DepthReport(activation: .relu, layers: []).gradientRatio == nil)

    var large = settings
    large.initializer = .normal(1e12)
    large.activations = [.identity]
    let overflown = try #require(DepthComparison(large).run()?.first)
    // Each layer multiplies by 4e12, so the third or fourth passes 3.4e38.
    #expect(overflown.firstOverflow == 2 || overflown.firstOverflow == 3)
    #expect(overflown.gradientRatio == nil)
  }

  /// Every activation is counted once, whatever the new scale.
  @Test func histogramsKeepTheirCountOnAnotherScale() throws {
    let report = try #require(DepthComparison(settings).run()?.last)
    for range in [report.histogramRange(layer: 0), -0.1...0.1, -100...100, 3...4] {
      for layer in report.layers.indices {
        let counts = report.histogram(layer: layer, over: range, binCount: 13)
        #expect(counts.count == 13)
        #expect(abs(counts.reduce(0, +) - Double(16 * 32)) < 1e-6)
      }
    }
  }

  /// Every layer's activations lie within its scale, whatever explodes.
  @Test func explodingLayersHaveAScaleEach() throws {
    var settings = settings
    settings.activations = [.relu, .tanh]
    settings.initializer = .normal(1)
    let reports = try #require(DepthComparison(settings).run())
    #expect(reports.map(\.needsScalePerLayer) == [true, false])
    for report in reports {
      for (index, layer) in report.layers.enumerated() {
        let range = report.histogramRange(layer: index)
        #expect(range.lowerBound <= layer.range.lowerBound && layer.range.upperBound <= range.upperBound)
        #expect(range.contains(0))
      }
    }
    #expect(reports[0].histogramRange(layer: 5).upperBound > 4 * reports[0].histogramRange(layer: 0).upperBound)
    #expect(reports[1].histogramRange(layer: 5) == reports[1].histogramRange(layer: 0))
  }
}
