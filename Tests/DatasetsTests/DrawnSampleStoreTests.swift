import Datasets
import Dispatch
import Foundation
import Testing

@Suite struct DrawnSampleStoreTests {
  private static func withDirectory(_ body: (String) throws -> Void) rethrows {
    let directory = NSTemporaryDirectory() + "dlviz-drawn-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try body(directory)
  }

  private func image(_ value: UInt8) -> [UInt8] { Array(repeating: value, count: 784) }

  private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test func drawingsGatherInMNISTsFormat() throws {
    try Self.withDirectory { directory in
      let files = DrawnSampleFiles(.mnist, in: directory + "/deeper/still")
      let store = DrawnSampleStore(files)
      #expect(try store.keep(image: image(10), label: 7).outcome == .added)
      let (samples, outcome) = try store.keep(image: image(20), label: 0)
      #expect(outcome == .added)
      #expect(samples.pixels == image(10) + image(20) && samples.labels == [7, 0])
      #expect(try files.read() == samples)
      let images = try bytes(files.imagesPath)
      #expect(Array(images.prefix(16)) == [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28])
      #expect(images.count == 16 + 2 * 784)
      #expect(try bytes(files.labelsPath) == [0, 0, 8, 1, 0, 0, 0, 2, 7, 0])
    }
  }

  @Test func theSameDrawingIsKeptOnceAndItsClassCanBeCorrected() throws {
    try Self.withDirectory { directory in
      let files = DrawnSampleFiles(.mnist, in: directory)
      let store = DrawnSampleStore(files)
      _ = try store.keep(image: image(1), label: 1)
      _ = try store.keep(image: image(2), label: 2)
      #expect(try store.keep(image: image(1), label: 1).outcome == .unchanged(index: 0))
      #expect(try store.keep(image: image(1), label: 7).outcome == .relabelled(index: 0, from: 1))
      #expect(try files.read().labels == [7, 2])
      #expect(try files.read().pixels == image(1) + image(2))
    }
  }

  @Test func aForgottenDrawingLeavesTheOthers() throws {
    try Self.withDirectory { directory in
      let files = DrawnSampleFiles(.mnist, in: directory)
      let store = DrawnSampleStore(files)
      #expect(try store.forget(image: image(1)).index == nil)
      #expect(!FileManager.default.fileExists(atPath: directory), "nothing is made")
      for value in [1, 2, 3] as [UInt8] { _ = try store.keep(image: image(value), label: value) }
      #expect(try store.forget(image: image(9)).index == nil)
      let (left, index) = try store.forget(image: image(2))
      #expect(index == 1 && left.labels == [1, 3] && left.pixels == image(1) + image(3))
      #expect(try files.read() == left)
      _ = try store.forget(image: image(3))
      #expect(try store.forget(image: image(1)).samples.count == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == [".lock"])
      #expect(try store.keep(image: image(4), label: 4).outcome == .added)
    }
  }

  @Test func savingFromSeveralSidesLosesNothing() throws {
    try Self.withDirectory { directory in
      let files = DrawnSampleFiles(.mnist, in: directory)
      let store = DrawnSampleStore(files)
      DispatchQueue.concurrentPerform(iterations: 24) { number in
        _ = try? store.keep(image: Array(repeating: UInt8(number), count: 784), label: UInt8(number % 10))
      }
      let samples = try files.read()
      #expect(Set((0..<samples.count).map { samples.image(at: $0).first }) == Set((0..<24).map { UInt8($0) }))
      for index in 0..<samples.count {
        #expect(samples.labels[index] == samples.image(at: index).first.map { $0 % 10 })
      }
    }
  }

  @Test func whatAnInterruptedSaveLeavesIsWrittenOver() throws {
    // As after a crash between the two files: images of two drawings, labels of one.
    try Self.withDirectory { directory in
      let files = DrawnSampleFiles(.mnist, in: directory)
      let store = DrawnSampleStore(files)
      _ = try store.keep(image: image(1), label: 1)
      let labels = try bytes(files.labelsPath)
      _ = try store.keep(image: image(2), label: 2)
      try write(labels, files.labelsPath)
      #expect(try files.read().count == 1)
      _ = try store.keep(image: image(3), label: 3)
      #expect(try files.read().pixels == image(1) + image(3))
      #expect(try files.read().labels == [1, 3])
    }
  }

  @Test func brokenFilesAreLeftAloneAndTheWayOutIsSaid() throws {
    try Self.withDirectory { directory in
      let files = DrawnSampleFiles(.mnist, in: directory)
      let store = DrawnSampleStore(files)
      _ = try store.keep(image: image(1), label: 1)
      _ = try store.keep(image: image(2), label: 2)
      let (images, labels) = (try bytes(files.imagesPath), try bytes(files.labelsPath))
      let faults: [([UInt8]?, [UInt8]?, String)] = [
        ([1, 2, 3, 4], labels, "is not an IDX file"), (Array(images.dropLast(5)), labels, "is too short"),
        (images + [0], labels, "is too long"), (images, Array(labels.dropLast()), "is too short"),
        (images, [0, 0, 8, 1, 0, 0, 0, 2, 1, 77], "a label that is not a class"),
        (images, [0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3], "do not belong together"),
        (images, nil, "labels-idx1-ubyte: No such file"), (nil, labels, "images-idx3-ubyte: No such file"),
      ]
      for (newImages, newLabels, words) in faults {
        for (new, path) in [(newImages, files.imagesPath), (newLabels, files.labelsPath)] {
          if let new { try write(new, path) } else { try FileManager.default.removeItem(atPath: path) }
        }
        let error = #expect(throws: DrawnSampleError.self) { try store.keep(image: image(3), label: 3) }
        let text = error?.description ?? ""
        #expect(text.contains(words), "\(text)")
        #expect(text.contains("repair them or move them away"))
        #expect((try? bytes(files.imagesPath)) == newImages)
        #expect((try? bytes(files.labelsPath)) == newLabels)
      }
    }
  }

  @Test func aFolderThatCannotBeIsNamedInPlainWords() throws {
    try Self.withDirectory { directory in
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      let file = directory + "/file"
      try write([], file)
      let error = #expect(throws: DrawnSampleError.self) {
        try DrawnSampleStore(DrawnSampleFiles(.mnist, in: file + "/drawn")).keep(image: image(2), label: 2)
      }
      #expect(
        error?.description
          == "cannot write in \(file): Not a directory; correct that, or set XDG_DATA_HOME to another folder"
      )
    }
  }
}
