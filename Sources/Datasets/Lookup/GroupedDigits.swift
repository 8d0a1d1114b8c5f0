/// A whole number with a comma between groups of three, as messages have it: `7,840,000`.
func grouped(_ number: Int) -> String {
  var text = number < 0 ? "-" : ""
  let digits = String(number.magnitude)
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return text
}
