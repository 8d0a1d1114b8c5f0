import Plots

/// A number in a formula: five significant digits without zeros that say nothing, and a true minus.
func figure(_ value: Double, digits: Int = 5) -> String {
  let text = NumberFormat.significant(digits).string(value)
  guard text.contains("."), !text.contains("e") else { return text.withTrueMinus }
  var kept = Substring(text)
  while kept.last == "0" { kept = kept.dropLast() }
  if kept.last == "." { kept = kept.dropLast() }
  return (kept == "-0" ? "0" : String(kept)).withTrueMinus
}

/// A number with so many decimals and a true minus.
func fixed(_ value: Double, _ decimals: Int = 4) -> String {
  NumberFormat.fixed(decimals).string(value).withTrueMinus
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
