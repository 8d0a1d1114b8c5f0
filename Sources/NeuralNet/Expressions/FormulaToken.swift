/// A word of a formula.
struct FormulaToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number(Double, whole: Int?)
    case name(String)
    /// An operator, bracket or separator as it is written in ASCII.
    case sign(String)
    case end
  }

  var kind: Kind
  /// The columns it takes, counted from 1.
  var columns: Range<Int>

  /// How a message names it.
  var description: String {
    switch kind {
    case .number(let value, let whole): whole.map { "'\($0)'" } ?? "'\(value)'"
    case .name(let name): "'\(name.prefix(40))'"
    case .sign(let sign): "'\(sign)'"
    case .end: "the end"
    }
  }
}
