import Datasets
import Foundation
import Testing
import Training

@testable import Screens

@Suite struct DrawnSampleStoreTests {
  private static func withDirectory(_ body: (String) throws -> Void) rethrows {
    let directory = NSTemporaryDirectory() + "dlviz-drawn-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try body(directory)
  }

  private func image(_ value: UInt8) -> [UInt8] { Array(repeating: value, count: 784) }

  @Test func drawingsGatherInMNISTsFormat() throws {
    try Self.withDirectory { directory in
      let store = DrawnSampleStore(directory: directory + "/deeper")
      #expect(try store.append(image: image(10), label: 7) == 1)
      #expect(try store.append(image: image(20), label: 0) == 2)
      let (images, labels) = try store.read()
      #expect(images == image(10) + image(20))
      #expect(labels == [7, 0])
      let bytes = try Data(contentsOf: URL(fileURLWithPath: directory + "/deeper/" + DrawnSampleStore.imagesName))
      #expect(Array(bytes.prefix(16)) == [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28])
      #expect(bytes.count == 16 + 2 * 784)
      let labelBytes = try Data(contentsOf: URL(fileURLWithPath: directory + "/deeper/" + DrawnSampleStore.labelsName))
      #expect(Array(labelBytes) == [0, 0, 8, 1, 0, 0, 0, 2, 7, 0])
    }
  }

  @Test func anImageWithoutALabelIsDropped() throws {
    // As after a crash between the two files: images of two drawings, labels of one.
    try Self.withDirectory { directory in
      let store = DrawnSampleStore(directory: directory)
      _ = try store.append(image: image(1), label: 1)
      let labels = try Data(contentsOf: URL(fileURLWithPath: directory + "/" + DrawnSampleStore.labelsName))
      _ = try store.append(image: image(2), label: 2)
      try labels.write(to: URL(fileURLWithPath: directory + "/" + DrawnSampleStore.labelsName))
      #expect(try store.append(image: image(3), label: 3) == 2)
      #expect(try store.read() == (image(1) + image(3), [1, 3]))
    }
  }

  @Test func brokenFilesAreLeftAlone() throws {
    try Self.withDirectory { directory in
      let store = DrawnSampleStore(directory: directory)
      _ = try store.append(image: image(1), label: 1)
      let path = directory + "/" + DrawnSampleStore.imagesName
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
      #expect(throws: DatasetError.self) { try store.append(image: image(2), label: 2) }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1, 2, 3]))
    }
  }

  @Test func aFolderThatCannotBeIsNamed() throws {
    try Self.withDirectory { directory in
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      let file = directory + "/file"
      try Data().write(to: URL(fileURLWithPath: file))
      let error = #expect(throws: CheckpointError.self) {
        try DrawnSampleStore(directory: file + "/drawn").append(image: image(2), label: 2)
      }
      #expect("\(error.map(String.init(describing:)) ?? "")".contains("cannot write \(file)/drawn"))
    }
  }

  @Test func theFolderFollowsXDG() {
    #expect(DrawnSampleStore.defaultDirectory(["XDG_DATA_HOME": "/d", "HOME": "/h"]) == "/d/dlviz/drawn")
    #expect(DrawnSampleStore.defaultDirectory(["XDG_DATA_HOME": "d", "HOME": "/h"]) == "/h/.local/share/dlviz/drawn")
    #expect(DrawnSampleStore.defaultDirectory([:]) == nil)
    #expect(DrawnSampleStore.directory(for: .generated, in: "/d") == "/d")
    #expect(DrawnSampleStore.directory(for: .kmnist, in: "/d") == "/d/kmnist")
  }
}
