import Foundation
import Testing

@testable import Datasets

/// Image files that are nearly as the libraries write them: what can be read is, and what cannot is named with its place.
@Suite struct StrangeImagesTests {
  private let directory = TemporaryDirectory()

  private func fault(_ name: String) -> String {
    do throws(DatasetError) {
      _ = try ImageDatasets.load(try ImageSource.find(directory.path + (name.isEmpty ? "" : "/" + name)))
      return "none"
    } catch {
      return error.description.replacing(directory.path, with: "")
    }
  }

  private func write(_ text: String, to name: String) { directory.write(Array(text.utf8), to: name) }

  // MARK: Archives

  @Test func numbersOfSixteenBitsAndBigEndian() throws {
    // 1, 0.5, −2, 2⁻²⁴ and the largest, 65504.
    let halves: [UInt8] = [0x00, 0x3C, 0x00, 0x38, 0x00, 0xC0, 0x01, 0x00, 0xFF, 0x7B]
    let half = try NPYArray(StoredZip.array("<f2", [5], halves), name: "f")
    #expect(half.values() == [1, 0.5, -2, 5.9604644775390625e-08, 65504])
    let big = try NPYArray(StoredZip.array(">i4", [2], [0, 0, 1, 2, 255, 255, 255, 254]), name: "f")
    #expect(big.values() == [258, -2])
    let text = #expect(throws: DatasetError.self) { try NPYArray(StoredZip.array("<U3", [1], []), name: "f") }
    #expect(text?.description.contains("expected whole numbers or floats of 16 to 64 bits, found '<U3'") == true)
  }

  @Test func archivesWithFlatImagesAndRowsOfClasses() throws {
    let images: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    func archive(_ images: [UInt8], _ shape: [Int], _ labels: [UInt8], _ labelShape: [Int]) -> [UInt8] {
      let arrays = [("X_train", images, shape), ("Y_train", labels, labelShape)].map { name, content, shape in
        (name: name + ".npy", content: StoredZip.array("|u1", shape, content))
      }
      return StoredZip.bytes(arrays + arrays.map { ($0.name.replacing("train", with: "test"), $0.content) })
    }
    directory.write(archive(Array(images.prefix(8)), [2, 4], [0, 0, 1, 1, 0, 0], [2, 3]), to: "a.npz")
    let sets = try ImageDatasets.load(try ImageSource.find(directory.path + "/a.npz"))
    #expect(sets.train.height == 2 && sets.train.width == 2 && sets.train.labels == [2, 0])
    #expect(sets.test.pixels == [1, 2, 3, 4, 5, 6, 7, 8])
    directory.write(archive(images, [3, 3], [0, 1, 0], [3]), to: "b.npz")
    #expect(fault("b.npz").contains("expected grey images, (count, rows, columns), found shape (3, 3)"))
    directory.write(archive(Array(images.prefix(8)), [2, 4], [0, 1, 1, 1, 0, 0], [2, 3]), to: "c.npz")
    #expect(
      fault("c.npz").contains("expected a class for each image, or a row with a single 1, found another row at item 0")
    )
    directory.write(archive(Array(images.prefix(8)), [2, 4], [0, 1, 1], [3]), to: "d.npz")
    #expect(fault("d.npz").contains("found 2 images and 3 labels"))
  }

  @Test(arguments: [
    ("mnist.npz", ImageDatasetKind.mnist), ("mnist_train.csv", .mnist), ("mnist_784.csv.gz", .mnist),
    ("mnist_train_small.csv", .mnist), ("fashion-mnist_test.csv", .fashionMNIST), ("kmnist.npz", .kmnist),
    ("emnist-letters-train.csv", .emnistLetters), ("pneumoniamnist.npz", .custom), ("kannada_mnist.csv", .custom),
    ("notMNIST.npz", .custom), ("overhead_mnist_train.csv", .custom), ("emnist.npz", .custom), ("digits.csv", .custom),
  ])
  func onlyTheSetItselfGoesByItsName(name: String, kind: ImageDatasetKind) {
    #expect(ImageDatasetKind(fileName: name) == kind)
  }

  // MARK: Tables

  @Test func theClassMayStandLastWithoutAHeader() throws {
    write((0..<12).map { "0,\($0),3,4,\($0 % 2)\n" }.joined(), to: "last.csv")
    let images = try CSVImages(directory.path + "/last.csv")
    #expect(images.labels.prefix(3) == ["0", "1", "0"] && images.pixels.prefix(4) == [0, 0, 3, 4])
    write((0..<12).map { "\($0 % 2),0,\($0),3,0\n" }.joined(), to: "first.csv")
    #expect(try CSVImages(directory.path + "/first.csv").labels.prefix(3) == ["0", "1", "0"])
  }

  @Test(arguments: [
    ("abc", "expected a grey value, found 'abc'"), ("", "expected a grey value, found nothing"),
    ("300", "expected a grey value from 0 to 255 or 0 to 1, found 300"),
    ("-3", "expected a grey value from 0 to 255 or 0 to 1, found -3"),
  ])
  func aWrongCellIsNamedByLineAndColumn(cell: String, words: String) {
    write("label,a,b,c,d\n1,0,0,0,0\n\n0,1,\(cell),3,4\n", to: "x.csv")
    #expect(fault("x.csv") == "/x.csv, line 4, column 3 (b) cannot be read: \(words)")
    write("1,0,0,0,0\n0,1,\(cell),3,4\n", to: "plain.csv")
    #expect(fault("plain.csv") == "/plain.csv, line 2, column 3 cannot be read: \(words)")
  }

  @Test func tablesThatHaveNothingToLearn() {
    write("label,a,b,c,d\n", to: "head.csv")
    #expect(fault("head.csv") == "/head.csv cannot be read: expected rows of numbers below the header, found none")
    write("label,a,b,c,d\n1,0,0,0,0\n0,1,2,3,4\n", to: "few.csv")
    #expect(
      fault("few.csv") == "/few.csv cannot be read: expected at least 6 images, of which one is set aside, found 2"
    )
  }

  // MARK: Folders

  private func png(_ names: String...) throws {
    let image = try FileSystem.bytes(try ForeignImageTests.url("grey.png").path)
    for name in names { directory.write(image, to: name) }
  }

  @Test func foldersInCapitals() throws {
    try png("Train/a/1.png", "Train/b/1.png", "Test/a/1.png", "Test/b/1.png")
    let sets = try ImageDatasets.load(try ImageSource.find(directory.path))
    #expect(sets.train.count == 2 && sets.test.count == 2)
  }

  @Test func oneClassIsNamed() throws {
    try png("pictures/1.png")
    #expect(fault("") == " has 1 class: expected 2 to 100")
  }

  @Test func aFewPicturesCannotBeSplit() throws {
    try png("a/1.png", "b/1.png")
    #expect(fault("") == " cannot be read: expected at least 6 images, of which one is set aside, found 2")
  }

  @Test func classesThatDifferAreNamed() throws {
    try png("train/a/1.png", "train/b/1.png", "test/a/1.png")
    #expect(fault("") == "/test cannot be read: expected the 2 classes of /train, found no PNG files of b")
    try png("test/c/1.png")
    #expect(fault("").hasSuffix("found no PNG files of b, and others of c"))
  }

  @Test func whatLiesThereIsNamed() throws {
    write("x", to: "processed/training.pt")
    write("x", to: "processed/test.pt")
    #expect(
      fault("").hasPrefix(" cannot be read as images: found a folder with processed, in which are .pt files; expected")
    )
    write("x", to: "frame.parquet")
    #expect(
      fault("frame.parquet").hasPrefix("/frame.parquet cannot be read as images: found a .parquet file; expected")
    )
    directory.write(IDXWriter.labels([1]), to: "t10k-labels-idx1-ubyte")
    #expect(
      fault("t10k-labels-idx1-ubyte").contains("found one file of MNIST's four, for which --data takes their folder")
    )
  }

  @Test func largeImagesInMNISTsNamesAreCalledLarge() {
    for name in ["train", "t10k"] {
      directory.write(
        IDXWriter.images(Array(repeating: 1, count: 65 * 65), width: 65, height: 65),
        to: "\(name)-images-idx3-ubyte"
      )
      directory.write(IDXWriter.labels([3]), to: "\(name)-labels-idx1-ubyte")
    }
    #expect(fault("") == "/t10k-images-idx3-ubyte has images of 65×65 (rows × columns): expected 1×1 to 64×64")
  }
}
