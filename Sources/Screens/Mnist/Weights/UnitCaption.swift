import Plots
import Terminal

/// What stands below a unit's picture: its number, the class on which it is most active, and the share of images on which it is.
struct UnitCaption {
  /// What is known of the unit.
  enum Activity: Hashable {
    /// The network has not been looked into.
    case unknown
    /// A ReLU that is 0 on every test image.
    case dead
    /// Which class's images it answers to most, and on which share of all images it is above 0.
    case active(label: Int, share: Double)
    /// It is a class's own output, with this mean probability on the class's images.
    case output(label: Int, probability: Double)
  }

  /// Counted from 1.
  var number: Int
  var activity: Activity
  var isSelected: Bool

  /// The caption as long as a width allows: first blanks give way, then letters of the class, then the class; number and share stay.
  func text(width: Int, names: ClassNames) -> StyledText {
    var shortest = StyledText()
    for level in 0...names.levels {
      for (mark, gap) in [("▸ ", "  "), ("▸ ", " "), ("▸", " ")] {
        shortest = text(mark: mark, gap: gap, names, level: level)
        if shortest.count <= width { return shortest }
      }
    }
    return shortest
  }

  private func text(mark: String, gap: String, _ names: ClassNames, level: Int) -> StyledText {
    var text = isSelected ? StyledText(mark, .accent, .bold) : StyledText()
    func append(_ words: String, _ role: Role) {
      guard !words.isEmpty else { return }
      let isFirst = text.spans.count == (isSelected ? 1 : 0)
      // Blanks of their own: a role that underlines is for the word.
      if !isFirst { text.append(gap) }
      text.append(words, role, isSelected && isFirst ? .bold : [])
    }
    let numberRole: Role = isSelected ? .title : .muted
    switch activity {
    case .unknown: append("\(number)", numberRole)
    case .dead:
      append("\(number)", numberRole)
      append("dead", .bad)
    case .active(let label, let share):
      append("\(number)", numberRole)
      append(names[label, level], .text)
      append(Self.percent(share), .muted)
    case .output(let label, let probability):
      append(names[label, min(level, names.levels - 1)], isSelected ? .title : .text)
      append(Self.percent(probability), .muted)
    }
    return text
  }

  /// A share in whole per cent; what is little but not nothing, or much but not all, does not look like it.
  static func percent(_ share: Double) -> String {
    if share > 0, share < 0.005 { return "<1%" }
    if share < 1, share >= 0.995 { return ">99%" }
    return NumberFormat.percent(0).string(share)
  }

  /// The classes' names from whole to shortest; the last level has none.
  struct ClassNames {
    private let names: [[String]]

    init(_ names: [String]) {
      let widest = names.map(\.count).max() ?? 0
      var levels = [names]
      for width in [6, 4, 2] where width < widest {
        let codes = ClassCodes(names, width: width)
        levels.append(names.indices.map { codes[$0] })
      }
      self.names = levels
    }

    var levels: Int { names.count }

    subscript(label: Int, level: Int) -> String {
      guard level < names.count, names[level].indices.contains(label) else { return "" }
      return names[level][label]
    }
  }
}
