import Testing

@testable import Plots

@Suite struct NumberFormatTests {
  @Test func compact() {
    let expected: [(Double, String)] = [
      (0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "−1.5"), (0.00473, "0.00473"), (0.1 + 0.2, "0.3"), (999, "999"),
      (999.9, "1k"),
      (2140, "2.14k"), (2_500_000, "2.5M"), (1e-4, "0.0001"), (1e-5, "1e−5"), (1.234e-7, "1.23e−7"), (1e15, "1e15"),
      (12_345, "12.3k"), (99_950, "100k"), (0.009996, "0.01"), (-3e9, "−3G"), (.leastNonzeroMagnitude, "4.94e−324"),
      (.greatestFiniteMagnitude, "1.8e308"), (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "−∞"),
    ]
    for (value, text) in expected { #expect(NumberFormat.compact.string(value) == text) }
  }

  @Test func fixed() {
    #expect(NumberFormat.fixed(2).string(-0.001) == "0.00")
    #expect(NumberFormat.fixed(2).string(-0.006) == "−0.01")
    #expect(NumberFormat.fixed(0).string(2.5) == "3")
    #expect(NumberFormat.fixed(3).string(12) == "12.000")
    #expect(NumberFormat.fixed(2).string(1e300) == "1e300")
    #expect(NumberFormat.fixed(1).string(0.05) == "0.1")
  }

  @Test func significant() {
    #expect(NumberFormat.significant(3).string(0.004731) == "0.00473")
    #expect(NumberFormat.significant(3).string(12.3456) == "12.3")
    #expect(NumberFormat.significant(3).string(1234.5) == "1235")
    #expect(NumberFormat.significant(3).string(1e-7) == "1e−7")
    #expect(NumberFormat.significant(4).string(0) == "0.000")
    #expect(NumberFormat.significant(3).string(9.999) == "10.0")
  }

  @Test func trimmed() {
    let expected: [(Double, String)] = [
      (0, "0"), (-0.0, "0"), (0.5, "0.5"), (-3, "−3"), (9.9999, "10"), (0.10004, "0.1"), (0.66362, "0.6636"),
      (1200, "1200"), (1e-7, "1e−7"), (-2.5e20, "−2.5e20"), (.infinity, "∞"),
    ]
    for (value, text) in expected { #expect(NumberFormat.trimmed(4).string(value) == text) }
  }

  @Test func groupedAndPercent() {
    #expect(NumberFormat.grouped.string(1_234_567) == "1,234,567")
    #expect(NumberFormat.grouped.string(-1234) == "−1,234")
    #expect(NumberFormat.grouped.string(-0.2) == "0")
    #expect(NumberFormat.grouped.string(Int.min) == "−9,223,372,036,854,775,808")
    #expect(NumberFormat.grouped.string(1e30) == "1e30")
    #expect(NumberFormat.percent(1).string(0.973) == "97.3%")
    #expect(NumberFormat.compact.string(2140, width: 7) == "  2.14k")
  }

  @Test func nothingIsEverMinusZero() {
    for exponent in -20...20 {
      for format in [NumberFormat.compact, .significant(3), .trimmed(3), .fixed(2), .grouped, .percent(1)] {
        let text = format.string(-powerOfTen(exponent))
        #expect(!text.hasPrefix("-") || text.contains { ("1"..."9").contains($0) }, "\(text)")
      }
    }
  }
}
