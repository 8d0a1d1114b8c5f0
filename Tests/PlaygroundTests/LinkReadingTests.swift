import NeuralNet
import Playground
import Testing

@Suite struct LinkReadingTests {
  private func read(_ text: String) throws -> PlaygroundLink { try PlaygroundLink(text) { "0.12345" } }

  @Test func anAddressWithoutAFragmentIsThePeersFirstExperiment() throws {
    var expected = PlaygroundSettings()
    expected.seed = "0.12345"
    let link = try read("https://playground.tensorflow.org/")
    #expect(link.settings == expected)
    #expect(link.notes == ["seed: missing; 0.12345 was drawn at random"])
  }

  @Test func wordsAreNoLink() {
    #expect(throws: PlaygroundFault.self) { try read("spiral") }
  }

  @Test func readsKeysAsThePeerDoes() throws {
    let link = try read(
      "https://playground.tensorflow.org/#activation=relu&regularization=L2&batchSize=%2010&dataset=spiral&learningRate=1e-1"
        + "&regularizationRate=.5&noise=0x10&networkShape=3,,2.5,-1&seed=a=b&percTrainData=70&x=False&y=false&sinX=&sinY=1"
    )
    let settings = link.settings
    #expect(settings.activation == .relu)
    #expect(settings.regularization == .l2)
    #expect(settings.dataset == .spiral)
    #expect(settings.learningRate == 0.1)
    #expect(settings.regularizationRate == 0.5)
    #expect(settings.noise == 16)
    #expect(settings.hidden.map(\.units) == [3, 0, 3, 0])
    #expect(settings.seed == "a")
    #expect(settings.trainPercent == 70)
    // "False" is not "false", an empty value is none, and any other is true.
    #expect(settings.orderedFeatures == [.x, .sinY])
    if case .samples(let size) = settings.batchSize { #expect(size.isNaN) } else { Issue.record("a full batch") }
  }

  @Test func laterKeysAndUnknownOnes() throws {
    let link = try read("#noise=10&noise=20&speed=9&seed=1&dataset=moons&cosX=true")
    #expect(link.settings.noise == 20)
    #expect(link.settings.dataset == .circle)
    #expect(
      link.notes == [
        "speed: not a key of Playground; ignored", "cosX: Playground knows the key but has no such feature; ignored",
        "dataset=moons: expected circle, xor, gauss, spiral; ignored",
      ]
    )
  }

  @Test func anEmptyShapeHasNoHiddenLayer() throws {
    #expect(try read("networkShape=&seed=1").settings.hidden.isEmpty)
    #expect(try read("networkShape&seed=1").settings.hidden.count == 2)
  }

  @Test func theSlidersEndsHoldNoise() throws {
    #expect(try read("noise=75").settings.noise == 75)
    #expect(try read("noise=90").settings.noise == 50)
    #expect(try read("noise=-5").settings.noise == 0)
  }

  @Test func aHiddenFeatureIsTakenOut() throws {
    let link = try read("seed=1&x=true&x_hide=true&playButton_hide=true")
    #expect(link.settings.orderedFeatures == [.y])
    #expect(link.notes.count == 1)
  }

  @Test func aRegressionTakesTheOtherDataset() throws {
    let link = try read("seed=1&problem=regression&regDataset=reg-gauss&dataset=xor&initZero=true&showTestData=yes")
    #expect(link.settings.dataset == .bumps)
    #expect(link.settings.outputActivation == .linear)
    #expect(link.settings.initialization == .zero)
    #expect(link.settings.showsTestData)
  }

  @Test func writesWhatItReads() throws {
    let text =
      PlaygroundLink.address
      + "activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03&regularizationRate=0&noise=0"
      + "&networkShape=4,2&seed=0.27182&showTestData=false&discretize=false&percTrainData=50&x=true&y=true&xTimesY=false"
      + "&xSquared=false&ySquared=false&cosX=false&sinX=false&cosY=false&sinY=false&collectStats=false"
      + "&problem=classification&initZero=false&hideText=false"
    #expect(try read(text).settings.link == text)
    #expect(try read(text).settings.peerLacks.isEmpty)
  }

  @Test func namesWhatThePeerLacks() {
    var settings = PlaygroundSettings()
    settings.dataset = .blobs
    settings.optimizer = .adam
    settings.hidden = [HiddenLayer(units: 4, activation: .gelu)]
    settings.isResidual = true
    #expect(
      settings.peerLacks == [
        "the data set blobs", "an activation for each layer", "the output softmax", "the loss cross-entropy", "Adam",
        "residual connections",
      ]
    )
    settings = PlaygroundSettings()
    settings.noise = 80
    #expect(settings.peerLacks.isEmpty)
    // The page takes more as 50.
    settings.noise = 99
    #expect(settings.peerLacks == ["noise 99"])
  }

  @Test(arguments: [
    (0.00001, "0.00001"), (1e-7, "1e-7"), (1.5e-7, "1.5e-7"), (10, "10"), (0.03, "0.03"), (1e21, "1e+21"),
    (123456789012345683968, "123456789012345680000"), (-2.5, "-2.5"), (0, "0"), (100, "100"),
  ])
  func writesNumbersAsJavaScriptDoes(number: Double, text: String) {
    var settings = PlaygroundSettings()
    settings.learningRate = number
    #expect(settings.link.contains("&learningRate=\(text)&"))
  }
}
