/// Makes IDX files of unsigned bytes: what ``IDXReader`` reads.
public enum IDXWriter {
  /// The bytes of a file of images.
  ///
  /// - Parameter pixels: shape (count, height, width).
  public static func images(_ pixels: [UInt8], width: Int = 28, height: Int = 28) -> [UInt8] {
    precondition(
      width > 0 && height > 0 && pixels.count.isMultiple(of: width * height),
      "\(pixels.count) bytes are no images of \(height)×\(width)"
    )
    return file(pixels, dimensions: [pixels.count / (width * height), height, width])
  }

  /// The bytes of a file of labels.
  public static func labels(_ labels: [UInt8]) -> [UInt8] { file(labels, dimensions: [labels.count]) }

  /// Two zeros, type, number of dimensions, dimensions in big-endian order, content.
  private static func file(_ content: [UInt8], dimensions: [Int]) -> [UInt8] {
    var bytes: [UInt8] = [0, 0, IDXHeader.unsignedByte, UInt8(dimensions.count)]
    bytes.reserveCapacity(bytes.count + 4 * dimensions.count + content.count)
    for dimension in dimensions {
      for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: dimension >> shift)) }
    }
    return bytes + content
  }
}
