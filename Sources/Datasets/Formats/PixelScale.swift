/// Brings grey values of other scales to bytes.
enum PixelScale {
  /// Values as bytes: 0…1 where none is greater and not all are whole, 0…16 where that is what scikit-learn's digits have, else 0…255.
  /// - Throws: for values below 0, above 255 or not finite.
  static func bytes(_ values: [Double], name: String, isSixteen: Bool = false) throws(DatasetError) -> [UInt8] {
    var (least, most) = (0.0, 0.0)
    var areWhole = true
    for value in values {
      guard value.isFinite else { throw .malformed(file: name, expected: "finite grey values", found: "\(value)") }
      least = min(least, value)
      most = max(most, value)
      areWhole = areWhole && value == value.rounded()
    }
    guard least >= 0, most <= 255 else {
      let found = least < 0 ? least : most
      throw .malformed(file: name, expected: "grey values from 0 to 255 or 0 to 1", found: "\(found)")
    }
    let factor = isSixteen && most <= 16 ? 255 / 16.0 : most <= 1 && !areWhole ? 255 : 1
    return values.map { UInt8(($0 * factor).rounded()) }
  }
}
