/// A PNG file as grey bytes.
///
/// All colour types and depths that are not interlaced; colours become grey as Pillow's `convert("L")` weighs them, ITU-R 601-2, and
/// transparency is left out as it does. Source: W3C, *Portable Network Graphics (PNG) Specification*. Written here, since zlib, all that is
/// hard about it, is there anyway.
struct PNGImage: Equatable {
  let width: Int
  let height: Int
  /// Shape (height, width).
  let pixels: [UInt8]

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  init(_ bytes: [UInt8], name: String) throws(DatasetError) {
    guard bytes.starts(with: Self.signature) else {
      throw .malformed(file: name, expected: "a PNG file", found: Self.format(of: bytes))
    }
    var header: Header?
    var data: [UInt8] = []
    var palette: [UInt8] = []
    var position = 8
    while position + 12 <= bytes.count {
      let length = Int(Self.integer(bytes, position))
      guard position + 12 + length <= bytes.count else { break }
      let content = bytes[position + 8..<position + 8 + length]
      switch String(decoding: bytes[position + 4..<position + 8], as: UTF8.self) {
      case "IHDR": header = try Header(Array(content), name: name)
      case "PLTE": palette = Array(content)
      case "IDAT": data += content
      case "IEND": position = bytes.count
      default: break
      }
      position += 12 + length
    }
    guard let header else { throw .malformed(file: name, expected: "a PNG header", found: "none") }
    (width, height) = (header.width, header.height)
    let expected = (header.rowBytes + 1) * height
    guard var rows = Inflater.inflate(data[...], to: expected, .zlib) else {
      throw .malformed(file: name, expected: "\(grouped(expected)) bytes of whole PNG data", found: "damaged data")
    }
    try Self.unfilter(&rows, header, name: name)
    pixels = try Self.grey(rows, header, palette, name: name)
  }

  /// What IHDR says.
  private struct Header {
    let width: Int
    let height: Int
    let depth: Int
    let colorType: Int

    var channels: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 1 }
    var rowBytes: Int { (width * channels * depth + 7) / 8 }
    /// Bytes from a pixel to the one before it, 1 for pixels of less than a byte.
    var pixelBytes: Int { max(1, channels * depth / 8) }

    init(_ bytes: [UInt8], name: String) throws(DatasetError) {
      guard bytes.count == 13 else {
        throw .malformed(file: name, expected: "a PNG header", found: "\(bytes.count) bytes")
      }
      width = Int(PNGImage.integer(bytes, 0))
      height = Int(PNGImage.integer(bytes, 4))
      (depth, colorType) = (Int(bytes[8]), Int(bytes[9]))
      guard IDXHeader.sides.contains(width), IDXHeader.sides.contains(height) else {
        throw .imageSize(file: name, height: height, width: width)
      }
      let depths = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]][colorType] ?? []
      guard depths.contains(depth), bytes[10] == 0, bytes[11] == 0 else {
        throw .malformed(file: name, expected: "a PNG colour type", found: "type \(colorType) of \(depth) bits")
      }
      guard bytes[12] == 0 else { throw .malformed(file: name, expected: "a PNG without interlacing", found: "Adam7") }
    }
  }

  /// Takes back what each row's filter has subtracted.
  private static func unfilter(_ rows: inout [UInt8], _ header: Header, name: String) throws(DatasetError) {
    let (stride, step) = (header.rowBytes + 1, header.pixelBytes)
    for row in 0..<header.height {
      let start = row * stride + 1
      let filter = rows[start - 1]
      guard filter <= 4 else { throw .malformed(file: name, expected: "a PNG filter from 0 to 4", found: "\(filter)") }
      for n in start..<start + header.rowBytes {
        let left = n - step >= start ? Int(rows[n - step]) : 0
        let up = row > 0 ? Int(rows[n - stride]) : 0
        let corner = row > 0 && n - step >= start ? Int(rows[n - stride - step]) : 0
        let predicted =
          switch filter {
          case 1: left
          case 2: up
          case 3: (left + up) / 2
          case 4: paeth(left, up, corner)
          default: 0
          }
        rows[n] &+= UInt8(truncatingIfNeeded: predicted)
      }
    }
  }

  private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> Int {
    let estimate = left + up - corner
    let (a, b, c) = (abs(estimate - left), abs(estimate - up), abs(estimate - corner))
    return a <= b && a <= c ? left : b <= c ? up : corner
  }

  private static func grey(
    _ rows: [UInt8],
    _ header: Header,
    _ palette: [UInt8],
    name: String
  ) throws(DatasetError) -> [UInt8] {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(header.width * header.height)
    for row in 0..<header.height {
      let start = row * (header.rowBytes + 1) + 1
      /// A sample of the row; of 16 bits the upper byte.
      func sample(_ index: Int) -> Int {
        switch header.depth {
        case 16: return Int(rows[start + 2 * index])
        case 8: return Int(rows[start + index])
        default:
          let bit = index * header.depth
          let shift = 8 - header.depth - bit % 8
          return Int(rows[start + bit / 8]) >> shift & (1 << header.depth - 1)
        }
      }
      for column in 0..<header.width {
        switch header.colorType {
        case 0: pixels.append(UInt8(header.depth < 8 ? sample(column) * 255 / (1 << header.depth - 1) : sample(column)))
        case 4: pixels.append(UInt8(sample(2 * column)))
        case 3:
          let entry = 3 * sample(column)
          guard entry + 2 < palette.count else {
            throw .malformed(file: name, expected: "a colour of the palette", found: "number \(entry / 3)")
          }
          pixels.append(luma(Int(palette[entry]), Int(palette[entry + 1]), Int(palette[entry + 2])))
        default:
          let first = header.channels * column
          pixels.append(luma(sample(first), sample(first + 1), sample(first + 2)))
        }
      }
    }
    return pixels
  }

  /// Pillow's weights, in 65,536ths.
  private static func luma(_ red: Int, _ green: Int, _ blue: Int) -> UInt8 {
    UInt8((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16)
  }

  /// What a file is that is no PNG.
  private static func format(of bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xFF, 0xD8]) { return "a JPEG" }
    if bytes.starts(with: Array("GIF8".utf8)) { return "a GIF" }
    if bytes.starts(with: Array("BM".utf8)) { return "a BMP" }
    return bytes.isEmpty ? "an empty file" : "something else"
  }

  private static func integer(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
