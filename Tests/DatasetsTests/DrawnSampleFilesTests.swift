import Testing

@testable import Datasets

@Suite struct DrawnSampleFilesTests {
  @Test func theFolderFollowsXDG() {
    #expect(DrawnSampleFiles.defaultRoot(["XDG_DATA_HOME": "/d", "HOME": "/h"]) == "/d/dlviz/drawn")
    #expect(DrawnSampleFiles.defaultRoot(["XDG_DATA_HOME": "d", "HOME": "/h"]) == "/h/.local/share/dlviz/drawn")
    #expect(DrawnSampleFiles.defaultRoot([:]) == nil)
    #expect(DrawnSampleFiles(.generated, in: "/d") == DrawnSampleFiles(.mnist, in: "/d"))
    #expect(DrawnSampleFiles(.generated, in: "/d").directory == "/d")
    #expect(DrawnSampleFiles(.kmnist, in: "/d").directory == "/d/kmnist")
  }

  @Test func noFilesAreNoSamples() throws {
    let samples = try DrawnSampleFiles(.mnist, in: "/nowhere/at/all").read()
    #expect(samples.count == 0 && samples.classNames == ImageDatasetKind.mnist.classNames)
  }

  @Test func samplesAreReadWithTheNamesOfTheirClasses() throws {
    let directory = TemporaryDirectory()
    let files = DrawnSampleFiles(.kmnist, in: directory.path)
    let pixels = [UInt8](repeating: 3, count: 784) + [UInt8](repeating: 9, count: 784)
    directory.write(IDXWriter.images(pixels), to: "kmnist/\(DrawnSampleFiles.imagesName)")
    // Only the first of them has its label: the second was being saved when the program was ended.
    directory.write(IDXWriter.labels([4]), to: "kmnist/\(DrawnSampleFiles.labelsName)")
    let samples = try files.read()
    #expect(samples.count == 1 && samples.className(at: 0) == "na")
    #expect(Array(samples.image(at: 0)) == Array(pixels.prefix(784)))
    #expect(!samples.isGenerated)
  }

  @Test func whatHasAFilesNameButIsNoneIsSaidSo() {
    let directory = TemporaryDirectory()
    let files = DrawnSampleFiles(.mnist, in: directory.path)
    directory.write([], to: "\(DrawnSampleFiles.imagesName)/something")
    #expect(throws: DatasetError.notAFile(path: files.imagesPath)) { try files.read() }
  }

  @Test func writtenBytesAreReadBack() throws {
    let pixels = (0..<3 * 784).map { UInt8(truncatingIfNeeded: $0 * 7) }
    #expect(try IDXReader.images(IDXWriter.images(pixels), name: "images") == pixels)
    #expect(try IDXReader.labels(IDXWriter.labels([1, 9, 0]), name: "labels") == [1, 9, 0])
  }
}
