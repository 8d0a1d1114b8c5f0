import Foundation
import Testing

@testable import Datasets

@Suite struct DatasetLocatorTests {
  let directory = TemporaryDirectory()

  private func fill(_ folder: String, suffix: String = ".gz") {
    for part in DatasetFiles.Part.allCases { directory.write([0], to: folder + "/" + part.rawValue + suffix) }
  }

  @Test func placesComeInTheirOrder() {
    let locator = DatasetLocator(
      dataDirectory: "/a/",
      environment: ["DLVIZ_DATA": "/b", "XDG_CACHE_HOME": "/c", "HOME": "/h"]
    )
    #expect(locator.places.map(\.directory) == ["/a", "/b", "/c/dlviz"])
    #expect(locator.places.map(\.origin) == ["--data", "$DLVIZ_DATA", "cache"])
    #expect(locator.downloadDirectory(for: .kmnist) == "/a/kmnist")
  }

  @Test func theCacheFollowsTheXDGSpecification() {
    #expect(DatasetLocator.cacheDirectory(["HOME": "/h"]) == "/h/.cache/dlviz")
    #expect(DatasetLocator.cacheDirectory(["HOME": "/h", "XDG_CACHE_HOME": ""]) == "/h/.cache/dlviz")
    #expect(DatasetLocator.cacheDirectory(["HOME": "/h", "XDG_CACHE_HOME": "relative"]) == "/h/.cache/dlviz")
    #expect(DatasetLocator.cacheDirectory([:]) == nil)
    #expect(DatasetLocator(environment: ["DLVIZ_DATA": "~/d", "HOME": "/h"]).places[0].directory == "/h/d")
    #expect(DatasetLocator(environment: ["DLVIZ_DATA": "/d", "HOME": "/h"]).downloadDirectory == "/h/.cache/dlviz")
  }

  @Test(arguments: ["", "mnist", "MNIST/raw"], ["", ".gz"])
  func findsFilesInTheDirectoryOrAFolderOfIt(folder: String, suffix: String) throws {
    fill(folder, suffix: suffix)
    let files = try DatasetLocator(dataDirectory: directory.path, environment: [:]).find(.mnist)
    #expect(files.path(.testLabels).hasSuffix("t10k-labels-idx1-ubyte" + suffix))
    #expect(files.directory == directory.path + (folder.isEmpty ? "" : "/" + folder))
  }

  @Test func findsTheDottedSpelling() throws {
    for name in ["train-images.idx3", "train-labels.idx1", "t10k-images.idx3", "t10k-labels.idx1"] {
      directory.write([0], to: name + "-ubyte")
    }
    let files = try DatasetLocator(dataDirectory: directory.path, environment: [:]).find(.mnist)
    #expect(files.path(.trainImages) == directory.path + "/train-images.idx3-ubyte")
  }

  @Test func aLaterPlaceServesWhenAnEarlierHasNothing() throws {
    fill("second/mnist")
    let locator = DatasetLocator(
      dataDirectory: directory.path + "/first",
      environment: ["DLVIZ_DATA": directory.path + "/second"]
    )
    #expect(try locator.find(.mnist).directory == directory.path + "/second/mnist")
  }

  @Test func aFolderNamedAfterAnotherSetIsNotThisOne() throws {
    fill("fashion-mnist")
    let locator = DatasetLocator(dataDirectory: directory.path + "/fashion-mnist", environment: [:])
    #expect(try locator.find(.fashionMNIST).directory == directory.path + "/fashion-mnist")
    #expect(throws: DatasetError.notFound(kind: .mnist, searched: [directory.path + "/fashion-mnist"])) {
      try locator.find(.mnist)
    }
  }

  @Test func missingFilesAreNamed() {
    directory.write([0], to: "mnist/train-images-idx3-ubyte.gz")
    directory.write([0], to: "mnist/t10k-labels-idx1-ubyte")
    let locator = DatasetLocator(dataDirectory: directory.path, environment: [:])
    let error = #expect(throws: DatasetError.self) { try locator.find(.mnist) }
    #expect(
      error?.description
        == "MNIST in \(directory.path)/mnist is incomplete: missing train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz"
    )
  }

  @Test func aDirectoryInAFilesPlaceIsNamed() {
    fill("mnist", suffix: "")
    directory.write([0], to: "kmnist/t10k-images-idx3-ubyte/inside")
    for part in [DatasetFiles.Part.trainImages, .trainLabels, .testLabels] {
      directory.write([0], to: "kmnist/" + part.rawValue)
    }
    let locator = DatasetLocator(dataDirectory: directory.path, environment: [:])
    #expect(throws: DatasetError.notAFile(path: directory.path + "/kmnist/t10k-images-idx3-ubyte")) {
      try locator.find(.kmnist)
    }
  }

  @Test(.enabled(if: MNISTForTests.files != nil, "needs MNIST in $DLVIZ_DATA"), arguments: [true, false])
  func anotherSetsFilesAreCalledThat(isGzipped: Bool) throws {
    let mnist = try #require(MNISTForTests.files)
    fill("fashion-mnist", suffix: isGzipped ? ".gz" : "")
    let labels = try IDXReader.labels(path: mnist.path(.testLabels))
    let name = "fashion-mnist/t10k-labels-idx1-ubyte"
    if isGzipped {
      let bytes = try Data(contentsOf: URL(filePath: mnist.path(.testLabels)))
      directory.write([UInt8](bytes), to: name + ".gz")
    } else {
      directory.write(IDXFixture.labels(labels), to: name)
    }
    let locator = DatasetLocator(dataDirectory: directory.path, environment: [:])
    let folder = directory.path + "/fashion-mnist"
    #expect(throws: DatasetError.anothers(kind: .fashionMNIST, directory: folder, found: .mnist)) {
      try locator.find(.fashionMNIST)
    }
  }

  @Test func nothingFoundSaysWhereAndWhatToDo() {
    let locator = DatasetLocator(dataDirectory: "/nowhere", environment: ["HOME": "/none"])
    let error = #expect(throws: DatasetError.self) { try locator.find(.kmnist) }
    #expect(
      error?.description
        == "no KMNIST files found; looked in /nowhere, /none/.cache/dlviz. `dlviz data fetch kmnist` downloads them"
    )
  }

  @Test func everyPlaceWithFilesIsListed() throws {
    fill("a/mnist")
    fill("b")
    directory.write([0], to: "h/.cache/dlviz/mnist/t10k-labels-idx1-ubyte")
    let locator = DatasetLocator(
      dataDirectory: directory.path + "/a",
      environment: ["DLVIZ_DATA": directory.path + "/b", "HOME": directory.path + "/h"]
    )
    let findings = locator.findings(of: .mnist)
    #expect(findings.map(\.origin) == ["--data", "$DLVIZ_DATA", "cache"])
    #expect(try findings[0].files.get().directory == directory.path + "/a/mnist")
    #expect(throws: DatasetError.self) { try findings[2].files.get() }
    #expect(try findings[1].files.get().arePublished() == false)
    #expect(locator.findings(of: .kmnist).map(\.origin) == ["$DLVIZ_DATA"])
  }
}
