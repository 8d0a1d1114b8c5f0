import Plots
import Terminal

/// One line of text that is being typed, with what was typed before within reach.
public struct LineEditor: Hashable, Sendable {
  /// What the text is for.
  public enum Purpose: Hashable, Sendable {
    /// The value of a setting of the page, by the setting's label.
    case setting(String)
    /// Something of the screen's own, by a name that it chose.
    case own(String)

    /// Under what name the lines typed for it are remembered.
    var key: String {
      switch self {
      case .setting(let label): "setting \(label)"
      case .own(let name): name
      }
    }
  }

  /// What the text is for.
  public var purpose: Purpose
  /// What stands before it.
  public var prompt: String
  /// The text so far.
  private var letters: [Unicode.Scalar]
  /// Letters before the cursor.
  public private(set) var cursor: Int
  /// What was typed before, oldest first.
  var history: [String]
  /// Which line of the past is shown; nil for the one being typed.
  private var past: Int?
  private var draft = ""

  /// So long may a line be.
  public static let capacity = 4000

  /// A line with a text to begin with, the cursor behind it.
  public init(_ purpose: Purpose, prompt: String, text: String = "", history: [String] = []) {
    self.purpose = purpose
    self.prompt = prompt
    letters = Array(text.unicodeScalars)
    cursor = letters.count
    self.history = history
  }

  /// The text so far.
  public var string: String { String(String.UnicodeScalarView(letters)) }

  /// Puts a text at the cursor; line breaks become blanks, other control characters are left out.
  public mutating func insert(_ new: String) {
    let added = new.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
      if scalar == "\n" || scalar == "\r" || scalar == "\t" { return " " }
      return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? nil : scalar
    }
    let room = max(0, Self.capacity - letters.count)
    letters.insert(contentsOf: added.prefix(room), at: cursor)
    cursor += min(room, added.count)
  }

  /// Replaces the whole text.
  public mutating func replace(with new: String) {
    letters = Array(new.unicodeScalars.prefix(Self.capacity))
    cursor = letters.count
  }

  /// Takes in a key; Enter, Esc and tab are for whoever owns the line.
  public mutating func handle(_ key: Key) {
    switch key {
    case .character(let scalar): insert(String(Character(scalar)))
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(letters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = letters.count
    case .backspace, .control("h"):
      guard cursor > 0 else { return }
      cursor -= 1
      letters.remove(at: cursor)
    case .delete, .control("d"):
      guard cursor < letters.count else { return }
      letters.remove(at: cursor)
    case .control("u"):
      letters.removeSubrange(..<cursor)
      cursor = 0
    case .control("k"): letters.removeSubrange(cursor...)
    case .control("w"): removeWord()
    case .up, .control("p"): recall(-1)
    case .down, .control("n"): recall(1)
    default: break
    }
  }

  private mutating func removeWord() {
    var start = cursor
    while start > 0, letters[start - 1] == " " { start -= 1 }
    while start > 0, letters[start - 1] != " " { start -= 1 }
    letters.removeSubrange(start..<cursor)
    cursor = start
  }

  private mutating func recall(_ direction: Int) {
    let next = (past ?? history.count) + direction
    guard next >= 0, next <= history.count, !history.isEmpty else { return }
    if past == nil { draft = string }
    past = next == history.count ? nil : next
    replace(with: past.map { history[$0] } ?? draft)
  }

  /// Draws prompt and text on the region's first row; a long text is scrolled so that the cursor is seen.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard region.width > 4 else { return }
    var x = buffer.write(" \(prompt) ", x: region.x, y: region.y, look.ink(.title, .bold), clip: region)
    x = min(x, region.x + region.width / 2)
    let room = max(1, region.maxX - x - 1)
    // A wide letter has two columns, an accent of its own is drawn as a letter, so that the cursor can stand on it.
    var columns: [Unicode.Scalar] = []
    var place = 0
    for (index, scalar) in letters.enumerated() {
      if index == cursor { place = columns.count }
      columns.append(scalar.takesOneColumn || scalar.takesTwoColumns ? scalar : "?")
      if scalar.takesTwoColumns { columns.append(.secondColumn) }
    }
    if cursor == letters.count { place = columns.count }
    let first = max(0, place - room + 1)
    for (offset, scalar) in columns[min(first, columns.count)...].prefix(room).enumerated() {
      buffer.put(scalar, x: x + offset, y: region.y, look.ink(.text), clip: region)
    }
    let isWide = place + 1 < columns.count && columns[place + 1] == .secondColumn
    let style = look.isMono ? look.ink(.accent, .reverse) : look.ink(.accent, [.bold, .reverse])
    for offset in 0..<(isWide ? 2 : 1) {
      let under = place + offset < columns.count ? columns[place + offset] : " "
      buffer.put(under, x: x + place + offset - first, y: region.y, style, clip: region)
    }
  }
}
