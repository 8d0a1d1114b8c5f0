import Records

/// Reads tables: CSV, TSV, semicolons, columns aligned with blanks; with or without a header.
///
/// The first row has the names, or none are there. A row like the header is passed over, another row of names replaces them. A row wider than the header
/// gives no value to a name that it may not belong to.
struct TableReader: ByteReader {
  private struct Column {
    var metric: LogMetric
    var id: MetricID?
  }

  private var dialect: TableDialect
  private var columns: [Column] = []
  private var names: [String] = []
  private var stepColumn = -1
  private var epochColumn = -1
  private var timeColumn = -1
  /// The column that says of what data a row is.
  private var partColumn = -1
  private var partMetrics: [String: [LogMetric]] = [:]
  private var others = RunPrefix()
  /// Columns of a long table: one row a value.
  private var nameColumn = -1
  private var valueColumn = -1
  private var runColumn = -1
  private var longNames = NameTable<LogMetric>()
  private var cells: [Double] = []
  private var texts: [Range<Int>] = []
  private var needsNames: Bool
  /// Reads rows many at a time.
  var blocks = BlockReader()
  var bytesBehind = 0
  private var generation = -1
  private var line = 0
  private var row = 0
  private var lastStep: Int?
  private var steps = EpochSteps()
  /// Whether the step column counts batches, or the like.
  private var countsBatches = false
  private var warnedWidths: Set<Int> = []
  /// Names for what stands beyond the header, by the width of the row.
  private var extraColumns: [Int: [LogMetric]] = [:]

  /// What the only metric of the table is called, when the file's path says it.
  private let soleName: String?

  /// The column that is the step, where the user named it.
  private let stepName: String?

  init(_ dialect: TableDialect, soleName: String? = nil, stepName: String? = nil) {
    self.dialect = dialect
    self.stepName = stepName
    self.soleName = soleName
    needsNames = true
  }

  mutating func read(_ bytes: Bytes, isEnd: Bool, into run: inout RunHistory) -> Int {
    var position = 0
    // The byte order mark of a spreadsheet.
    if line == 0, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    if let rows = plainRows(run) { blocks.begin(bytes, rows) }
    defer { blocks.end() }
    while position < bytes.count {
      if let end = readBlock(bytes, from: position, into: &run) {
        position = end
        continue
      }
      guard let end = readRow(bytes, from: position) else { break }
      line += 1
      if !cells.isEmpty { takeRow(bytes, into: &run) }
      position = end
    }
    return position
  }

  mutating func finish(_ bytes: Bytes, into run: inout RunHistory) {
    guard !bytes.isEmpty else { return }
    var whole = Array(bytes)
    whole.append(0x0A)
    whole.withUnsafeBufferPointer { _ = read($0, isEnd: true, into: &run) }
  }

  /// Reads rows of numbers many at a time, where the table has nothing else.
  /// - Returns: where the next row begins; nil when the row that begins here is to be read alone.
  private mutating func readBlock(_ bytes: Bytes, from start: Int, into run: inout RunHistory) -> Int? {
    guard let rows = plainRows(run), let (block, end) = blocks.next(bytes, at: start, rows) else { return nil }
    // What is behind the block has about as many rows a byte as the block.
    let follow = (bytes.count - end + bytesBehind) / max(1, (end - start) / block.count)
    take(block, isFollowed: follow >= NumberBlock.newestRows, into: &run)
    blocks.recycle(block)
    return end
  }

  /// What reads rows of numbers; nil where rows must be looked at one by one.
  private func plainRows(_ run: RunHistory) -> TableRows? {
    guard !needsNames, nameColumn < 0, runColumn < 0, partColumn < 0, !dialect.decimalComma,
      dialect.delimiter != TableDialect.blanks,
      !run.keepsJournal, blocks.isHopeful
    else { return nil }
    return TableRows(width: columns.count, delimiter: dialect.delimiter, timeColumn: timeColumn)
  }

  /// Takes a block as `takeRow` takes each of its rows.
  private mutating func take(_ block: NumberBlock, isFollowed: Bool, into run: inout RunHistory) {
    line += block.count
    forgetPlaces(run)
    let steps = takeSteps(block)
    let epochs = epochColumn >= 0 ? block[epochColumn].map { $0.isFinite ? $0 : .nan } : nil
    let times = timeColumn >= 0 ? takeTimes(block, into: &run) : nil
    let beside = BlockRows(steps: steps, epochs: epochs, times: times, isFollowed: isFollowed)
    var valued = columns.indices.filter { $0 != stepColumn && $0 != epochColumn }
    if valued.contains(where: { columns[$0].id == nil }) {
      // Metrics are known in the order in which they came.
      let begins = columns.indices.map { column in
        block[column].firstIndex { !CellValue.isMissing($0) } ?? Int.max
      }
      valued.sort { (begins[$0], $0) < (begins[$1], $1) }
      valued.removeAll { begins[$0] == Int.max }
    }
    for column in valued {
      let id = place(of: column, in: &run)
      beside.append(block[column], hasGaps: block.hasGaps[column] || column == timeColumn, to: id, of: &run)
    }
  }

  /// The steps of a block's rows, as `takeStep` finds each.
  private mutating func takeSteps(_ block: NumberBlock) -> [Int] {
    [Int](unsafeUninitializedCapacity: block.count) { steps, count in
      while count < block.count {
        if stepColumn >= 0, epochColumn < 0 {
          let usual = Self.takeUsualSteps(block[stepColumn], from: count, to: steps)
          if usual > 0 { lastStep = steps[count + usual - 1] }
          row += usual
          count += usual
          if count == block.count { break }
        }
        steps[count] = takeStep(
          step: stepColumn >= 0 ? block[stepColumn][count] : nil,
          epoch: epochColumn >= 0 ? block[epochColumn][count] : nil
        )
        count += 1
      }
    }
  }

  /// Rounds steps down as long as they are finite and of a usual size.
  /// - Returns: how many there were.
  private static func takeUsualSteps(
    _ cells: UnsafeMutableBufferPointer<Double>,
    from start: Int,
    to steps: UnsafeMutableBufferPointer<Int>
  ) -> Int {
    var index = start
    while index < cells.count, cells[index].magnitude < 0x1p62 {
      let towardsZero = Int(cells[index])
      steps[index] = Double(towardsZero) > cells[index] ? towardsZero - 1 : towardsZero
      index += 1
    }
    return index - start
  }

  /// Takes the wall times out of their column, where it has some.
  private mutating func takeTimes(_ block: NumberBlock, into run: inout RunHistory) -> [Double] {
    let cells = block[timeColumn]
    let times = cells.map { CellValue.isMissing($0) ? .nan : FieldRole.wallTime($0) ?? .nan }
    for (index, time) in times.enumerated() where !time.isNaN {
      cells[index] = CellValue.missing
      if run.startTime == nil { run.startTime = time }
    }
    return times
  }

  /// Where the run keeps a column.
  @inline(__always)
  private mutating func place(of column: Int, in run: inout RunHistory) -> MetricID {
    if let known = columns[column].id { return known }
    let id = columns[column].metric.id(in: &run)
    columns[column].id = id
    return id
  }

  /// A run that began anew keeps its metrics elsewhere.
  private mutating func forgetPlaces(_ run: RunHistory) {
    guard generation != run.generation else { return }
    for index in columns.indices { columns[index].id = nil }
    generation = run.generation
  }

  /// Reads the cells of a row as numbers, and where they stand.
  /// - Returns: where the next row begins; nil when this one has not ended yet.
  @inline(__always)
  private mutating func readRow(_ bytes: Bytes, from start: Int) -> Int? {
    cells.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    let count = bytes.count
    let delimiter = dialect.delimiter
    var position = start
    if delimiter == TableDialect.blanks || bytes[position] == 0x23 || bytes[position] == 0x0A || bytes[position] == 0x0D
    {
      return readSlowRow(bytes, from: start)
    }
    while true {
      guard position < count else { return nil }
      let cellStart = position
      let byte = bytes[position]
      if byte == delimiter {
        cells.append(CellValue.missing)
        texts.append(cellStart..<cellStart)
        position += 1
        continue
      }
      if byte == 0x0A || byte == 0x0D {
        cells.append(CellValue.missing)
        texts.append(cellStart..<cellStart)
        return endOfLine(bytes, at: position)
      }
      if let value = DecimalNumber.read(bytes, at: &position, decimalComma: dialect.decimalComma) {
        guard position < count else { return nil }
        let next = bytes[position]
        if next == delimiter || next == 0x0A || next == 0x0D {
          cells.append(value)
          texts.append(cellStart..<position)
          if next != delimiter { return endOfLine(bytes, at: position) }
          position += 1
          continue
        }
      }
      // A text, a quoted cell, a word for a number.
      guard let cellEnd = endOfCell(bytes, from: cellStart, delimiter) else { return nil }
      let cell = bytes[part: cellStart..<cellEnd]
      learnDecimalComma(cell)
      cells.append(CellValue.number(cell, decimalComma: dialect.decimalComma) ?? CellValue.missing)
      texts.append(cellStart..<cellEnd)
      if bytes[cellEnd] != delimiter { return endOfLine(bytes, at: cellEnd) }
      position = cellEnd + 1
    }
  }

  /// The first lines may have had whole numbers alone.
  private mutating func learnDecimalComma(_ cell: Bytes) {
    guard !dialect.decimalComma, dialect.mayHaveDecimalComma, cell.contains(0x2C), CellValue.number(cell) == nil else {
      return
    }
    dialect.decimalComma = CellValue.number(cell, decimalComma: true) != nil
  }

  @inline(__always)
  private func endOfLine(_ bytes: Bytes, at position: Int) -> Int? {
    guard bytes[position] == 0x0D else { return position + 1 }
    guard position + 1 < bytes.count else { return nil }
    return bytes[position + 1] == 0x0A ? position + 2 : position + 1
  }

  /// Where a cell ends; quotes keep separators and line breaks; nil when it has not ended yet.
  private func endOfCell(_ bytes: Bytes, from start: Int, _ delimiter: UInt8) -> Int? {
    var index = start
    var isQuoted = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, byte == delimiter || byte == 0x0A || byte == 0x0D { return index }
      // A quote that is never closed must not swallow the file.
      if isQuoted, index - start > 1 << 20 {
        return bytes[part: start..<bytes.count].firstIndex(of: 0x0A).map { $0 + start }
      }
      index += 1
    }
    return nil
  }

  /// Comments, empty lines and tables of blanks.
  private mutating func readSlowRow(_ bytes: Bytes, from start: Int) -> Int? {
    guard let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }),
      let next = endOfLine(bytes, at: end)
    else { return nil }
    guard bytes[start] != 0x23, end > start, dialect.delimiter == TableDialect.blanks else { return next }
    for cell in TableDialect.cells(bytes[part: start..<end], TableDialect.blanks) {
      let offset = cell.baseAddress.map { $0 - (bytes.baseAddress ?? $0) } ?? 0
      cells.append(CellValue.number(cell) ?? CellValue.missing)
      texts.append(offset..<(offset + cell.count))
    }
    return next
  }

  private mutating func takeRow(_ bytes: Bytes, into run: inout RunHistory) {
    if needsNames, line == 1, let first = texts.first, let last = texts.last,
      TableDialect.isHint(bytes[part: first.lowerBound..<last.upperBound])
    {
      line = 0
      return
    }
    if needsNames || isTextRow(bytes) {
      takeNames(bytes, into: &run)
      if dialect.hasHeader || line > 1 { return }
    }
    forgetPlaces(run)
    if nameColumn >= 0 {
      takeLongRow(bytes, into: &run)
      return
    }
    let isWide = cells.count > columns.count
    if isWide, !canTrustWideRows {
      if warnedWidths.insert(cells.count).inserted {
        run.warn(
          "from line \(line) on: \(cells.count) fields under a header of \(columns.count) sorted names; which is which cannot be told, so they are not read"
        )
      }
      row += 1
      return
    }
    let part = partColumn >= 0 && partColumn < cells.count ? FieldRole.part(bytes[part: texts[partColumn]]) : nil
    let step = takeStep(
      step: stepColumn >= 0 && stepColumn < cells.count ? cells[stepColumn] : nil,
      epoch: epochColumn >= 0 && epochColumn < cells.count ? cells[epochColumn] : nil,
      isEvaluation: part.map { !FieldRole.isTraining($0) } ?? false
    )
    var epoch: Double?
    if epochColumn >= 0, epochColumn < cells.count, cells[epochColumn].isFinite { epoch = cells[epochColumn] }
    var time: Double?
    if timeColumn >= 0, timeColumn < cells.count { time = CellValue.time(bytes[part: texts[timeColumn]]) }
    if let time, run.startTime == nil { run.startTime = time }
    let width = min(cells.count, columns.count)
    let metrics = part != nil || runColumn >= 0 ? metricsOfRow(bytes, part, into: &run) : nil
    for index in 0..<width {
      let value = cells[index]
      if CellValue.isMissing(value) || index == stepColumn || index == epochColumn || index == runColumn
        || (index == timeColumn && time != nil)
      {
        continue
      }
      let id = metrics?[index].id(in: &run) ?? place(of: index, in: &run)
      if epoch == nil, time == nil {
        run.append(value, at: step, to: id)
      } else {
        run.append(value, at: step, epoch: epoch, time: time, to: id)
      }
    }
    if isWide { takeExtraCells(at: step, into: &run) }
  }

  /// The metrics of a row that is about one part of the data, or of another run than the first; nil where its columns say nothing of that kind.
  private mutating func metricsOfRow(_ bytes: Bytes, _ part: String?, into run: inout RunHistory) -> [LogMetric]? {
    var prefix = ""
    if runColumn >= 0, runColumn < cells.count, !texts[runColumn].isEmpty {
      var name = Self.name(bytes[part: texts[runColumn]])
      if !CellValue.isMissing(cells[runColumn]) { name = names[runColumn] + " " + name }
      prefix = others.prefix(of: name, in: &run)
    }
    if let part { prefix += part + "/" }
    guard !prefix.isEmpty else { return nil }
    if let known = partMetrics[prefix] { return known }
    let new = columns.map { LogMetric(prefix + $0.metric.name) }
    if partMetrics.count < 256 { partMetrics[prefix] = new }
    return new
  }

  /// The step of the next row, from what its columns of step and epoch have.
  private mutating func takeStep(step: Double?, epoch: Double?, isEvaluation: Bool = false) -> Int {
    row += 1
    if let step {
      if step.isFinite {
        let whole = FieldRole.step(step)
        guard let epoch, epoch.isFinite else {
          lastStep = whole
          return whole
        }
        if isEvaluation, countsBatches, let lastStep { return lastStep }
        lastStep = steps.step(whole, epoch: epoch, isBatch: countsBatches)
        return lastStep ?? whole
      }
      if let lastStep { return lastStep }
    } else if let epoch, epoch.magnitude < 0x1p62 {
      return Int(epoch.rounded(.down))
    }
    return row - 1
  }

  /// Keras sorts its names, so that a new one stands in the middle and moves the others; elsewhere new columns come last.
  private var canTrustWideRows: Bool {
    let rest = names.dropFirst()
    return !(names.first == "epoch" && rest.count >= 2 && zip(rest, rest.dropFirst()).allSatisfy { $0 < $1 })
  }

  private mutating func takeExtraCells(at step: Int, into run: inout RunHistory) {
    if warnedWidths.insert(cells.count).inserted {
      run.warn(
        "from line \(line) on: \(cells.count) fields under a header of \(columns.count) names; those beyond are called by their place"
      )
    }
    if extraColumns[cells.count] == nil {
      extraColumns[cells.count] = (columns.count..<cells.count).map { LogMetric("column \($0 + 1)") }
    }
    guard let extra = extraColumns[cells.count] else { return }
    for (offset, metric) in extra.enumerated() {
      let value = cells[columns.count + offset]
      if !CellValue.isMissing(value) { run.append(value, at: step, to: metric.id(in: &run)) }
    }
  }

  /// Whether the row has names again: at least two texts, and no number.
  private func isTextRow(_ bytes: Bytes) -> Bool {
    guard dialect.hasHeader, cells.count >= 2, nameColumn < 0, cells.allSatisfy(CellValue.isMissing) else {
      return false
    }
    let words = texts.filter { range in
      let cell = bytes[part: range]
      return CellValue.number(cell) == nil && CellValue.time(cell) == nil
    }
    return words.count >= 2 && words.count == texts.count
  }

  private mutating func takeNames(_ bytes: Bytes, into run: inout RunHistory) {
    needsNames = false
    let names =
      dialect.hasHeader
      ? texts.map { Self.name(bytes[part: $0]) } : cells.indices.map { "column \($0 + 1)" }
    if names == self.names { return }
    self.names = names
    // What other threads read of these bytes was read for other columns.
    blocks.end()
    // What stood beyond the header before is other columns now.
    extraColumns = [:]
    // A name that comes twice is two metrics.
    var counts: [String: Int] = [:]
    columns = names.map { name in
      counts[name, default: 0] += 1
      let count = counts[name] ?? 1
      return Column(metric: LogMetric(count == 1 || name.isEmpty ? name : "\(name) (\(count))"), id: nil)
    }
    steps = EpochSteps()
    countsBatches = false
    stepColumn = -1
    epochColumn = -1
    timeColumn = -1
    nameColumn = -1
    runColumn = -1
    partColumn = names.firstIndex(where: FieldRole.isPart) ?? -1
    partMetrics = [:]
    guard dialect.hasHeader else {
      // The first column counts when it begins with 0 or 1, or rises; what it is otherwise cannot be told.
      if let first = cells.first, first == first.rounded(), cells.count > 1 { stepColumn = 0 }
      return
    }
    var rank = Int.max
    for (index, column) in columns.enumerated() {
      switch column.metric.role {
      case .step(let new) where new < rank:
        rank = new
        stepColumn = index
        countsBatches = new >= 2
      case .epoch where epochColumn < 0: epochColumn = index
      case .time where timeColumn < 0: timeColumn = index
      default: break
      }
    }
    if let stepName {
      if let index = names.firstIndex(of: stepName) {
        stepColumn = index
      } else {
        run.warn("there is no column '\(stepName)' to be the step; there are \(names.joined(separator: ", "))")
      }
    }
    let metrics = columns.indices.filter { columns[$0].metric.role == .metric }
    if let soleName, metrics.count == 1 { columns[metrics[0]].metric = LogMetric(soleName) }
    // pandas writes its index under no name.
    if stepColumn < 0, epochColumn < 0, names.count > 1, names[0].isEmpty || names[0] == "Unnamed: 0" { stepColumn = 0 }
    findLongColumns()
  }

  /// A table of `run, step, metric, value` is many series.
  private mutating func findLongColumns() {
    let lower = names.map { $0.lowercased() }
    nameColumn = lower.firstIndex { ["metric", "name", "tag", "key", "metric_name"].contains($0) } ?? -1
    valueColumn = lower.firstIndex { ["value", "metric_value", "scalar"].contains($0) } ?? -1
    if nameColumn < 0 || valueColumn < 0 { nameColumn = -1 }
    let runNames = ["run", "run_id", "run_name", "experiment"] + (nameColumn < 0 ? ["seed"] : [])
    runColumn = lower.firstIndex { runNames.contains($0) } ?? -1
    if runColumn == stepColumn || runColumn == timeColumn { runColumn = -1 }
  }

  private mutating func takeLongRow(_ bytes: Bytes, into run: inout RunHistory) {
    guard nameColumn < cells.count, valueColumn < cells.count, !CellValue.isMissing(cells[valueColumn]) else { return }
    var name = Array(bytes[part: texts[nameColumn]])
    if runColumn >= 0, runColumn < cells.count { name = Array(bytes[part: texts[runColumn]]) + [0x2F] + name }
    let metric = name.withUnsafeBufferPointer { longNames.value(of: $0) { LogMetric(Self.name($0)) } }
    let id = metric.id(in: &run)
    let step: Int
    if stepColumn >= 0 || epochColumn >= 0 {
      step = takeStep(
        step: stepColumn >= 0 && stepColumn < cells.count ? cells[stepColumn] : nil,
        epoch: epochColumn >= 0 && epochColumn < cells.count ? cells[epochColumn] : nil
      )
    } else {
      step = run[id].count
    }
    let time = timeColumn >= 0 && timeColumn < cells.count ? CellValue.time(bytes[part: texts[timeColumn]]) : nil
    run.append(cells[valueColumn], at: step, epoch: nil, time: time, to: id)
  }

  /// A cell's text without the quotes and blanks around it.
  private static func name(_ cell: Bytes) -> String {
    var text = cell.text.trimmingBlanks
    if text.count >= 2, text.first == "\"", text.last == "\"" {
      text = String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
    return text.trimmingBlanks
  }
}
