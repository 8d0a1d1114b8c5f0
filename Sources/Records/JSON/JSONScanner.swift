/// Reads JSON piece by piece without making anything of it: one value after another, with or without line breaks and commas between them.
///
/// Tolerates what training programs write: `NaN`, `nan`, `inf`, `-Infinity`, Python's `True`, `False`, `None` and single quotes, a comma before a closing
/// bracket.
public struct JSONScanner {
  /// Deeper nesting is an error, so that a hostile file cannot exhaust anything.
  public static let maximumDepth = 64

  /// What is read.
  public let bytes: UnsafeBufferPointer<UInt8>
  /// Where the next piece begins.
  public private(set) var position: Int
  /// How many containers are open.
  public private(set) var depth = 0
  /// One bit a container that is open: whether it is an object.
  private var objects: UInt64 = 0
  private var wantsKey = false

  /// A scanner at a place of a text.
  public init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// The next piece.
  @inline(__always)
  public mutating func next() -> JSONToken {
    let count = bytes.count
    while position < count {
      let byte = bytes[position]
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x2C: position += 1
      case 0x22, 0x27: return readString(quote: byte)
      case 0x7B: return open(isObject: true)
      case 0x5B: return open(isObject: false)
      case 0x7D, 0x5D: return close(isObject: byte == 0x7D)
      case 0x2D, 0x30...0x39:
        guard !wantsKey else { return .invalid(at: position) }
        return readNumber()
      default: return readWord()
      }
    }
    return depth == 0 ? .end : .incomplete
  }

  /// Passes over the value of which `token` is the first piece.
  /// - Returns: `.null` when it was whole, else what went wrong.
  public mutating func skip(_ token: JSONToken) -> JSONToken {
    switch token {
    case .beginObject, .beginArray:
      let outside = depth - 1
      while depth > outside {
        switch next() {
        case .incomplete: return .incomplete
        case .end: return .incomplete
        case .invalid(let place): return .invalid(at: place)
        default: break
        }
      }
      return .null
    case .incomplete, .invalid, .end: return token
    default: return .null
    }
  }

  /// The text of a key or a string.
  public func text(_ range: Range<Int>, isEscaped: Bool) -> String {
    let slice = UnsafeBufferPointer(rebasing: bytes[range])
    guard isEscaped else { return String(decoding: slice, as: UTF8.self) }
    return JSONText.unescaped(slice)
  }

  private var isInObject: Bool { depth > 0 && objects & 1 == 1 }

  private mutating func open(isObject: Bool) -> JSONToken {
    guard !wantsKey, depth < Self.maximumDepth else { return .invalid(at: position) }
    position += 1
    depth += 1
    objects = objects << 1 | (isObject ? 1 : 0)
    wantsKey = isObject
    return isObject ? .beginObject : .beginArray
  }

  private mutating func close(isObject: Bool) -> JSONToken {
    guard depth > 0, isInObject == isObject, wantsKey == isObject else { return .invalid(at: position) }
    position += 1
    depth -= 1
    objects >>= 1
    wantsKey = isInObject
    return isObject ? .endObject : .endArray
  }

  @inline(__always)
  private mutating func readString(quote: UInt8) -> JSONToken {
    let count = bytes.count
    let start = position + 1
    var index = start
    var isEscaped = false
    while true {
      guard index < count else { return .incomplete }
      let byte = bytes[index]
      if byte == quote { break }
      if byte == 0x5C {
        isEscaped = true
        index += 1
      }
      index += 1
    }
    guard wantsKey else {
      position = index + 1
      wantsKey = isInObject
      return .string(start..<index, isEscaped: isEscaped)
    }
    var colon = index + 1
    while colon < count, bytes[colon] == 0x20 || (bytes[colon] >= 0x09 && bytes[colon] <= 0x0D) { colon += 1 }
    guard colon < count else { return .incomplete }
    guard bytes[colon] == 0x3A else { return .invalid(at: colon) }
    position = colon + 1
    wantsKey = false
    return .key(start..<index, isEscaped: isEscaped)
  }

  @inline(__always)
  private mutating func readNumber() -> JSONToken {
    let start = position
    guard let value = DecimalNumber.read(bytes, at: &position) else { return readWord() }
    // What stands at the very end of an unfinished text may go on.
    if position == bytes.count, depth > 0 {
      position = start
      return .incomplete
    }
    wantsKey = isInObject
    return .number(value)
  }

  @inline(never)
  private mutating func readWord() -> JSONToken {
    let start = position
    var end = start
    while end < bytes.count, end - start < 16 {
      let byte = bytes[end] | 0x20
      guard (0x61...0x7A).contains(byte) || (end == start && (bytes[end] == 0x2D || bytes[end] == 0x2B)) else { break }
      end += 1
    }
    guard !wantsKey, end > start else { return .invalid(at: start) }
    let word = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    let token: JSONToken
    switch word {
    case "true", "True": token = .bool(true)
    case "false", "False": token = .bool(false)
    case "null", "None": token = .null
    default:
      guard let value = JSONText.nonFinite(word) else {
        return end == bytes.count && depth > 0 ? .incomplete : .invalid(at: start)
      }
      token = .number(value)
    }
    if end == bytes.count, depth > 0 { return .incomplete }
    position = end
    wantsKey = isInObject
    return token
  }
}
