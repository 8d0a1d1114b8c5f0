import Datasets
import NeuralNet
import Testing
import Training

/// What is said of weights that were trained with pixels scaled in another way.
@Suite struct InputScaleCheckTests {
  private static let architecture = Architecture(
    layerSizes: [1, 2],
    hiddenActivation: .relu,
    outputActivation: .identity
  )

  /// Images of one pixel, dark or bright; the brightness tells the class nine times in ten.
  private static let sets: ImageDatasets = {
    let isBright = (0..<400).map { $0 % 2 == 1 }
    let values: [UInt8] = isBright.map { $0 ? 200 : 100 }
    let labels: [UInt8] = isBright.enumerated().map { index, bright in bright == (index / 2 % 10 != 0) ? 1 : 0 }
    let set = ImageDataset(
      name: "pixels",
      kind: .custom,
      width: 1,
      height: 1,
      pixels: values,
      labels: labels,
      classNames: ["dark", "bright"],
      provenance: "made for a test"
    )
    return ImageDatasets(train: set, test: set)
  }()

  /// The best network that there is for inputs scaled so: with 90 % and 10 % for what is so nine times in ten, no loss is lower (Gibbs'
  /// inequality). Its logits are ±½·ln 9.
  private static func parameters(bestFor scale: PixelNormalisation) -> [Float] {
    let (dark, bright) = (scale.value(100), scale.value(200))
    let slope: Float = 2.1972246 / (bright - dark)
    let bias = -slope * (dark + bright) / 2
    return [-slope, slope, -bias, bias]
  }

  private static func check(trainedWith scale: PixelNormalisation, fed: PixelNormalisation) -> InputScaleCheck? {
    InputScaleCheck(
      architecture,
      parameters: parameters(bestFor: scale),
      data: ClassifierData(sets, normalisation: fed)
    )
  }

  @Test(arguments: [PixelNormalisation.unit, .fashionMNIST, .symmetric])
  func theScaleThatTheNetworkWasTrainedWithIsNamed(_ scale: PixelNormalisation) throws {
    // Other ways are right just as often, but not with probabilities that fit.
    let found = try #require(Self.check(trainedWith: scale, fed: .bytes))
    #expect(found.better == scale)
    #expect(abs(found.betterAccuracy - 0.9) < 1e-9)
    #expect(abs(found.accuracy - 0.5) < 1e-9)
    #expect(found.count == 400)
  }

  @Test func nothingIsSaidOfTheRightScale() {
    #expect(Self.check(trainedWith: .unit, fed: .unit) == nil)
    #expect(Self.check(trainedWith: .mnist, fed: .mnist) == nil)
  }

  @Test func theActivationThatTheNetworkWasTrainedWithIsNamed() throws {
    // With tanh the hidden unit tells dark from bright by its sign; with ReLU bright gives 0, and the biases call it dark too.
    let scale = PixelNormalisation.unit
    let middle = (scale.value(100) + scale.value(200)) / 2
    let hidden: [Float] = [-20, 20 * middle]
    let parameters = hidden + [1.1, -1.1, 0.2, -0.2]
    let architecture = Architecture(layerSizes: [1, 1, 2], hiddenActivation: .relu, outputActivation: .identity)
    func check(_ activations: [Activation]) -> InputScaleCheck? {
      InputScaleCheck(
        architecture,
        parameters: parameters,
        data: ClassifierData(Self.sets, normalisation: scale),
        activations: activations
      )
    }
    let found = try #require(check([.relu, .tanh]))
    #expect(found.betterActivation == .tanh && found.better == scale)
    #expect(abs(found.betterAccuracy - 0.9) < 1e-9)
  }
}
