import Records
import Testing

@Suite struct JSONTests {
  @Test func readsWhatProgramsWrite() {
    let value = JSONValue(#"{"a": [1, 2.5, NaN, -Infinity], 'b': {"c": "x\n\"é😀"}, "d": True, "e": None, "f": "0.5",}"#)
    #expect(value?["a"]?.array?.count == 4)
    #expect(value?["a"]?.array?[2].number?.isNaN == true)
    #expect(value?["a"]?.array?[3].number == -.infinity)
    #expect(value?["b"]?["c"]?.string == "x\n\"é😀")
    #expect(value?["d"] == .bool(true))
    #expect(value?["e"] == .null)
    #expect(value?["f"]?.number == 0.5)
  }

  @Test(arguments: ["{", "{\"a\"", "{\"a\":", "{\"a\":1", "[1,", "\"ab", "{\"a\":tru", "[1e", "{\"a\":[{}"])
  func whatIsTornIsIncomplete(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var scanner = JSONScanner(bytes)
      let token = scanner.next()
      #expect(token == .incomplete || scanner.skip(token) == .incomplete)
    }
    #expect(JSONValue(text) == nil)
  }

  @Test(arguments: ["{1:2}", "}", "]", "[}", "{\"a\" 1}", "abc", "{\"a\":}", "{\"a\":1 2}", "@"])
  func whatIsBrokenIsRefused(_ text: String) { #expect(JSONValue(text) == nil) }

  @Test func deepNestingIsRefused() {
    #expect(JSONValue(String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)) == nil)
    #expect(JSONValue(String(repeating: "[", count: 60) + String(repeating: "]", count: 60)) != nil)
  }

  @Test func writesWhatItReads() {
    let text = #"{"a":[1.0,"NaN"],"b":"x\"\\\n\u0007é","c":null,"d":true}"#
    #expect(JSONValue(text)?.text == text)
  }

  @Test func aLineKeepsTheOrderOfItsFields() {
    var line = JSONLine(event: "epoch")
    line.add("epoch", 3)
    line.add("loss", 0.1)
    line.add("none", Double.nan)
    line.add("exact", exactly: .infinity)
    line.add("list", [1, 2])
    line.add("first", MetricPoint(step: -2, value: .nan))
    #expect(
      line.text
        == #"{"event":"epoch","epoch":3,"loss":0.1,"none":null,"exact":"Infinity","list":[1,2],"first":[-2,"NaN"]}"#
    )
  }
}
