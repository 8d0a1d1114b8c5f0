import Records

/// What a line of text says: names and numbers, and which step and epoch they belong to.
struct LinePairs {
  struct Pair {
    var name: String
    var value: Double
    /// Whether `=` or `:` stands between; a blank alone may be chance.
    var isMarked: Bool
    /// The average that stands in brackets behind it.
    var average: Double?
  }

  private(set) var pairs: [Pair] = []
  private(set) var step: Int?
  private(set) var stepTotal: Int?
  private(set) var epoch: Double?
  private(set) var epochTotal: Int?
  /// A bare a/b: batches of an epoch, or steps of a bar.
  private(set) var counter: (done: Int, total: Int)?
  /// Whether the counter stands in brackets, as no bar has it.
  private(set) var hasBracketedCounter = false
  /// What the step is called.
  private(set) var stepName = ""
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
    "v_num", "pid", "port", "seed", "line", "took:", "checkpoint", "since", "eta",
  ]
  /// Behind these words "iteration" is a part of a name: elapsed time per iteration, number of skipped iterations.
  private static let measures: Set<String> = ["per", "skipped", "nan", "failed", "fps"]
  /// A number right behind these and a colon says which of several: cuda:0.
  private static let devices: Set<String> = ["cuda", "gpu", "cpu", "npu", "xpu", "hpu", "tpu", "mps", "host"]
  private static let levels: Set<String> = [
    "info", "inf", "debug", "dbg", "warning", "warn", "error", "critical", "success", "trace", "notice",
  ]
  /// What names of source files end with; a number behind them is a line.
  private static let sources = [
    ".py", ".pyx", ".cpp", ".cc", ".c", ".h", ".hpp", ".cu", ".cuh", ".rs", ".go", ".js", ".ts", ".java", ".jl",
    ".swift",
    ".kt", ".scala", ".rb", ".lua", ".R",
  ]

  private var words: [Range<Int>] = []
  /// A name with a bracket right behind it, for the pairs within: `tot_loss[loss=2.1, …]`.
  private var group: (name: String, end: Int)?
  /// Of what data all that follows is, as `[valid] loss=0.5` says.
  private var section: String?

  init() {}

  mutating func read(_ line: Bytes, _ tokens: [LineToken]) {
    self = LinePairs()
    var index = 0
    index = readBeginning(line, tokens)
    while index < tokens.count {
      let token = tokens[index]
      if let group, index >= group.end { self.group = nil }
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
        if token.kind == .other { readOrdinal(line[part: token.range].text) }
        if isTrainAlone(line, tokens, before: index) { section = line[part: words[0]].text }
        words.removeAll(keepingCapacity: true)
        index += 1
      }
    }
    if let phase { speak(of: phase) }
    if rank > 0 {
      for index in pairs.indices { pairs[index].name = "rank\(rank)/" + pairs[index].name }
    }
  }

  /// Makes a step alone in its line a value where steps are called otherwise: "Total timesteps: 98304" below "Learning iteration 10".
  mutating func nameStep(unless usual: String) {
    guard let step, pairs.isEmpty, counter == nil, epoch == nil, !usual.isEmpty, usual != stepName,
      stepName.lowercased().hasPrefix("total ")
    else { return }
    pairs.append(Pair(name: stepName, value: Double(step), isMarked: true))
    self.step = nil
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
    if let place = readPlace(line, tokens, at: 0) ?? readColumns(line, tokens) { return place }
    if case .number(let value) = tokens[0].kind, tokens[1].kind == .colon, let whole = Int(exactly: value),
      tokens[1].range.upperBound < line.count, line[tokens[1].range.upperBound] == 0x09
    {
      step = whole
      return 2
    }
    if let end = endOfLoggersPrefix(line, tokens) { return readPlace(line, tokens, at: end) ?? end }
    var index = 0
    while index < tokens.count, tokens[index].kind == .open {
      guard let close = tokens[index...].firstIndex(where: { $0.kind == .close }) else { break }
      let inside = tokens[(index + 1)..<close]
      guard inside.first?.kind == .word || isTime(inside.first?.kind) else { break }
      for token in inside {
        if case .time(let seconds) = token.kind, time == nil { time = seconds }
        if token.kind == .word { readRank(line[part: token.range].text) }
      }
      // [Rank 0] and [titan] are prefixes, [step 5] and [valid] are not.
      if inside.count == 1, inside.first?.kind == .word, Self.isSection(line[part: tokens[index + 1].range].text) {
        break
      }
      if inside.contains(where: { $0.kind == .word && FieldRole(line[part: $0.range].text) != .metric }) { break }
      if inside.contains(where: { $0.kind == .equals }) { break }
      index = close + 1
      if index < tokens.count, tokens[index].kind == .colon { index += 1 }
    }
    return index
  }

  /// Where the line is, in brackets: `[12]` is a round, `[2, 4000]` an epoch and a batch, `[0/25][50/1583]` too.
  private mutating func readPlace(_ line: Bytes, _ tokens: [LineToken], at start: Int) -> Int? {
    guard start + 2 < tokens.count, tokens[start].kind == .open else { return nil }
    if case .fraction(let first, let firstTotal) = tokens[start + 1].kind, tokens[start + 2].kind == .close,
      start + 5 < tokens.count, tokens[start + 3].kind == .open,
      case .fraction(let second, let secondTotal) = tokens[start + 4].kind, tokens[start + 5].kind == .close
    {
      (epoch, epochTotal) = (Double(first), firstTotal)
      counter = (second, secondTotal)
      hasBracketedCounter = true
      return start + 6
    }
    guard case .number(let first) = tokens[start + 1].kind, let whole = Int(exactly: first) else { return nil }
    if tokens[start + 2].kind == .close {
      step = whole
      return start + 3
    }
    guard start + 4 < tokens.count, tokens[start + 2].kind == .boundary,
      line[tokens[start + 2].range.lowerBound] == 0x2C, case .number(let second) = tokens[start + 3].kind,
      tokens[start + 4].kind == .close, let batch = Int(exactly: second)
    else { return nil }
    epoch = first
    step = batch
    return start + 5
  }

  /// Places without brackets: `1|20|Loss: 1.7` (torchtune), `s:20 trl:5.2` (llm.c), `20 val 5.2`.
  private mutating func readColumns(_ line: Bytes, _ tokens: [LineToken]) -> Int? {
    guard tokens.count > 2 else { return nil }
    if tokens.count > 4, tokens[0].kind == .word, line[part: tokens[0].range].text == "s", tokens[1].kind == .colon,
      case .number(let value) = tokens[2].kind, let whole = Int(exactly: value), tokens[3].kind == .word
    {
      step = whole
      return 3
    }
    guard case .number(let first) = tokens[0].kind, let whole = Int(exactly: first) else { return nil }
    if tokens.count > 4, isBar(line, tokens[1]), case .number(let second) = tokens[2].kind, isBar(line, tokens[3]),
      let round = Int(exactly: second), tokens[4].kind == .word
    {
      epoch = first
      step = round
      return 4
    }
    if tokens.count == 3, tokens[1].kind == .word, tokens[1].isApart, case .number(let value) = tokens[2].kind,
      value != value.rounded() || Self.phases.contains(line[part: tokens[1].range].text.lowercased())
    {
      step = whole
      return 1
    }
    return nil
  }

  private func isBar(_ line: Bytes, _ token: LineToken) -> Bool {
    token.kind == .boundary && line[token.range.lowerBound] == 0x7C
  }

  /// The end of what glog writes before a message: `I0501 12:00:00.1 139 trainer.cpp:48]`.
  private func endOfLoggersPrefix(_ line: Bytes, _ tokens: [LineToken]) -> Int? {
    let first = line[part: tokens[0].range]
    guard tokens[0].kind == .word, first.count == 5, "IWEF".utf8.contains(first[0]),
      first.dropFirst().allSatisfy({ $0 &- 0x30 < 10 }), isTime(tokens[1].kind),
      let close = tokens.prefix(10).firstIndex(where: { $0.kind == .close })
    else { return nil }
    return close + 1
  }

  /// `3epoch` is an epoch, `51-100batch` batches of it (ESPnet).
  private mutating func readOrdinal(_ text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if let number = Int(digits), epoch == nil, text[digits.endIndex...] == "epoch" { epoch = Double(number) }
    if text.hasSuffix("batch"), let dash = text.lastIndex(of: "-"),
      let last = Int(text[text.index(after: dash)...].dropLast(5))
    {
      step = step ?? last
    }
  }

  /// `| train |` between others says that what follows are the means of an epoch (fairseq).
  private func isTrainAlone(_ line: Bytes, _ tokens: [LineToken], before index: Int) -> Bool {
    guard words.count == 1, pairs.isEmpty, step == nil, isBar(line, tokens[index]), index >= 2,
      isBar(line, tokens[index - 2])
    else { return false }
    return line[part: words[0]].text == "train"
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
    guard !words.isEmpty else {
      // "1518235 tok/s" is called by its unit.
      guard next < tokens.count, tokens[next].kind == .word, tokens[next].isApart, group == nil else {
        return afterValue(tokens, from: next)
      }
      let unit = line[part: tokens[next].range].text
      guard LineTokenizer.isRate(unit), unit.first != "/" else { return afterValue(tokens, from: next) }
      pairs.append(Pair(name: unit, value: value, isMarked: false))
      return next + 1
    }
    let last = line[part: words[words.count - 1]].text
    let role = role(of: words, line)
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
      stepName = words.map { line[part: $0].text }.joined(separator: " ")
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
    if index + 2 < tokens.count, tokens[index].kind == .open, tokens[index + 1].kind == .word,
      tokens[index + 2].kind == .close, Self.isSection(line[part: tokens[index + 1].range].text)
    {
      // "results: [train] loss=0.5" has no value of its own.
      words.removeAll(keepingCapacity: true)
      return index
    }
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
    let role = role(of: words, line)
    switch tokens[index].kind {
    case .number(let value):
      if isTrainOf(last, tokens, index + 1), value == value.rounded() {
        epoch = value
        words.removeAll(keepingCapacity: true)
        return index + 1
      }
      if role == .metric, isSourceLine(value, line, tokens, mark: mark, at: index) {
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

  /// What the last of these words stands for.
  private func role(of words: [Range<Int>], _ line: Bytes) -> FieldRole {
    guard let last = words.last else { return .metric }
    if words.dropLast().contains(where: { Self.measures.contains(line[part: $0].text.lowercased()) }) { return .metric }
    return FieldRole(line[part: last].text)
  }

  /// Whether a number is a line of a source file, as loggers write before a message: `trainer.py:12`, `yolox.core.trainer:260 -`.
  private func isSourceLine(_ value: Double, _ line: Bytes, _ tokens: [LineToken], mark: Int, at index: Int) -> Bool {
    guard tokens[mark].kind == .colon, !tokens[mark].isApart, !tokens[index].isApart, value == value.rounded(),
      value >= 0, let last = words.last
    else { return false }
    let name = line[part: last].text
    if Self.sources.contains(where: name.hasSuffix) || Self.devices.contains(name.lowercased()) { return true }
    guard pairs.isEmpty, step == nil, index + 1 < tokens.count else { return false }
    func isLevel(_ token: LineToken) -> Bool {
      token.kind == .word && Self.levels.contains(line[part: token.range].text.lowercased())
    }
    let next = tokens[index + 1]
    let isEnd = next.kind == .close || (name.contains(".") && isLevel(next))
    let isDash = next.kind == .boundary && (next.isApart || line[next.range.lowerBound] == 0x09)
    guard isEnd || isDash else { return false }
    // A level stands before or right behind.
    return tokens[..<min(tokens.count, index + 4)].contains(where: isLevel)
  }

  /// Behind a value: its average or share in brackets, a deviation.
  private mutating func afterValue(_ tokens: [LineToken], from start: Int) -> Int {
    var index = start
    if index + 2 < tokens.count, tokens[index].kind == .open, tokens[index + 2].kind == .close,
      case .number(let average) = tokens[index + 1].kind, !pairs.isEmpty
    {
      pairs[pairs.count - 1].average = average
    }
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
    if words.isEmpty, pairs.isEmpty || section != nil, inside.count == 1, inside.first?.kind == .word,
      Self.isSection(line[part: tokens[open + 1].range].text)
    {
      // "[train] loss=0.5, [valid] loss=0.6"
      section = line[part: tokens[open + 1].range].text
      return close + 1
    }
    if let last = words.last, let end = endOfArgument(line, tokens, at: open) {
      // D(G(z)): 0.5
      words[words.count - 1] = last.lowerBound..<tokens[end].range.upperBound
      return end + 1
    }
    if let last = words.last, !tokens[open].isApart, inside.count > 1, inside.first?.kind == .word,
      tokens[open + 2].kind == .equals || tokens[open + 2].kind == .colon,
      FieldRole(line[part: tokens[open + 1].range].text) == .metric,
      FieldRole(line[part: last].text) == .metric
    {
      group = (line[part: last].text, close)
      words.removeAll(keepingCapacity: true)
      return open + 1
    }
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
      hasBracketedCounter = hasBracketedCounter || (words.isEmpty && counter == nil)
      take(done, of: total, line)
      return inside.contains { $0.kind == .equals } ? open + 2 : close + 1
    }
    words.removeAll(keepingCapacity: true)
    return open + 1
  }

  /// Whether a word says what data values are of.
  static func isSection(_ word: String) -> Bool {
    let word = word.lowercased()
    return phases.contains(word) || word == "train" || word == "training"
  }

  /// The end of an argument that belongs to a name, as in `D(G(z)): 0.5`; nil for units and words about the data.
  private func endOfArgument(_ line: Bytes, _ tokens: [LineToken], at open: Int) -> Int? {
    guard let last = words.last, FieldRole(line[part: last].text) == .metric else { return nil }
    var depth = 0
    var index = open
    while index < tokens.count, index - open < 8, !tokens[index].isApart {
      switch tokens[index].kind {
      case .open: depth += 1
      case .close:
        depth -= 1
        if depth == 0 {
          guard index + 1 < tokens.count, [.colon, .equals].contains(tokens[index + 1].kind) else { return nil }
          return index
        }
      case .word:
        let word = line[part: tokens[index].range].text
        if LineTokenizer.isUnit(word) { return nil }
      case .number: break
      default: return nil
      }
      index += 1
    }
    return nil
  }

  private mutating func add(_ value: Double, role: FieldRole, isMarked: Bool, _ line: Bytes) {
    defer { words.removeAll(keepingCapacity: true) }
    switch role {
    case .step where value.isFinite && value == value.rounded():
      if step == nil { stepName = words.map { line[part: $0].text }.joined(separator: " ") }
      step = step ?? FieldRole.step(value)
    case .epoch where value.isFinite: epoch = epoch ?? value
    case .step, .epoch: break
    case .metric, .time:
      let used = words.suffix(6)
      var name = used.map { line[part: $0].text }.joined(separator: " ")
      guard name.utf8.count <= 120 else { return }
      let last = used.last.map { line[part: $0].text.lowercased() } ?? ""
      // "throughput per GPU" ends with what it is measured by.
      let isMeasure = isMarked && used.count > 1 && line[part: used[used.endIndex - 2]].text.lowercased() == "per"
      if Self.fillers.contains(last), !isMeasure { return }
      if !isMarked, used.contains(where: { Self.fillers.contains(line[part: $0].text.lowercased()) }) { return }
      if let group { name = group.name + "/" + name }
      if let section, !Self.speaksOfPhase(name), !name.lowercased().contains(section.lowercased()) {
        name = section + " " + name
      }
      pairs.append(Pair(name: name, value: value, isMarked: isMarked))
    }
  }
}
