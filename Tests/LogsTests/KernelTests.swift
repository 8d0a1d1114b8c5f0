import CBytes
import Foundation
import Records
import TestSupport
import Testing

@testable import Logs

/// What the kernels over bytes give is what the plain code gives, to the last bit.
@Suite(.enabled(if: BytesKernel.isQuick)) struct KernelTests {
  /// A number of the kinds that programs write, and of those that they do not.
  private func word(_ random: inout SplitMix64) -> String {
    let bits = random.next()
    switch bits % 9 {
    case 0: return "\(Double(bitPattern: random.next()))"
    case 1: return "\(Double(random.next() >> 11) * 0x1p-53)"
    case 2: return String(format: "%.\(random.next() % 20)f", Double(random.next()) / 1e18)
    case 3: return String(format: "%.\(random.next() % 18)e", Double(random.next() >> 10) / 1e10)
    case 4: return "\(Int64(bitPattern: random.next()) >> Int64(random.next() % 64))"
    case 5: return "\(random.next() >> 50).\(random.next() >> (random.next() % 60))"
    case 6: return "\(random.next() >> 40)E\(Int(random.next() % 80) - 40)"
    // Halves between two neighbours, and what is next to them.
    case 7:
      return "\(UInt64(1) << 53 + 2 * (random.next() >> 20) + 1)"
        + ["", ".0", ".000001", "e0", "e-1"][Int(random.next() % 5)]
    default:
      let letters = Array("0123456789.-+eE5")
      return String((0..<(1 + random.next() % 12)).map { _ in letters[Int(random.next() % 16)] })
    }
  }

  private func kernelValue(_ word: String) -> Double? {
    let bytes = Array((String(repeating: "7", count: 40) + word).utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return nil }
      var value = 0.0
      return dlviz_bytes_number(start + 40, start + bytes.count, BytesKernel.powers, &value) ? value : nil
    }
  }

  @Test func numbersAreThoseOfTheCLibrary() {
    var random = SplitMix64(seed: 7)
    var accepted = 0
    for _ in 0..<200_000 {
      let word = word(&random)
      guard let value = kernelValue(word) else { continue }
      accepted += 1
      var end: UnsafeMutablePointer<CChar>?
      let (expected, isWhole) = word.withCString { text in
        let number = strtod(text, &end)
        return (number, end.map { $0 - UnsafeMutablePointer(mutating: text) } == strlen(text))
      }
      #expect(isWhole && value.bitPattern == expected.bitPattern, "\(word)")
    }
    #expect(accepted > 100_000)
  }

  @Test(arguments: [
    "", "-", ".", "-.", "e5", "1e", "1e+", "1e1234", "--1", "1.2.3", "1-2", "0x10", "nan", "inf", "1 ", " 1", "1,5",
    "\"1\"", "+1",
    "12345678901234567890123", "0.00000000000000000000000000000000001", "1e-300", "1e300", "9223372036854775808",
    "1/2", "1:2", "1;", "١", "0.1\u{0}",
  ]) func whatIsNoNumberOfTheUsualKindIsLeft(_ word: String) { #expect(kernelValue(word) == nil) }

  @Test(arguments: [
    ("5.", 5), (".5", 0.5), ("-.5e1", -5), ("-0", -0.0), ("0e9", 0), ("00012", 12), ("1.e2", 100),
    ("9.999999999999999999", 10),
    ("0.1", 0.1), ("123456.789e-3", 123.456789), ("99999999", 99_999_999), ("1e22", 1e22), ("-0.75", -0.75),
    ("2.5e-1", 0.25), ("9007199254740993", 9_007_199_254_740_992),
  ]) func numbersOfTheUsualKind(_ word: String, _ value: Double) {
    #expect(kernelValue(word)?.bitPattern == value.bitPattern)
  }

  @Test func checksums() {
    var random = SplitMix64(seed: 3)
    let bytes = (0..<1200).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let known = Array("123456789".utf8)
    known.withUnsafeBufferPointer {
      #expect(CRC32C.shared.checksum($0) == 0xE306_9283)
      #expect($0.zlibChecksum == 0xCBF4_3926)
    }
    bytes.withUnsafeBufferPointer { bytes in
      for start in 0..<17 {
        for count in 0..<300 {
          let part = bytes[part: start..<(start + count)]
          #expect(CRC32C.shared.checksum(part) == CRC32C.shared.checksumByTable(part))
          #expect(part.zlibChecksum == part.plainZlibChecksum)
        }
      }
      #expect(bytes.zlibChecksum == bytes.plainZlibChecksum)
    }
  }

  /// Cells of every kind, most of them numbers.
  private func table(_ random: inout SplitMix64, rows: Int, width: Int, oddness: UInt64) -> String {
    var text = ""
    for _ in 0..<rows {
      let cells = (0..<width).map { _ -> String in
        guard random.next() % 100 < oddness else { return "\(Double(random.next() >> 11) * 0x1p-53)" }
        switch random.next() % 8 {
        case 0: return ""
        case 1: return "nan"
        case 2: return "-Infinity"
        case 3: return "\"a,b\""
        case 4: return "train"
        case 5: return "91.5%"
        case 6: return word(&random)
        default: return String(repeating: "9", count: Int(random.next() % 60))
        }
      }
      text += cells.joined(separator: ",")
      if random.next() % 100 < oddness, oddness > 2 { text += ",5" }
      let end = random.next() % 40
      text += oddness > 0 && end < 3 ? ["\r\n", "\n\n", "\r"][Int(end)] : "\n"
      if random.next() % 1000 < oddness { text += "# comment\n" }
    }
    return text
  }

  /// Blocks and rows of which a block is not made, as the reader goes.
  private func parse(_ bytes: Bytes, width: Int, usesKernel: Bool) -> [String] {
    var rows = TableRows(width: width, delimiter: 0x2C, timeColumn: 1)
    rows.usesKernel = usesKernel
    var found: [String] = []
    var position = 0
    while position < bytes.count {
      let block = NumberBlock(width: width)
      let end = rows.read(bytes, from: position, to: bytes.count, into: block)
      if end > position {
        for row in 0..<block.count {
          found.append((0..<width).map { "\(block[$0][row].bitPattern)" }.joined(separator: " "))
        }
        for column in 0..<width where block.hasGaps[column] != block[column].contains(where: CellValue.isMissing) {
          // A row that was given up may have left its mark.
          #expect(block.hasGaps[column])
        }
        position = end
      } else {
        guard let next = bytes.lineBreak(from: position) else { break }
        found.append("another")
        position = next + 1
      }
    }
    return found
  }

  @Test(arguments: [0, 1, 5, 40] as [UInt64], [1, 2, 7]) func rowsAreThoseOfThePlainReader(
    _ oddness: UInt64,
    _ width: Int
  ) {
    var random = SplitMix64(seed: oddness * 10 + UInt64(width))
    let bytes = Array(table(&random, rows: 1500, width: width, oddness: oddness).utf8)
    bytes.withUnsafeBufferPointer { bytes in
      let quick = parse(bytes, width: width, usesKernel: true)
      #expect(quick == parse(bytes, width: width, usesKernel: false))
      #expect(quick.count > 500)
    }
  }

  /// Where the bytes end and where they begin must not matter.
  @Test func rowsOfEveryLength() {
    var random = SplitMix64(seed: 1)
    let bytes = Array(table(&random, rows: 12, width: 3, oddness: 3).utf8)
    for start in stride(from: 0, to: 300, by: 7) {
      for end in start...bytes.count {
        // Memory of its own, so that a look beyond it is a fault where memory is checked.
        let part = Array(bytes[start..<end])
        part.withUnsafeBufferPointer { part in
          let quick = parse(part, width: 3, usesKernel: true)
          if quick != parse(part, width: 3, usesKernel: false) { Issue.record("from \(start) to \(end)") }
        }
      }
    }
  }
}
