extension String {
  /// The text of a number with U+2212 in place of hyphens.
  public var withTrueMinus: String { utf8.contains(UInt8(ascii: "-")) ? replacing("-", with: "−") : self }

  /// The text of a number with hyphens for minus signs, as `Double` and a command line read it.
  public var withHyphens: String { String(map { $0 == "−" ? "-" : $0 }) }
}

/// A number in subscript digits: `₁₂`.
public func subscripted(_ number: Int) -> String {
  String(String.UnicodeScalarView("\(number)".unicodeScalars.compactMap { Unicode.Scalar($0.value + 0x2080 - 0x30) }))
}
