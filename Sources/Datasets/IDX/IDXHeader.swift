/// What the head of an IDX file says: unsigned bytes in one dimension (labels) or three (images).
///
/// Layout, big-endian: two zero bytes, one byte of type, one byte of dimensions, then 32 bits per dimension.
/// Source: LeCun, Cortes and Burges, *The MNIST database of handwritten digits*.
struct IDXHeader: Equatable {
  /// What a reader wants to find.
  enum Content {
    case labels
    case images(width: Int, height: Int)

    var dimensions: Int {
      switch self {
      case .labels: 1
      case .images: 3
      }
    }
  }

  /// No set in this format is larger: eight times MNIST's 60,000, which leaves room for EMNIST's 280,000 digits.
  static let maximumCount = 480_000
  /// The type byte of unsigned bytes.
  static let unsignedByte: UInt8 = 0x08

  /// How many labels or images follow.
  let count: Int
  /// How many bytes an item takes.
  let itemSize: Int

  var payloadSize: Int { count * itemSize }

  /// The header's bytes, of which there are 4 + 4 · dimensions.
  init(_ bytes: [UInt8], content: Content, file: String) throws(DatasetError) {
    let expected = Self.size(of: content)
    // The fault that says most comes first: four bytes are enough to tell that it is another kind of file.
    if bytes.count >= 4 {
      guard bytes[0] == 0, bytes[1] == 0 else { throw .wrongMagic(file: file, found: Self.integer(bytes, at: 0)) }
      guard bytes[2] == Self.unsignedByte else { throw .wrongType(file: file, found: bytes[2]) }
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
      itemSize = 1
    case .images(let width, let height):
      let rows = Int(Self.integer(bytes, at: 8))
      let columns = Int(Self.integer(bytes, at: 12))
      guard rows == height, columns == width else {
        throw .wrongImageSize(
          file: file,
          expectedWidth: width,
          expectedHeight: height,
          foundWidth: columns,
          foundHeight: rows
        )
      }
      itemSize = rows * columns
    }
  }

  static func size(of content: Content) -> Int { 4 + 4 * content.dimensions }

  private static func integer(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
