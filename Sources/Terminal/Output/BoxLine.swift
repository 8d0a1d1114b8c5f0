/// A box-drawing glyph as lines from a cell's middle to its edges.
struct BoxLine {
  /// The edges that lines reach.
  private struct Arms: OptionSet {
    let rawValue: UInt8
    static let left = Arms(rawValue: 1)
    static let right = Arms(rawValue: 2)
    static let up = Arms(rawValue: 4)
    static let down = Arms(rawValue: 8)
    static let horizontal: Arms = [.left, .right]
    static let vertical: Arms = [.up, .down]
  }

  private let arms: Arms
  /// Whether the corner is an arc.
  private let isRound: Bool
  /// Whether the line is drawn thick.
  let isHeavy: Bool
  /// SVG's dash pattern; empty for none.
  let dash: String

  private init(_ arms: Arms, isRound: Bool = false, isHeavy: Bool = false, dash: String = "") {
    self.arms = arms
    self.isRound = isRound
    self.isHeavy = isHeavy
    self.dash = dash
  }

  /// The lines of a glyph, nil for one that is not among those drawn here.
  init?(_ glyph: Unicode.Scalar) {
    switch glyph {
    case "─": self.init(.horizontal)
    case "│": self.init(.vertical)
    case "━": self.init(.horizontal, isHeavy: true)
    case "┃": self.init(.vertical, isHeavy: true)
    case "╌": self.init(.horizontal, dash: "3 2")
    case "┈", "┄": self.init(.horizontal, dash: "1.5 1")
    case "┊", "┆", "╎": self.init(.vertical, dash: "2.5 2.5")
    case "┌": self.init([.right, .down])
    case "┐": self.init([.left, .down])
    case "└": self.init([.right, .up])
    case "┘": self.init([.left, .up])
    case "├": self.init([.right, .up, .down])
    case "┤": self.init([.left, .up, .down])
    case "┬": self.init([.left, .right, .down])
    case "┴": self.init([.left, .right, .up])
    case "┼": self.init([.left, .right, .up, .down])
    case "╭": self.init([.right, .down], isRound: true)
    case "╮": self.init([.left, .down], isRound: true)
    case "╯": self.init([.left, .up], isRound: true)
    case "╰": self.init([.right, .up], isRound: true)
    case "┏": self.init([.right, .down], isHeavy: true)
    case "┓": self.init([.left, .down], isHeavy: true)
    case "┛": self.init([.left, .up], isHeavy: true)
    case "┗": self.init([.right, .up], isHeavy: true)
    default: return nil
    }
  }

  /// The path around a middle that reaches so far to each side.
  func path(x: Int, y: Int, reachX: Int, reachY: Int) -> String {
    if isRound {
      let endX = arms.contains(.left) ? x - reachX : x + reachX
      let endY = arms.contains(.up) ? y - reachY : y + reachY
      // A quarter of a circle as wide as the shorter arm, and a straight rest of the longer one.
      let bendY = arms.contains(.up) ? y - reachX : y + reachX
      return "M\(endX) \(y)Q\(x) \(y) \(x) \(bendY)V\(endY)"
    }
    var path = ""
    if arms.contains(.left) || arms.contains(.right) {
      path += "M\(arms.contains(.left) ? x - reachX : x) \(y)H\(arms.contains(.right) ? x + reachX : x)"
    }
    if arms.contains(.up) || arms.contains(.down) {
      path += "M\(x) \(arms.contains(.up) ? y - reachY : y)V\(arms.contains(.down) ? y + reachY : y)"
    }
    return path
  }
}
