import Records

/// What a line of text says: names and numbers, and which step and epoch they belong to.
struct LinePairs {
  struct Pair {
    var name: String
    var value: Double
    /// Whether `=` or `:` stands between; a blank alone may be chance.
    var isMarked: Bool
  }

  private(set) var pairs: [Pair] = []
  private(set) var step: Int?
  private(set) var stepTotal: Int?
  private(set) var epoch: Double?
  private(set) var epochTotal: Int?
  /// A bare a/b: batches of an epoch, or steps of a bar.
  private(set) var counter: (done: Int, total: Int)?
  private(set) var time: Double?
  /// "val", "test" and the like, where the line as a whole is about that.
  private(set) var phase: String?
  private(set) var rank = 0

  private static let phases: Set<String> = [
    "val", "valid", "validation", "validate", "test", "eval", "evaluation", "dev", "validating", "testing",
    "evaluating",
  ]
  /// After these words a number is no metric's value.
  private static let fillers: Set<String> = [
    "in", "at", "of", "to", "for", "from", "with", "took", "is", "by", "after", "than", "and", "on", "over", "every",
    "saved", "version", "rank", "gpu",
    "v_num", "pid", "port", "seed", "line", "took:", "checkpoint", "since",
  ]

  private var words: [Range<Int>] = []

  init() {}

  mutating func read(_ line: Bytes, _ tokens: [LineToken]) {
    self = LinePairs()
    var index = 0
    index = readBeginning(line, tokens)
    while index < tokens.count {
      let token = tokens[index]
      switch token.kind {
      case .word:
        if !isKey(tokens, at: index) { note(phase: line[part: token.range]) }
        words.append(token.range)
        index += 1
      case .number(let value):
        index = take(value, tokens, at: index, line)
      case .fraction(let done, let total):
        take(done, of: total, line)
        index += 1
      case .time(let seconds):
        if time == nil { time = seconds }
        words.removeAll(keepingCapacity: true)
        index += 1
      case .colon, .equals:
        index = readValue(line, tokens, after: index)
      case .open:
        // What stands in brackets behind a name is its unit or its kind: (ms), (train).
        index = readBracket(line, tokens, at: index)
      case .close:
        index += 1
      case .boundary, .other:
        words.removeAll(keepingCapacity: true)
        index += 1
      }
    }
    if let phase { speak(of: phase) }
    if rank > 0 {
      for index in pairs.indices { pairs[index].name = "rank\(rank)/" + pairs[index].name }
    }
  }

  /// Says of what data the values are, where their names do not.
  mutating func speak(of phase: String) {
    self.phase = phase
    for index in pairs.indices where !Self.speaksOfPhase(pairs[index].name) {
      pairs[index].name = phase + " " + pairs[index].name
    }
  }

  /// `[12]` and `12:` before a tab are a round, `[rank0]:` and other brackets a prefix.
  private mutating func readBeginning(_ line: Bytes, _ tokens: [LineToken]) -> Int {
    guard tokens.count > 2 else { return 0 }
    if tokens[0].kind == .open, case .number(let value) = tokens[1].kind, tokens[2].kind == .close,
      let whole = Int(exactly: value)
    {
      step = whole
      return 3
    }
    if case .number(let value) = tokens[0].kind, tokens[1].kind == .colon, let whole = Int(exactly: value),
      tokens[1].range.upperBound < line.count, line[tokens[1].range.upperBound] == 0x09
    {
      step = whole
      return 2
    }
    var index = 0
    while index < tokens.count, tokens[index].kind == .open {
      guard let close = tokens[index...].firstIndex(where: { $0.kind == .close }) else { break }
      let inside = tokens[(index + 1)..<close]
      guard inside.first?.kind == .word || isTime(inside.first?.kind) else { break }
      for token in inside {
        if case .time(let seconds) = token.kind, time == nil { time = seconds }
        if token.kind == .word { readRank(line[part: token.range].text) }
      }
      // [Rank 0] and [titan] are prefixes, [step 5] is not.
      if inside.contains(where: { $0.kind == .word && FieldRole(line[part: $0.range].text) != .metric }) { break }
      if inside.contains(where: { $0.kind == .equals }) { break }
      index = close + 1
      if index < tokens.count, tokens[index].kind == .colon { index += 1 }
    }
    return index
  }

  private func isTime(_ kind: LineToken.Kind?) -> Bool {
    if case .time = kind { return true }
    return false
  }

  /// Whether a word has a value at once: "test: 0.92" names a metric, "Test: [ 0/79]" a phase.
  private func isKey(_ tokens: [LineToken], at index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    if isNumber(tokens[index + 1].kind) { return true }
    guard tokens[index + 1].kind == .colon || tokens[index + 1].kind == .equals, index + 2 < tokens.count else {
      return false
    }
    return isNumber(tokens[index + 2].kind)
  }

  private mutating func readRank(_ word: String) {
    guard word.lowercased().hasPrefix("rank"), let number = Int(word.dropFirst(4)) else { return }
    rank = number
  }

  private mutating func note(phase word: Bytes) {
    guard phase == nil, pairs.isEmpty, word.count <= 10 else { return }
    let text = word.text
    if Self.phases.contains(text.lowercased()) { phase = text }
  }

  private static func speaksOfPhase(_ name: String) -> Bool {
    name.lowercased().split { $0 == "/" || $0 == " " || $0 == "_" || $0 == "-" }.contains {
      phases.contains(String($0))
    }
  }

  /// A number that no mark connects: the value of the words before it, or of nothing.
  private mutating func take(_ value: Double, _ tokens: [LineToken], at index: Int, _ line: Bytes) -> Int {
    let next = index + 1
    guard !words.isEmpty else { return afterValue(tokens, from: next) }
    let last = line[part: words[words.count - 1]].text
    let role = FieldRole(last)
    if role == .metric, next + 1 < tokens.count, tokens[next].kind == .colon || tokens[next].kind == .equals,
      !tokens[next].isApart,
      value == value.rounded(), isNumber(tokens[next + 1].kind)
    {
      // "top 1: 0.53": the number belongs to the name.
      words.append(tokens[index].range)
      return next
    }
    if isTrainOf(last, tokens, next), value == value.rounded(), value.magnitude < 0x1p62 {
      epoch = value
      words.removeAll(keepingCapacity: true)
      return next
    }
    add(value, role: role, isMarked: false, line)
    return afterValue(tokens, from: next)
  }

  /// timm writes `Train: 0 [  50/1251 (  4%)]`, the number being the epoch.
  private func isTrainOf(_ word: String, _ tokens: [LineToken], _ next: Int) -> Bool {
    guard ["train", "test", "eval", "val"].contains(word.lowercased()), next + 1 < tokens.count,
      tokens[next].kind == .open
    else { return false }
    if case .fraction = tokens[next + 1].kind { return true }
    return false
  }

  private func isNumber(_ kind: LineToken.Kind) -> Bool {
    if case .number = kind { return true }
    return false
  }

  private mutating func take(_ done: Int, of total: Int, _ line: Bytes) {
    defer { words.removeAll(keepingCapacity: true) }
    guard let last = words.last else {
      if counter == nil { counter = (done, total) }
      return
    }
    switch FieldRole(line[part: last].text) {
    case .step:
      step = done
      stepTotal = total
    case .epoch:
      epoch = Double(done)
      epochTotal = total
    default: if counter == nil { counter = (done, total) }
    }
  }

  /// What stands behind `:` or `=`.
  private mutating func readValue(_ line: Bytes, _ tokens: [LineToken], after mark: Int) -> Int {
    var index = mark + 1
    guard !words.isEmpty else { return index }
    let isEquals = tokens[mark].kind == .equals
    if isEquals, !tokens[mark].isApart, let last = words.last { words = [last] }
    // lr=[1e-05], mom=[(0.9, 0.999)], loss=tensor(0.5, …)
    var opened = 0
    while index < tokens.count {
      if tokens[index].kind == .open {
        opened += 1
        index += 1
      } else if tokens[index].kind == .word, index + 1 < tokens.count, tokens[index + 1].kind == .open,
        ["tensor", "array", "Array", "float", "np.float64", "np.float32", "torch.tensor"].contains(
          line[part: tokens[index].range].text
        )
      {
        index += 1
      } else {
        break
      }
    }
    guard index < tokens.count else {
      words.removeAll(keepingCapacity: true)
      return index
    }
    let last = words.last.map { line[part: $0].text } ?? ""
    let role = FieldRole(last)
    switch tokens[index].kind {
    case .number(let value):
      if isTrainOf(last, tokens, index + 1), value == value.rounded() {
        epoch = value
        words.removeAll(keepingCapacity: true)
        return index + 1
      }
      if last.hasSuffix(".py") {
        words.removeAll(keepingCapacity: true)
        return index + 1
      }
      // "Epoch: [0][ 10/391]"
      let name = pairs.count
      add(value, role: role, isMarked: true, line)
      index += 1
      // 0.37757+0.00311: a deviation is glued to its mean.
      if pairs.count > name, index < tokens.count, !tokens[index].isApart, line[tokens[index].range.lowerBound] == 0x2B,
        case .number(let deviation) = tokens[index].kind
      {
        pairs.append(Pair(name: pairs[name].name + " std", value: deviation, isMarked: true))
        index += 1
      }
      guard opened > 0, role == .metric else { return afterValue(tokens, from: index) }
      while index < tokens.count, opened > 0 {
        if tokens[index].kind == .open { opened += 1 }
        if tokens[index].kind == .close { opened -= 1 }
        index += 1
      }
      return index
    case .fraction(let done, let total):
      if role == .metric, opened == 0, total > 0 {
        add(Double(done) / Double(total), role: role, isMarked: true, line)
      } else {
        if role == .metric { words.removeAll(keepingCapacity: true) }
        take(done, of: total, line)
      }
      return afterValue(tokens, from: index + 1)
    case .time(let seconds):
      if time == nil { time = seconds }
      words.removeAll(keepingCapacity: true)
      return index + 1
    default:
      // "Test: EMA Acc@1 73.1 Acc@5 92.2" is all about the averaged weights.
      if let phase, pairs.isEmpty, phase == last, tokens[index].kind == .word {
        let text = line[part: tokens[index].range].text
        if text.lowercased() == "ema" {
          self.phase = phase + " " + text
          words.removeAll(keepingCapacity: true)
          return index + 1
        }
      }
      // A word or a text as a value: the mark ends the name.
      words.removeAll(keepingCapacity: true)
      if isEquals, tokens[index].kind == .word || tokens[index].kind == .other { return index + 1 }
      return index
    }
  }

  /// Behind a value: its average or share in brackets, a deviation.
  private func afterValue(_ tokens: [LineToken], from start: Int) -> Int {
    var index = start
    while index < tokens.count, tokens[index].kind == .open {
      // A bracket with words and marks of its own is read like the rest.
      guard let close = tokens[index...].firstIndex(where: { $0.kind == .close }),
        !tokens[index..<close].contains(where: { $0.kind == .equals || $0.kind == .colon }),
        index + 1 < tokens.count
      else { break }
      if case .fraction = tokens[index + 1].kind { break }
      if tokens[index + 1].kind == .word { break }
      index = close + 1
    }
    return index
  }

  private mutating func readBracket(_ line: Bytes, _ tokens: [LineToken], at open: Int) -> Int {
    guard let close = tokens[open...].firstIndex(where: { $0.kind == .close }) else {
      words.removeAll(keepingCapacity: true)
      return open + 1
    }
    let inside = tokens[(open + 1)..<close]
    if !words.isEmpty, inside.allSatisfy({ $0.kind == .word }) {
      for token in inside { note(phase: line[part: token.range]) }
      return close + 1
    }
    // "Epoch [3]", "Epoch(train) [3][50/67]"
    if inside.count == 1, case .number(let value) = tokens[open + 1].kind, let last = words.last {
      let role = FieldRole(line[part: last].text)
      if role != .metric {
        add(value, role: role, isMarked: true, line)
      } else {
        words.removeAll(keepingCapacity: true)
      }
      return close + 1
    }
    if case .fraction(let done, let total)? = inside.first?.kind {
      take(done, of: total, line)
      return inside.contains { $0.kind == .equals } ? open + 2 : close + 1
    }
    words.removeAll(keepingCapacity: true)
    return open + 1
  }

  private mutating func add(_ value: Double, role: FieldRole, isMarked: Bool, _ line: Bytes) {
    defer { words.removeAll(keepingCapacity: true) }
    switch role {
    case .step where value.isFinite && value == value.rounded(): step = step ?? FieldRole.step(value)
    case .epoch where value.isFinite: epoch = epoch ?? value
    case .step, .epoch: break
    case .metric, .time:
      let used = words.suffix(6)
      let name = used.map { line[part: $0].text }.joined(separator: " ")
      guard name.utf8.count <= 120 else { return }
      let last = used.last.map { line[part: $0].text.lowercased() } ?? ""
      if Self.fillers.contains(last) { return }
      if !isMarked, used.contains(where: { Self.fillers.contains(line[part: $0].text.lowercased()) }) { return }
      pairs.append(Pair(name: name, value: value, isMarked: isMarked))
    }
  }
}
