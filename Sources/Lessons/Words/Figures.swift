import Plots

/// A number in a formula: five significant digits without zeros that say nothing, and a true minus.
func figure(_ value: Double, digits: Int = 5) -> String {
  NumberFormat.trimmed(digits).string(value)
}

/// A number with so many decimals and a true minus.
func fixed(_ value: Double, _ decimals: Int = 4) -> String {
  NumberFormat.fixed(decimals).string(value)
}

/// A number as a factor or a term: in parentheses where it has a sign.
func operand(_ value: Double, digits: Int = 5) -> String {
  let text = figure(value, digits: digits)
  return text.first == "−" ? "(\(text))" : text
}

/// Numbers in a row, with a comma between.
func figures(_ values: [Double], digits: Int = 5) -> String {
  values.map { figure($0, digits: digits) }.joined(separator: ", ")
}

/// A count with its noun.
func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  "\(NumberFormat.grouped.string(count)) \(count == 1 ? noun : plural ?? noun + "s")"
}
