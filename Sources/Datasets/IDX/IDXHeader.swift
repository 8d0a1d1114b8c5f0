/// What the head of an IDX file says: unsigned bytes in one dimension (labels) or three (images), or QMNIST's table of whole numbers.
///
/// Layout, big-endian: two zero bytes, one byte of type, one byte of dimensions, then 32 bits per dimension.
/// Source: LeCun, Cortes and Burges, *The MNIST database of handwritten digits*.
struct IDXHeader: Equatable {
  /// What a reader wants to find.
  enum Content {
    /// Labels from a first one on, one for each class.
    case labels(first: Int, classCount: Int)
    /// QMNIST's labels: eight 32-bit numbers an image, of which the first is the class.
    case labelTable(classCount: Int)
    /// Images of one size.
    case images(width: Int, height: Int)
    /// Images of any size that a network here takes.
    case anyImages

    var dimensions: Int {
      switch self {
      case .labels: 1
      case .labelTable: 2
      case .images, .anyImages: 3
      }
    }

    /// The type byte.
    var type: UInt8 {
      if case .labelTable = self { return IDXHeader.wholeNumber }
      return IDXHeader.unsignedByte
    }
  }

  /// No set in this format is larger: EMNIST by class has 697,932 training images.
  static let maximumCount = 1_000_000
  /// Rows and columns that an image may have.
  static let sides = 1...64
  /// The type byte of unsigned bytes.
  static let unsignedByte: UInt8 = 0x08
  /// The type byte of 32-bit whole numbers.
  static let wholeNumber: UInt8 = 0x0C
  /// Columns of QMNIST's label files.
  static let tableColumns = 8

  /// How many labels or images follow.
  let count: Int
  /// How many bytes an item takes.
  let itemSize: Int
  /// Rows of an image; 1 for labels.
  let height: Int
  /// Columns of an image; 1 for labels.
  let width: Int

  var payloadSize: Int { count * itemSize }

  /// The header's bytes, of which there are 4 + 4 · dimensions.
  init(_ bytes: [UInt8], content: Content, file: String) throws(DatasetError) {
    let expected = Self.size(of: content)
    // The fault that says most comes first: four bytes are enough to tell that it is another kind of file.
    if bytes.count >= 4 {
      guard bytes[0] == 0, bytes[1] == 0 else { throw .wrongMagic(file: file, found: Self.integer(bytes, at: 0)) }
      guard bytes[2] == content.type else {
        throw .wrongType(file: file, expected: content.type, found: bytes[2])
      }
      guard Int(bytes[3]) == content.dimensions else {
        throw .wrongDimensions(file: file, expected: content.dimensions, found: Int(bytes[3]))
      }
    }
    guard bytes.count == expected else { throw .noHeader(file: file, expected: expected, found: bytes.count) }
    count = Int(Self.integer(bytes, at: 4))
    guard count > 0 else { throw .empty(file: file) }
    guard count <= Self.maximumCount else { throw .tooMany(file: file, limit: Self.maximumCount, found: count) }
    switch content {
    case .labels:
      (itemSize, height, width) = (1, 1, 1)
    case .labelTable:
      let columns = Int(Self.integer(bytes, at: 8))
      guard columns == Self.tableColumns else {
        throw .malformed(file: file, expected: "\(Self.tableColumns) numbers an image", found: "\(columns)")
      }
      (itemSize, height, width) = (4 * columns, 1, columns)
    case .images, .anyImages:
      let (rows, columns) = (Int(Self.integer(bytes, at: 8)), Int(Self.integer(bytes, at: 12)))
      if case .images(let width, let height) = content {
        guard rows == height, columns == width else {
          throw .wrongImageSize(
            file: file,
            expectedWidth: width,
            expectedHeight: height,
            foundWidth: columns,
            foundHeight: rows
          )
        }
      }
      guard Self.sides.contains(rows), Self.sides.contains(columns) else {
        throw .imageSize(file: file, height: rows, width: columns)
      }
      (itemSize, height, width) = (rows * columns, rows, columns)
    }
  }

  static func size(of content: Content) -> Int { 4 + 4 * content.dimensions }

  private static func integer(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
