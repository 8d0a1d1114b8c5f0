import Records

/// A `TensorProto` in an event: its numbers stand in a field of their type or as raw bytes.
struct EventTensor {
  /// The few sizes that a scalar or a histogram has; a larger tensor is an image or the like.
  private static let mostValues = 1 << 16

  private var type = 0
  private(set) var values: [Double] = []
  private var strings: [Bytes] = []

  init(_ bytes: Bytes) {
    var reader = ProtobufReader(bytes)
    var content: Bytes?
    var fields: [ProtobufReader.Field] = []
    while let field = reader.next() {
      switch field.number {
      case 1: type = field.integer
      case 4 where field.wire == 2: content = field.contents
      case 8 where field.wire == 2: strings.append(field.contents)
      case 5, 6, 7, 10, 11, 13, 16, 17: fields.append(field)
      default: break
      }
    }
    if let content, !content.isEmpty { read(content: content) }
    for field in fields where values.count < Self.mostValues { read(field) }
  }

  /// The one number of it.
  var scalar: Double? { values.count == 1 ? values[0] : nil }

  /// The first text of it.
  var text: String? { strings.first?.text }

  /// Bins of the new style: rows of left edge, right edge, count.
  var histogram: Histogram? {
    guard values.count >= 3, values.count % 3 == 0 else { return nil }
    let bins = values.count / 3
    let edges = (0..<bins).map { values[3 * $0] } + [values[3 * bins - 2]]
    return Histogram(edges: edges, counts: (0..<bins).map { values[3 * $0 + 2] })
  }

  /// `HistogramProto` of the old style: the upper limits of bins and what fell into each; the outer ones end at the smallest and largest value.
  static func histogram(old bytes: Bytes) -> Histogram? {
    var reader = ProtobufReader(bytes)
    var minimum = 0.0
    var maximum = 0.0
    var limits: [Double] = []
    var counts: [Double] = []
    while let field = reader.next() {
      switch field.number {
      case 1: minimum = field.double
      case 2: maximum = field.double
      case 6: Self.appendDoubles(field, to: &limits)
      case 7: Self.appendDoubles(field, to: &counts)
      default: break
      }
    }
    guard limits.count == counts.count, !limits.isEmpty, limits.count < mostValues else { return nil }
    var edges = [min(minimum, limits[0])]
    for limit in limits { edges.append(max(edges[edges.count - 1], min(limit, max(maximum, minimum)))) }
    return Histogram(edges: edges, counts: counts)
  }

  private static func appendDoubles(_ field: ProtobufReader.Field, to list: inout [Double]) {
    guard field.wire == 2 else {
      list.append(field.double)
      return
    }
    var index = 0
    while index + 8 <= field.contents.count, list.count < mostValues {
      list.append(Double(bitPattern: field.contents.number(UInt64.self, at: index)))
      index += 8
    }
  }

  private mutating func read(_ field: ProtobufReader.Field) {
    guard field.wire == 2 else {
      values.append(number(field))
      return
    }
    switch field.number {
    case 6: Self.appendDoubles(field, to: &values)
    case 5:
      var index = 0
      while index + 4 <= field.contents.count, values.count < Self.mostValues {
        values.append(Double(Float(bitPattern: field.contents.number(UInt32.self, at: index))))
        index += 4
      }
    default:
      var reader = ProtobufReader(field.contents)
      while let bits = reader.varint(), values.count < Self.mostValues {
        values.append(number(ProtobufReader.Field(number: field.number, wire: 0, bits: bits, contents: field.contents)))
      }
    }
  }

  private func number(_ field: ProtobufReader.Field) -> Double {
    switch field.number {
    case 5: field.float
    case 6: field.double
    case 13:
      type == 14
        ? Self.bfloat(UInt16(truncatingIfNeeded: field.bits)) : Self.half(UInt16(truncatingIfNeeded: field.bits))
    case 16, 17: Double(field.bits)
    default: Double(field.integer)
    }
  }

  private mutating func read(content: Bytes) {
    func each<Number: FixedWidthInteger>(_ type: Number.Type, _ convert: (Number) -> Double) -> [Double] {
      let size = MemoryLayout<Number>.size
      let count = min(content.count / size, Self.mostValues)
      return (0..<count).map { convert(content.number(type, at: $0 * size)) }
    }
    values =
      switch type {
      case 1: each(UInt32.self) { Double(Float(bitPattern: $0)) }
      case 2: each(UInt64.self) { Double(bitPattern: $0) }
      case 3: each(Int32.self) { Double($0) }
      case 4: each(UInt8.self) { Double($0) }
      case 5: each(Int16.self) { Double($0) }
      case 6: each(Int8.self) { Double($0) }
      case 9: each(Int64.self) { Double($0) }
      case 10: each(UInt8.self) { $0 == 0 ? 0 : 1 }
      case 14: each(UInt16.self, Self.bfloat)
      case 17: each(UInt16.self) { Double($0) }
      case 19: each(UInt16.self, Self.half)
      case 22: each(UInt32.self) { Double($0) }
      case 23: each(UInt64.self) { Double($0) }
      default: []
      }
  }

  private static func bfloat(_ bits: UInt16) -> Double { Double(Float(bitPattern: UInt32(bits) << 16)) }

  private static func half(_ bits: UInt16) -> Double {
    let fraction = Double(bits & 0x3FF)
    let exponent = Int(bits >> 10 & 0x1F)
    let magnitude: Double =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: (1 + fraction * 0x1p-10) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
      }
    return bits >> 15 == 1 ? -magnitude : magnitude
  }
}
