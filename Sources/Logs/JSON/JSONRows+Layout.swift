import Records

extension JSONRows {
  /// After so many rows without a layout none is looked for any more.
  private static let patience = 32

  /// Remembers what stands between the numbers of a row that was read, when the one before had the same layout or none is known.
  ///
  /// Only rows that say nothing but numbers are remembered, each under another name; texts are part of what stands between.
  /// - Returns: whether the layout is another one than before.
  mutating func noteLayout(_ row: Bytes) -> Bool {
    strangers += 1
    // A row of another kind between many of one kind, such as that of an evaluation, changes nothing.
    guard layout == nil ? strangers < Self.patience : strangers > 1 else { return false }
    var scanner = JSONScanner(row)
    guard scanner.next() == .beginObject, let members = plainMembers(&scanner) else {
      layout = nil
      return true
    }
    layout = JSONLayout(row, numbers: members.map(\.range))
    layoutFields = members.map(\.field)
    return true
  }

  /// The members with numbers, and where those stand; nil where something else matters too.
  private mutating func plainMembers(_ scanner: inout JSONScanner) -> [(field: Field, range: Range<Int>)]? {
    var members: [(field: Field, range: Range<Int>)] = []
    var seen: Set<ObjectIdentifier> = []
    while true {
      let token = scanner.next()
      if token == .endObject { break }
      guard case .key(let key, false) = token else { return nil }
      let field = fields.value(of: scanner.bytes[part: key]) { Field($0.text) }
      guard field.kind == .number, seen.insert(ObjectIdentifier(field)).inserted else { return nil }
      var place = scanner.position
      while place < scanner.bytes.count, scanner.bytes[place] <= 0x20 { place += 1 }
      switch scanner.next() {
      case .number:
        members.append((field, place..<scanner.position))
      case .string(let range, let isEscaped):
        let text = scanner.bytes[part: range]
        if CellValue.number(text).map({ !CellValue.isMissing($0) }) ?? false {
          guard Self.isNumber(text) else { return nil }
          members.append((field, range))
        } else if field.metric.role != .metric || isEscaped {
          return nil
        }
      // A null that says nothing stays so.
      case .null: guard field.dense < 0 else { return nil }
      default: return nil
      }
    }
    return members.contains { $0.field.metric.role == .metric } ? members : nil
  }

  /// Whether a text is digits alone, no share, word or time.
  private static func isNumber(_ text: Bytes) -> Bool {
    var position = 0
    return text.count < 40 && DecimalNumber.read(text, at: &position) != nil && position == text.count
  }

  /// Takes rows of the layout, as `read` takes each.
  mutating func take(_ block: NumberBlock, isFollowed: Bool, into run: inout RunHistory) {
    strangers = 0
    var rows = BlockRows(steps: [], isFollowed: isFollowed)
    rows.steps.reserveCapacity(block.count)
    let roles = layoutFields.map(\.metric.role)
    let special = layoutFields.indices.filter { roles[$0] != .metric }
    var epochs: [Double] = []
    var times: [Double] = []
    for row in 0..<block.count {
      assembler.begin()
      for column in special { assembler.add(layoutFields[column].metric, block[column][row]) }
      rows.steps.append(assembler.takeStep())
      epochs.append(assembler.epoch ?? .nan)
      times.append(assembler.time ?? .nan)
    }
    if roles.contains(.epoch) || epochs.contains(where: { !$0.isNaN }) { rows.epochs = epochs }
    if let first = times.first(where: { !$0.isNaN }) {
      rows.times = times
      if run.startTime == nil { run.startTime = first }
    }
    for (column, field) in layoutFields.enumerated() {
      if field.dense >= 0 { field.dense += block.count }
      switch roles[column] {
      case .metric: rows.append(block[column], hasGaps: false, to: field.metric.id(in: &run), of: &run)
      case .time: appendDurations(block[column], field, rows, into: &run)
      case .step, .epoch: break
      }
    }
  }

  /// What a field of time says that is no wall time is a value.
  private func appendDurations(
    _ values: UnsafeMutableBufferPointer<Double>,
    _ field: Field,
    _ rows: BlockRows,
    into run: inout RunHistory
  ) {
    var hasAny = false
    for (index, value) in values.enumerated() {
      if FieldRole.wallTime(value) != nil { values[index] = CellValue.missing } else { hasAny = true }
    }
    if hasAny { rows.append(values, hasGaps: true, to: field.metric.id(in: &run), of: &run) }
  }
}
