/// Images in a table: a row an image, a column a pixel, and one column with the class, as Kaggle's MNIST and scikit-learn's digits have them.
struct CSVImages {
  let width: Int
  let height: Int
  /// Shape (count, height, width).
  let pixels: [UInt8]
  /// The class of each image as it stands in the file.
  let labels: [String]

  init(_ path: String) throws(DatasetError) {
    let table = try CSVTable(try FileSystem.bytes(path), name: path)
    let label = try Self.labelColumn(table, path: path)
    let number = table.header.first.flatMap { name in
      label != 0 && ["", "id", "index", "unnamed: 0"].contains(name.lowercased()) ? 0 : nil
    }
    let places = (0..<table.columns).filter { $0 != label && $0 != number }
    (width, height) = try Self.size(places.map { table.header.isEmpty ? "" : table.header[$0] }, path: path)
    let columns = table.columns
    var values: [Double] = []
    values.reserveCapacity(table.rows * places.count)
    var labels: [String] = []
    for row in 0..<table.rows {
      for place in places { values.append(Double(table.values[row * columns + place])) }
      labels.append(table.text(at: row * columns + label))
    }
    if let place = table.texts.keys.filter({ $0 % columns != label && $0 % columns != number }).min() {
      throw .malformed(
        file: "\(path), \(table.place(of: place))",
        expected: "a grey value",
        found: table.texts[place].map { $0.isEmpty ? "nothing" : "'\($0)'" } ?? "nothing"
      )
    }
    if let index = values.firstIndex(where: { !(0...255).contains($0) }) {
      let place = index / places.count * columns + places[index % places.count]
      throw .malformed(
        file: "\(path), \(table.place(of: place))",
        expected: "a grey value from 0 to 255 or 0 to 1",
        found: table.text(at: place)
      )
    }
    pixels = try PixelScale.bytes(values, name: path, isSixteen: width == 8 && height == 8)
    self.labels = labels
  }

  /// The column with the class: the one that is called so, else the last of scikit-learn's 65, else the first, unless it is the same in all
  /// rows, as a pixel at the edge is, and the last is not.
  private static func labelColumn(_ table: CSVTable, path: String) throws(DatasetError) -> Int {
    let names = table.header.map { $0.lowercased() }
    for wanted in ["label", "target", "class", "y", "digit", "labels", "species"] {
      if let index = names.firstIndex(of: wanted) { return index }
    }
    guard names.isEmpty else {
      throw .malformed(
        file: path,
        expected: "a column called label, target or class",
        found: names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
      )
    }
    if table.columns == 65 { return 64 }
    let last = table.columns - 1
    func isConstant(_ column: Int) -> Bool {
      (1..<table.rows).allSatisfy { table.text(at: $0 * table.columns + column) == table.text(at: column) }
    }
    return table.rows > 1 && isConstant(0) && !isConstant(last) ? last : 0
  }

  /// Columns and rows of an image: from names such as `28x28` or `pixel_7_7`, else of a square.
  private static func size(_ names: [String], path: String) throws(DatasetError) -> (width: Int, height: Int) {
    let numbers = (names.last ?? "").split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    if numbers.count == 2 {
      for (height, width) in [(numbers[0], numbers[1]), (numbers[0] + 1, numbers[1] + 1)]
      where height * width == names.count && IDXHeader.sides.contains(height) && IDXHeader.sides.contains(width) {
        return (width, height)
      }
    }
    let side = Int(Double(names.count).squareRoot().rounded())
    guard side * side == names.count, IDXHeader.sides.contains(side) else {
      throw .malformed(
        file: path,
        expected: "as many pixel columns as a square of up to 64×64 has, or names such as 20x14",
        found: "\(names.count)"
      )
    }
    return (side, side)
  }
}

extension ImageDatasets {
  /// Reads a table of images, and another one to measure on; without it every sixth image is set aside.
  static func load(csv path: String, test: String?, kind: ImageDatasetKind) throws(DatasetError) -> ImageDatasets {
    let first = try CSVImages(path)
    let second: CSVImages? = if let test { try CSVImages(test) } else { nil }
    if let second, second.width != first.width || second.height != first.height {
      throw .wrongImageSize(
        file: test ?? "",
        expectedWidth: first.width,
        expectedHeight: first.height,
        foundWidth: second.width,
        foundHeight: second.height
      )
    }
    let (names, isKnown) = try classNames(
      of: first.labels + (second?.labels ?? []),
      kind: first.width == 28 && first.height == 28 ? kind : .custom,
      path: path
    )
    let classes = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    let kind = isKnown ? kind : .custom
    func table(_ images: CSVImages) -> ImageTable {
      var table = ImageTable(
        width: images.width,
        height: images.height,
        pixels: images.pixels,
        labels: images.labels.map { UInt8(classes[$0] ?? 0) }
      )
      if kind.isTransposed { table.transpose() }
      return table
    }
    let (train, rest) = second.map { (table(first), table($0)) } ?? table(first).split()
    guard rest.count > 0 else {
      throw .malformed(file: path, expected: "at least 6 images, of which one is set aside", found: "\(train.count)")
    }
    return ImageDatasets(
      kind,
      title: isKnown ? kind.title : FileSystem.name(of: path),
      train: train,
      test: rest,
      classNames: isKnown ? kind.classNames : names,
      from: path + (second == nil ? ", every sixth image set aside for the test" : "")
    )
  }

  /// The labels that a file's images have, in the order of their classes, and whether they are those of a set.
  private static func classNames(
    of labels: [String],
    kind: ImageDatasetKind,
    path: String
  ) throws(DatasetError) -> (names: [String], isKnown: Bool) {
    let found = Set(labels)
    if let numbers = Optional(found.compactMap { Int($0) }), numbers.count == found.count, let last = numbers.max(),
      numbers.allSatisfy({ $0 >= 0 }), last < mostClasses
    {
      if kind != .custom, last < kind.firstLabel + kind.classNames.count {
        return ((0..<kind.classNames.count).map { String($0 + kind.firstLabel) }, true)
      }
      guard last >= 1 else { throw .classCount(file: path, found: found.count) }
      return ((0...last).map(String.init), false)
    }
    guard (2...mostClasses).contains(found.count) else { throw .classCount(file: path, found: found.count) }
    return (found.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }, false)
  }
}
