extension ImageDatasets {
  /// The names that arrays have in an `.npz` of images: Keras's, MedMNIST's and others'.
  private static let arrayNames = [
    ["x_train", "y_train", "x_test", "y_test"],
    ["train_images", "train_labels", "test_images", "test_labels"],
    ["training_images", "training_labels", "test_images", "test_labels"],
  ]

  /// Reads a `.npz` such as Keras's `mnist.npz`: images (count, rows, columns) and labels (count).
  static func load(npz path: String, kind: ImageDatasetKind) throws(DatasetError) -> ImageDatasets {
    let archive = try ZipArchive(try FileSystem.bytes(path), path: path)
    let entries = Dictionary(
      archive.entries.map { ($0.name.lowercased(), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    guard let names = arrayNames.first(where: { $0.allSatisfy { entries[$0 + ".npy"] != nil } }) else {
      throw .malformed(
        file: path,
        expected: "arrays x_train, y_train, x_test and y_test",
        found: archive.entries.prefix(8).map { $0.name }.joined(separator: ", ")
      )
    }
    func array(_ index: Int) throws(DatasetError) -> (NPYArray, name: String) {
      let name = "\(path), \(names[index])"
      guard let entry = entries[names[index] + ".npy"] else {
        throw .malformed(file: path, expected: "an array \(names[index])", found: "none")
      }
      return (try NPYArray(try archive.read(entry), name: name), name)
    }
    func table(_ index: Int) throws(DatasetError) -> (pixels: ImageTable, labels: [Int]) {
      let (images, name) = try array(index)
      var shape = images.shape
      // A channel of its own, behind or before the pixels.
      if shape.count == 4, shape[3] == 1 {
        shape.removeLast()
      } else if shape.count == 4, shape[1] == 1 {
        shape.remove(at: 1)
      } else if shape.count == 2 {
        // Rows of pixels, as most programs take them.
        let side = Int(Double(shape[1]).squareRoot().rounded())
        if side * side == shape[1] { shape = [shape[0], side, side] }
      }
      guard shape.count == 3 else {
        throw .malformed(file: name, expected: "grey images, (count, rows, columns)", found: Self.text(images.shape))
      }
      guard IDXHeader.sides.contains(shape[1]), IDXHeader.sides.contains(shape[2]) else {
        throw .imageSize(file: name, height: shape[1], width: shape[2])
      }
      let (labels, labelName) = try array(index + 1)
      guard labels.shape.first == shape[0] else {
        throw .countMismatch(images: name, imageCount: shape[0], labels: labelName, labelCount: labels.shape.first ?? 0)
      }
      guard shape[0] > 0 else { throw .empty(file: name) }
      let pixels = try images.pixels(name: name)
      return (
        ImageTable(width: shape[2], height: shape[1], pixels: pixels, labels: []),
        try classes(of: labels, name: labelName)
      )
    }
    var (train, trainLabels) = try table(0)
    var (test, testLabels) = try table(2)
    guard train.width == test.width, train.height == test.height else {
      throw .wrongImageSize(
        file: "\(path), \(names[2])",
        expectedWidth: train.width,
        expectedHeight: train.height,
        foundWidth: test.width,
        foundHeight: test.height
      )
    }
    let count = max(trainLabels.max() ?? 0, testLabels.max() ?? 0) + 1
    guard (2...mostClasses).contains(count) else { throw .classCount(file: path, found: count) }
    train.labels = trainLabels.map { UInt8($0) }
    test.labels = testLabels.map { UInt8($0) }
    let isKnown = kind != .custom && train.width == 28 && train.height == 28 && count <= kind.classNames.count
    return ImageDatasets(
      isKnown ? kind : .custom,
      title: isKnown ? kind.title : FileSystem.name(of: path),
      train: train,
      test: test,
      classNames: isKnown ? kind.classNames : (0..<count).map(String.init),
      from: path
    )
  }

  /// The classes that labels name: whole numbers, or a row for each image with a 1 where its class is.
  private static func classes(of labels: NPYArray, name: String) throws(DatasetError) -> [Int] {
    let values = labels.values()
    let columns = labels.shape.dropFirst().reduce(1, *)
    if columns > 1 {
      guard labels.shape.count == 2 else {
        throw .malformed(file: name, expected: "a class for each image", found: text(labels.shape))
      }
      return try (0..<labels.shape[0]).map { row throws(DatasetError) in
        let range = row * columns..<(row + 1) * columns
        guard let index = values[range].firstIndex(of: 1), values[range].allSatisfy({ $0 == 0 || $0 == 1 }),
          values[range].reduce(0, +) == 1
        else {
          throw .malformed(
            file: name,
            expected: "a class for each image, or a row with a single 1",
            found: "another row at item \(grouped(row))"
          )
        }
        return index - range.lowerBound
      }
    }
    return try values.map { value throws(DatasetError) in
      guard value == value.rounded(), (0..<Double(mostClasses)).contains(value) else {
        throw .malformed(file: name, expected: "classes from 0 to \(mostClasses - 1)", found: "\(value)")
      }
      return Int(value)
    }
  }

  private static func text(_ shape: [Int]) -> String { "shape (\(shape.map(String.init).joined(separator: ", ")))" }
}
