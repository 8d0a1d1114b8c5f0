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
