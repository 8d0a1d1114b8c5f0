import Foundation
import NeuralNet
import Testing

@testable import Datasets

/// Image files as the real libraries write them; `Reference/generate.py` has made them and the pixels that must come out.
@Suite struct ForeignImageTests {
  private let directory = TemporaryDirectory()

  static func url(_ name: String) throws -> URL {
    try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Reference"))
  }

  private static func expected(_ name: String) throws -> [String: Any] {
    let content = try JSONSerialization.jsonObject(with: Data(contentsOf: try url("expected.json")))
    return try #require((content as? [String: Any])?[name] as? [String: Any])
  }

  private static func bytes(_ values: Any?) throws -> [UInt8] {
    try #require(values as? [Int]).map { UInt8($0) }
  }

  @Test(arguments: ["grey", "grey_alpha", "rgb", "rgba", "bits", "palette", "wide", "filters"])
  func pngsBecomeGreyAsPillowHasIt(name: String) throws {
    let image = try PNGImage(try FileSystem.bytes(try Self.url("\(name).png").path), name: name)
    let expected = try Self.expected(name)
    #expect([image.height, image.width] == expected["size"] as? [Int])
    #expect(image.pixels == (try Self.bytes(expected["pixels"])))
  }

  @Test func damagedPNGsAreRefused() throws {
    let whole = try FileSystem.bytes(try Self.url("rgb.png").path)
    for length in 0..<whole.count - 12 {
      #expect(throws: DatasetError.self) { try PNGImage(Array(whole[..<length]), name: "f") }
    }
    var random = RandomNumbers(seed: 1)
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      _ = try? PNGImage(bytes, name: "f")
    }
    #expect(throws: DatasetError.malformed(file: "f", expected: "a PNG file", found: "a JPEG")) {
      try PNGImage([0xFF, 0xD8, 0xFF], name: "f")
    }
  }

  @Test(arguments: ["stored", "packed"])
  func kerasArchives(name: String) throws {
    let sets = try ImageDatasets.load(try ImageSource.find(try Self.url("\(name).npz").path))
    let expected = try Self.expected("npz")
    #expect(sets.kind == .custom && [sets.train.height, sets.train.width] == expected["size"] as? [Int])
    #expect(sets.train.pixels == (try Self.bytes(expected["train"])))
    #expect(sets.test.pixels == (try Self.bytes(expected["test"])))
    #expect(sets.train.labels == (try Self.bytes(expected["train_labels"])))
    #expect(sets.test.labels == (try Self.bytes(expected["test_labels"])))
    #expect(sets.train.classNames == ["0", "1", "2"])
  }

  @Test func damagedArchivesAreRefused() throws {
    let whole = try FileSystem.bytes(try Self.url("packed.npz").path)
    var random = RandomNumbers(seed: 1)
    for round in 0..<2000 {
      var bytes = whole
      if round % 3 == 0 { bytes.removeLast(random.below(bytes.count)) }
      for _ in 0...random.below(3) where !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      guard let archive = try? ZipArchive(bytes, path: "f") else { continue }
      for entry in archive.entries {
        if let data = try? archive.read(entry) { _ = try? NPYArray(data, name: "f").pixels(name: "f") }
      }
    }
  }

  @Test(arguments: ["digits.csv.gz", "digits_frame.csv"])
  func scikitLearnsDigits(name: String) throws {
    let images = try CSVImages(try Self.url(name).path)
    let expected = try Self.expected("digits")
    #expect(images.width == 8 && images.height == 8)
    #expect(images.pixels == (try Self.bytes(expected["pixels"])))
    #expect(images.labels == (expected["labels"] as? [Int])?.map(String.init))
    let sets = try ImageDatasets.load(try ImageSource.find(try Self.url(name).path))
    #expect(sets.train.count == 25 && sets.test.count == 5)
  }

  @Test func kagglesTables() throws {
    let names = ["label"] + (1...2).flatMap { row in (1...3).map { "\(row)x\($0)" } }
    directory.write(
      Array("\(names.joined(separator: ","))\n1,0,50,100,150,200,255\r\n0,1,2,3,4,5,6\n".utf8),
      to: "mnist_train.csv"
    )
    directory.write(Array("\(names.joined(separator: ","))\n1,9,8,7,6,5,4\n".utf8), to: "mnist_test.csv")
    let source = try ImageSource.find(directory.path)
    #expect(source == .csv(directory.path + "/mnist_train.csv", test: directory.path + "/mnist_test.csv", .mnist))
    let sets = try ImageDatasets.load(source)
    #expect(sets.train.height == 2 && sets.train.width == 3)
    #expect(sets.train.pixels == [0, 50, 100, 150, 200, 255, 1, 2, 3, 4, 5, 6] && sets.train.labels == [1, 0])
    #expect(sets.test.pixels == [9, 8, 7, 6, 5, 4] && sets.test.labels == [1])
    directory.write(Array("label,a,b,c,d\n1,0,0,0\n".utf8), to: "bad.csv")
    #expect(throws: DatasetError.malformed(file: directory.path + "/bad.csv, line 2", expected: "5 fields", found: "4"))
    {
      try CSVImages(directory.path + "/bad.csv")
    }
  }

  /// torchvision's `EMNIST/raw` and `QMNIST/raw`, from their root, themselves, and `raw`.
  @Test(arguments: ["", "/BASE", "/BASE/raw"])
  func torchvisionsFolders(place: String) throws {
    let archive = try ZipArchive(try FileSystem.bytes(try Self.url("letters.npz").path), path: "f")
    let letters = try NPYArray(try archive.read(try #require(archive.entries.first)), name: "f").pixels(name: "f")
    var columns = ImageTable(width: 28, height: 28, pixels: letters, labels: [0, 0, 0, 0])
    columns.transpose()
    var table: [UInt8] = [0, 0, 12, 2, 0, 0, 0, 4, 0, 0, 0, 8]
    for label in [7, 0, 9, 1] as [UInt8] { table += [0, 0, 0, label] + Array(repeating: 0, count: 28) }
    for part in ["train", "test"] {
      directory.write(IDXWriter.images(columns.pixels), to: "EMNIST/raw/emnist-letters-\(part)-images-idx3-ubyte")
      directory.write(IDXWriter.labels([1, 26, 3, 1]), to: "EMNIST/raw/emnist-letters-\(part)-labels-idx1-ubyte")
      directory.write(IDXWriter.images(letters), to: "QMNIST/raw/qmnist-\(part)-images-idx3-ubyte")
      directory.write(table, to: "QMNIST/raw/qmnist-\(part)-labels-idx2-int")
    }
    let expected = try Self.expected("letters")
    func path(_ base: String) -> String { directory.path + place.replacing("BASE", with: base) }
    let emnist = try ImageDatasets.load(try ImageSource.find(path("EMNIST"), kind: .emnistLetters))
    #expect(Array(emnist.test.image(at: 0).prefix(28)) == (try Self.bytes(expected["first_row"])))
    #expect(emnist.test.pixels == letters)
    #expect(emnist.test.labels == (try Self.bytes(expected["labels"])))
    #expect(emnist.test.className(at: 1) == "z" && emnist.test.classNames.count == 26)
    let qmnist = try ImageDatasets.load(try ImageSource.find(path("QMNIST"), kind: .qmnist))
    #expect(qmnist.test.labels == [7, 0, 9, 1] && qmnist.normalisation == .mnist)
    if place != "" { #expect(try ImageSource.find(path("EMNIST")).kind == .emnistLetters) }
  }

  @Test func torchvisionsMNISTHasRawInside() throws {
    for name in ["train", "t10k"] {
      directory.write(
        IDXWriter.images(Array(repeating: 9, count: 784)),
        to: "FashionMNIST/raw/\(name)-images-idx3-ubyte"
      )
      directory.write(IDXWriter.labels([3]), to: "FashionMNIST/raw/\(name)-labels-idx1-ubyte")
    }
    for place in ["", "/FashionMNIST", "/FashionMNIST/raw"] {
      let sets = try ImageDatasets.load(try ImageSource.find(directory.path + place))
      #expect(sets.kind == .fashionMNIST && sets.test.className(at: 0) == "Dress")
      #expect(sets.normalisation == .fashionMNIST)
    }
  }

  @Test func foldersOfPNGsByClass() throws {
    let png = try FileSystem.bytes(try Self.url("grey.png").path)
    for (name, count) in [("training/b", 2), ("training/a", 1), ("testing/a", 1), ("testing/b", 1)] {
      for index in 0..<count { directory.write(png, to: "\(name)/\(index).png") }
    }
    let sets = try ImageDatasets.load(try ImageSource.find(directory.path))
    #expect(sets.train.classNames == ["a", "b"] && sets.train.labels == [0, 1, 1] && sets.test.labels == [0, 1])
    #expect(sets.train.height == 5 && sets.train.width == 7)
    #expect(sets.train.pixels.prefix(35) == (try Self.bytes(try Self.expected("grey")["pixels"]))[...])
    directory.write(try FileSystem.bytes(try Self.url("filters.png").path), to: "training/a/odd.png")
    #expect(
      throws: DatasetError.wrongImageSize(
        file: directory.path + "/training/a/odd.png",
        expectedWidth: 7,
        expectedHeight: 5,
        foundWidth: 14,
        foundHeight: 20
      )
    ) { try ImageDatasets.load(try ImageSource.find(directory.path)) }
  }

  @Test func whatCannotBeReadIsNamedWithWhatCan() throws {
    directory.write([1], to: "notes.txt")
    let error = #expect(throws: DatasetError.self) { try ImageSource.find(directory.path) }
    #expect(error?.description.contains("found a folder with notes.txt; expected MNIST's four files") == true)
  }

  @Test func ownFilesInMNISTsFormat() throws {
    // 20 rows of 14 columns, three classes.
    for name in ["train", "test"] {
      directory.write(
        IDXWriter.images(Array(repeating: 1, count: 3 * 280), width: 14, height: 20),
        to: "\(name)-images.idx3-ubyte"
      )
      directory.write(IDXWriter.labels([0, 11, 2]), to: "\(name)-labels.idx1-ubyte")
    }
    let sets = try ImageDatasets.load(try ImageSource.find(directory.path))
    #expect(sets.kind == .custom && sets.train.height == 20 && sets.train.width == 14)
    #expect(sets.train.classNames.count == 12)
    #expect(sets.normalisation.mean == 0.0039)
  }

  /// A tape's padding: zeros after a member, and another member after them.
  @Test func zerosAfterGzipAreNothing() throws {
    let labels = IDXWriter.labels([1, 2, 3])
    let (first, second) = (
      StoredGzip.compress(Array(labels.prefix(5))), StoredGzip.compress(Array(labels.dropFirst(5)))
    )
    let padding = [UInt8](repeating: 0, count: 1000)
    for bytes in [first + second + padding, first + padding + second, first + padding + second + padding] {
      #expect(try IDXReader.labels(bytes, name: "f") == [1, 2, 3])
    }
  }
}
