import Records

/// Reads one JSON document: a list of rows somewhere in it (`log_history`), or lists of numbers under names (columns).
struct JSONDocumentReader: ByteReader {
  private static let largest = 1 << 28

  /// Rows that were taken, by where their list stands.
  private var taken: [String: Int] = [:]
  private var assemblers: [String: RowAssembler] = [:]
  private var metrics: [String: LogMetric] = [:]
  private var lastCount = 0
  private var names: [String: String] = [:]

  init() {}

  /// Whether a text begins with a document rather than with the first of many rows.
  static func recognises(_ bytes: Bytes) -> Bool {
    var scanner = JSONScanner(bytes)
    let first = scanner.next()
    guard first == .beginObject || first == .beginArray else { return false }
    if first == .beginArray { return scanner.next() != .beginObject }
    guard let value = PartialJSON.parse(bytes), let members = value.members else { return false }
    if JSONScanner(bytes).skippedFirst() == nil, isNumbered(value) || members.allSatisfy({ isNumbered($0.value) }) {
      return true
    }
    guard members.contains(where: { isDocumentPart($0.value) }) else {
      // Short lists and nothing else are columns, where one object is all there is.
      var scanner = JSONScanner(bytes)
      return scanner.skip(scanner.next()) == .null && scanner.next() == .end
        && (isColumns(value) || hasColumns(members))
    }
    // A second object says that the first was a row, whatever it holds, unless rows are within.
    if JSONScanner(bytes).skippedFirst() == nil { return true }
    return members.contains { $0.value.array?.contains { $0.members != nil } ?? false }
  }

  private static func isColumns(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let elements):
      elements.count >= 2 && elements.allSatisfy { $0.number != nil || $0.string != nil || $0 == .null }
    case .object(let members): !members.isEmpty && members.allSatisfy { isColumns($0.value) }
    default: false
    }
  }

  /// Whether columns stand between settings, as in Keras' `{"loss": [0.5, 0.4, 0.3], "params": {"epochs": 3}}`, and not lists in a row.
  private static func hasColumns(_ members: [JSONValue.Member]) -> Bool {
    let numbers = members.filter { $0.value.number != nil }
    guard numbers.allSatisfy({ FieldRole($0.name) == .metric }) else { return false }
    let columns = members.filter { (isColumns($0.value) && longest($0.value) >= 3) || isPairs($0.value) }
    return !columns.isEmpty && columns.count >= numbers.count
  }

  /// Whether a value is lists of a step and a number each.
  private static func isPairs(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let elements):
      !elements.isEmpty
        && elements.allSatisfy { pair in
          guard let pair = pair.array, pair.count == 2, let step = pair[0].number else { return false }
          return step == step.rounded() && (pair[1].number != nil || pair[1] == .null)
        }
    case .object(let members): !members.isEmpty && members.allSatisfy { isPairs($0.value) }
    default: false
    }
  }

  private static func longest(_ value: JSONValue) -> Int {
    switch value {
    case .array(let elements): elements.contains { $0.number != nil } ? elements.count : 0
    case .object(let members): members.map { longest($0.value) }.max() ?? 0
    default: 0
    }
  }

  /// Whether all names within are whole numbers: the steps of rows, or of the numbers of a column (pandas).
  private static func isNumbered(_ value: JSONValue) -> Bool {
    guard let members = value.members, members.count >= 2 else { return false }
    return members.allSatisfy {
      Int($0.name) != nil && ($0.value.number != nil || $0.value == .null || ($0.value.members.map(isRow) ?? false))
    }
  }

  private static func isRow(_ members: [JSONValue.Member]) -> Bool { members.contains { $0.value.number != nil } }

  /// What stands under numbers as rows or columns.
  private static func listed(_ value: JSONValue, depth: Int = 0) -> JSONValue {
    guard let members = value.members else { return value }
    guard isNumbered(value) else {
      guard depth < 3 else { return value }
      return .object(members.map { JSONValue.Member(name: $0.name, value: listed($0.value, depth: depth + 1)) })
    }
    let steps = members.map { JSONValue.number(Double(Int($0.name) ?? 0)) }
    if members.contains(where: { $0.value.number != nil }) {
      return .object([
        JSONValue.Member(name: "steps", value: .array(steps)),
        JSONValue.Member(name: "values", value: .array(members.map(\.value))),
      ])
    }
    return .array(
      zip(steps, members).map { step, member in
        let row = member.value.members ?? []
        let isPlaced = row.contains { FieldRole($0.name) != .metric && $0.value.number != nil }
        return .object(isPlaced ? row : [JSONValue.Member(name: "step", value: step)] + row)
      }
    )
  }

  private static func isDocumentPart(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let elements):
      if elements.contains(where: { $0.members != nil }) { return true }
      return elements.count > JSONRows.longestList && elements.prefix(8).allSatisfy { $0.number != nil || $0 == .null }
    case .object(let members): return members.contains { isDocumentPart($0.value) }
    default: return false
    }
  }

  mutating func read(_ bytes: Bytes, isEnd: Bool, into run: inout RunHistory) -> Int {
    guard isEnd, bytes.count != lastCount else { return 0 }
    guard bytes.count <= Self.largest else {
      run.warn("a JSON document of more than 256 MiB is not read")
      return bytes.count
    }
    lastCount = bytes.count
    guard let document = PartialJSON.parse(bytes).map({ Self.listed($0) }) else { return 0 }
    var lists: [(path: String, elements: [JSONValue])] = []
    collect(document, path: "", depth: 0, into: &lists, run: &run)
    let rowLists = lists.filter { $0.elements.contains { Self.hasNumbers($0) } }
    names = Self.catboostNames(document)
    for list in rowLists {
      takeRows(list.elements, path: list.path, prefix: rowLists.count > 1 ? list.path : "", into: &run)
    }
    takeColumns(lists.filter { list in !rowLists.contains { $0.path == list.path } }, into: &run)
    return 0
  }

  private func collect(
    _ value: JSONValue,
    path: String,
    depth: Int,
    into lists: inout [(path: String, elements: [JSONValue])],
    run: inout RunHistory
  ) {
    switch value {
    case .object(let members):
      for member in members {
        collect(
          member.value,
          path: path.isEmpty ? member.name : path + "." + member.name,
          depth: depth + 1,
          into: &lists,
          run: &run
        )
      }
    case .array(let elements): if !elements.isEmpty { lists.append((path, elements)) }
    case .string(let text) where depth <= 2 && text.utf8.count < 200: run.set([RunFact(path, text)])
    case .number(let number) where depth <= 2:
      run.set([RunFact(path, Int(exactly: number).map(String.init) ?? "\(number)")])
    default: break
    }
  }

  private static func hasNumbers(_ row: JSONValue) -> Bool {
    switch row {
    case .object(let members):
      members.contains { $0.value.number != nil || $0.value.array?.first?.number != nil || hasNumbers($0.value) }
    case .array(let cells): cells.contains { $0.number != nil }
    default: false
    }
  }

  /// CatBoost's rows have numbers in lists, and the names once at the beginning.
  private static func catboostNames(_ document: JSONValue) -> [String: String] {
    guard let meta = document["meta"] else { return [:] }
    var names: [String: String] = [:]
    func add(_ sets: String, _ metrics: String) {
      for set in meta[sets]?.array?.compactMap(\.string) ?? [] {
        for (index, metric) in (meta[metrics]?.array ?? []).enumerated() {
          if let name = metric["name"]?.string { names["\(set).\(index)"] = "\(set) \(name)" }
        }
      }
    }
    add("learn_sets", "learn_metrics")
    add("test_sets", "test_metrics")
    return names
  }

  private mutating func takeRows(_ rows: [JSONValue], path: String, prefix: String, into run: inout RunHistory) {
    var assembler = assemblers[path] ?? RowAssembler()
    for row in rows.dropFirst(taken[path] ?? 0) {
      assembler.begin()
      if let cells = row.array {
        takeCells(cells, path: path, into: &assembler)
      } else {
        flatten(row, prefix: prefix, name: "", into: &assembler)
        if let part = Self.part(of: row) {
          assembler.isEvaluation = !FieldRole.isTraining(part)
          assembler.rename { metric(part + "/" + $0.name) }
        }
      }
      assembler.emit(into: &run)
    }
    taken[path] = rows.count
    assemblers[path] = assembler
  }

  /// Of what data a row is, where a member says so.
  private static func part(of row: JSONValue) -> String? {
    guard let text = row.members?.first(where: { FieldRole.isPart($0.name) })?.value.string else { return nil }
    var copy = text
    return copy.withUTF8 { FieldRole.part($0) }
  }

  /// TensorBoard's own export: wall time, step, value; pairs of a step and a value under a name.
  private mutating func takeCells(_ cells: [JSONValue], path: String, into assembler: inout RowAssembler) {
    if cells.count == 2, let step = cells[0].number.flatMap({ Int(exactly: $0) }), let value = cells[1].number {
      assembler.set(step: step, rank: 0)
      assembler.add(metric(path.isEmpty ? "value" : path), value)
      return
    }
    guard cells.count == 3, let time = cells[0].number, let step = cells[1].number, let value = cells[2].number,
      let wall = FieldRole.wallTime(time), let step = Int(exactly: step)
    else { return }
    assembler.set(time: wall)
    assembler.set(step: step, rank: 0)
    assembler.add(metric("value"), value)
  }

  private mutating func flatten(_ value: JSONValue, prefix: String, name: String, into assembler: inout RowAssembler) {
    switch value {
    case .object(let members):
      for member in members {
        flatten(
          member.value,
          prefix: prefix,
          name: name.isEmpty ? member.name : name + "." + member.name,
          into: &assembler
        )
      }
    case .array(let elements) where elements.count <= JSONRows.longestList:
      for (index, element) in elements.enumerated() where element.array == nil && element.members == nil {
        flatten(element, prefix: prefix, name: "\(name).\(index)", into: &assembler)
      }
    case .number, .string:
      let bare = metric(names[name] ?? name)
      if case .string(let text) = value, bare.role == .time, let time = TimeStamp.whole(text) {
        assembler.set(time: time)
      } else if let number = value.number {
        assembler.add(bare.role == .metric && !prefix.isEmpty ? metric(prefix + "." + name) : bare, number)
      }
    case .bool(let flag): assembler.add(metric(name), flag ? 1 : 0)
    default: break
    }
  }

  /// Lists of numbers side by side; steps stand in a list of their own, for all or beside each (sacred).
  private mutating func takeColumns(_ lists: [(path: String, elements: [JSONValue])], into run: inout RunHistory) {
    func parent(_ path: String) -> String { path.lastIndex(of: ".").map { String(path[..<$0]) } ?? "" }
    func leaf(_ path: String) -> String {
      path.lastIndex(of: ".").map { String(path[path.index(after: $0)...]) } ?? path
    }
    let numeric = lists.filter { list in
      list.elements.allSatisfy { $0.number != nil || $0 == .null } && list.elements.contains { $0.number != nil }
    }
    for list in numeric {
      let name = leaf(list.path)
      let role = FieldRole(name)
      guard role == .metric || (name == "values" || name == "value") else { continue }
      let siblings = numeric.filter { parent($0.path) == parent(list.path) && $0.elements.count == list.elements.count }
      let steps = siblings.first { if case .step = FieldRole(leaf($0.path)) { true } else { false } }
      let epochs = siblings.first { FieldRole(leaf($0.path)) == .epoch }
      let isSacred = name == "values" || name == "value"
      let id = metric(isSacred && !parent(list.path).isEmpty ? parent(list.path) : list.path).id(in: &run)
      let done = taken[list.path] ?? 0
      for index in list.elements.indices.dropFirst(done) {
        let step = (steps ?? epochs)?.elements[index].number.flatMap { Int(exactly: $0) } ?? index
        run.append(
          list.elements[index].number ?? .nan,
          at: step,
          epoch: epochs?.elements[index].number,
          time: nil,
          to: id
        )
      }
      taken[list.path] = list.elements.count
    }
  }

  private mutating func metric(_ name: String) -> LogMetric {
    if let known = metrics[name] { return known }
    let new = LogMetric(name)
    metrics[name] = new
    return new
  }
}

extension JSONScanner {
  /// Where a second value begins after the first, if one does.
  func skippedFirst() -> Int? {
    var scanner = self
    let first = scanner.next()
    guard scanner.skip(first) == .null else { return nil }
    let place = scanner.position
    return scanner.next() == .end ? nil : place
  }
}

extension TimeStamp {
  /// The wall time that a whole text is.
  static func whole(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { bytes in
      var position = 0
      return read(bytes, at: &position)
    }
  }
}
