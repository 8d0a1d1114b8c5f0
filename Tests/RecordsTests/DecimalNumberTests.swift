import Records
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct DecimalNumberTests {
  private func read(_ text: String, decimalComma: Bool = false) -> (value: Double, length: Int)? {
    var text = text
    return text.withUTF8 { bytes in
      var position = 0
      return DecimalNumber.read(bytes, at: &position, decimalComma: decimalComma).map { ($0, position) }
    }
  }

  @Test(arguments: [
    "0", "-0", "1", "-1.5", "+2", "5.", ".5", "1e3", "1E-3", "1e+3", "0.1", "0.30000000000000004",
    "1.7976931348623157e308",
    "2.2250738585072014e-308", "5e-324", "1e400", "1e-400", "9007199254740993", "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890", "0.000012345678901234567", "0.00000000000000000000000000012345678901234567",
    "1.2345678901234567e-05",
    "2.2250738585072011e-308", "7.2057594037927933e16", "8.98846567431158e307", "1.0000000000000002",
    "0.693147180559945309417232121458",
  ]) func agreesWithTheCLibrary(_ text: String) {
    let found = read(text)
    #expect(found?.value.bitPattern == strtod(text, nil).bitPattern)
    #expect(found?.length == text.utf8.count)
  }

  @Test func agreesWithTheCLibraryOnRandomNumbers() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<4000 {
      let value = Double(bitPattern: .random(in: 0...UInt64.max, using: &generator))
      let small =
        Double.random(in: -1...1, using: &generator)
        * [1, 1e-3, 1e-6, 1e-12, 1e9, 1e20].randomElement(using: &generator).unsafelyUnwrapped
      for number in [value, small] where number.isFinite {
        #expect(read("\(number)")?.value == number)
      }
      let digits = UInt64.random(in: 0...UInt64.max, using: &generator) >> UInt64.random(in: 0..<40, using: &generator)
      let text = "\(digits)e\(Int.random(in: -60...60, using: &generator))"
      #expect(read(text)?.value == strtod(text, nil), "\(text)")
    }
  }

  @Test func stopsWhereTheNumberStops() {
    #expect(read("12abc")?.length == 2)
    #expect(read("1e")?.length == 1)
    #expect(read("1e+")?.length == 1)
    #expect(read("1.5.2")?.length == 3)
    #expect(read("3,25", decimalComma: true)?.value == 3.25)
    #expect(read(".") == nil)
    #expect(read("-") == nil)
    #expect(read("e5") == nil)
    #expect(read("") == nil)
  }
}

@Suite struct QuickDecimalTests {
  private func read(_ text: String) -> (value: Double, length: Int) {
    let bytes = Array(text.utf8) + Array(",x".utf8) + Array(repeating: 0x31, count: QuickDecimal.window)
    var value = 0.0
    let length = bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { QuickDecimal.shared.read($0, into: &value) } ?? 0
    }
    return (value, length)
  }

  @Test(arguments: [
    "0", "-0", "7", "1234567", "5.", "0.5", "-12.25", "0.30000000000000004", "0.0012345678901234567", "1e-05",
    "1.7976931348623157e+30", "0.1234567", "0.12345678", "0.123456789", "0.1234567812345678", "99.12345678123456789",
    "9.9e-5", "0.00000000", "1000000.5", "0.1e9", "9007199254740993e-5",
  ]) func agreesWithTheCLibrary(_ text: String) {
    let found = read(text)
    // What it does not know it leaves alone.
    guard found.length > 0 else { return }
    #expect(found.length == text.utf8.count)
    #expect(found.value.bitPattern == strtod(text, nil).bitPattern)
  }

  @Test(arguments: ["", "nan", "-", ".5", "+1", "12345678", "1e", "1e-", "1e1234", "0.123456781234567812345678"])
  func leavesTheRest(_ text: String) { #expect(read(text).length == 0) }

  @Test func agreesWithTheCLibraryOnRandomNumbers() {
    var generator = SystemRandomNumberGenerator()
    var taken = 0
    for _ in 0..<6000 {
      let scale = [1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-12, 100, 1e6].randomElement(using: &generator).unsafelyUnwrapped
      let text = "\(Double.random(in: -1...1, using: &generator) * scale)"
      let found = read(text)
      guard found.length > 0 else { continue }
      taken += 1
      #expect(found.length == text.utf8.count, "\(text)")
      #expect(found.value.bitPattern == strtod(text, nil).bitPattern, "\(text)")
    }
    #expect(taken > 5000)
  }
}
