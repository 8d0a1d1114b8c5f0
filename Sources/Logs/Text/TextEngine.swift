import Records

/// Decides what the pairs of a line mean: which step they belong to, and whether they are metrics at all.
struct TextEngine {
  private var tokenizer = LineTokenizer()
  private var pairs = LinePairs()
  private var rows = JSONRows()
  private var table = TextTable()
  private var metrics: [String: LogMetric] = [:]

  // What lines before said.
  private var lastStep: Int?
  private var contextEpoch: Double?
  private var contextEpochTotal: Int?
  private var firstEpoch: Double?
  private var lastEpoch: Double?
  private var stepOffset = 0
  private var lastRawStep: Int?
  private var hasSteps = false
  /// What the first step was called.
  private var stepName = ""
  /// The epoch of a table's rows so far: rows below them may have none.
  private var tableEpoch: Double?
  private var skipsNext = false
  private var isTraceback = false
  /// Values that came before any step was named, until the same name comes again.
  private var waiting: [String: Double] = [:]
  private var counts: [String: Int] = [:]
  private var bar = ProgressBar()
  /// What the last line with a counter of batches was about, where it said so: " * Acc@1 71.1" below it is the summary.
  private var phaseOfBatches: String?

  init() {}

  mutating func take(_ line: Bytes, isRedrawn: Bool, into run: inout RunHistory) {
    guard let start = line.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
    if !isRedrawn { run.append(text: line.text) }
    guard
      isTraceback || line[start...].contains(where: { $0 &- 0x30 < 10 }) || table.mayTake(line)
        || Self.mayBeNonFinite(line)
    else {
      if Self.announcesRepetition(line) { skipsNext = true }
      if Self.contains(line, "Traceback (") { isTraceback = true }
      return
    }
    if skipsNext {
      skipsNext = false
      return
    }
    if Self.announcesRepetition(line) { skipsNext = true }
    if isTraceback {
      // The frames of a traceback, and the error that ends it.
      if line[0] != 0x20 { isTraceback = false }
      if line[0] == 0x20 || !(line[0] &- 0x30 < 10 || line[0] == 0x5B) { return }
    }
    if Self.contains(line, "Traceback (") { isTraceback = true }
    if Self.isComplaint(line) { return }
    if takeObject(line, into: &run) { return }
    if let row = table.take(line) {
      takeTableRow(row, into: &run)
      return
    }
    tokenizer.split(line)
    pairs.read(line, tokenizer.tokens)
    // Of what is logged for debugging, most numbers are no metrics.
    if Self.isDebugging(line), pairs.pairs.count(where: { Self.isMetricName($0.name) }) < 2 { return }
    pairs.nameStep(unless: stepName)
    if pairs.step != nil, stepName.isEmpty { stepName = pairs.stepName }
    let isSummary = line[start] == 0x2A && pairs.counter == nil && pairs.step == nil && pairs.epoch == nil
    if isSummary, let phaseOfBatches { pairs.speak(of: phaseOfBatches) }
    if pairs.counter != nil { phaseOfBatches = pairs.phase }
    takePairs(isRedrawn: isRedrawn, isSummary: isSummary, into: &run)
  }

  // MARK: Which step

  private mutating func takePairs(isRedrawn: Bool, isSummary: Bool, into run: inout RunHistory) {
    if let epoch = pairs.epoch { noteEpoch(epoch) }
    if let time = pairs.time, run.startTime == nil { run.startTime = time }
    guard !pairs.pairs.isEmpty else {
      if let step = pairs.step {
        lastStep = offset(step)
        hasSteps = true
      }
      return
    }
    if let step = pairs.step {
      hasSteps = true
      let whole = offset(step)
      lastStep = whole
      emit(at: whole, into: &run)
    } else if let counter = pairs.counter {
      takeCounter(counter.done, of: counter.total, isRedrawn: isRedrawn, into: &run)
    } else if let epoch = pairs.epoch, epoch.magnitude < 0x1p62 {
      if hasSteps, let lastStep, epoch == epoch.rounded() {
        emit(at: lastStep, into: &run)
      } else if epoch == epoch.rounded() {
        emit(at: Int(epoch), into: &run)
      } else {
        emitCounted(isRedrawn: isRedrawn, into: &run)
      }
    } else if let lastStep {
      emit(at: lastStep, replaces: isSummary, into: &run)
    } else if let contextEpoch, contextEpoch.magnitude < 0x1p62 {
      emit(at: Int(contextEpoch), into: &run)
    } else {
      emitCounted(isRedrawn: isRedrawn, into: &run)
    }
  }

  private mutating func noteEpoch(_ epoch: Double) {
    if firstEpoch == nil { firstEpoch = epoch }
    if let last = contextEpoch, epoch < last, epoch < (firstEpoch ?? epoch) { firstEpoch = epoch }
    contextEpoch = epoch
    contextEpochTotal = pairs.epochTotal ?? contextEpochTotal
  }

  /// Steps that begin anew with each epoch are counted on.
  private mutating func offset(_ step: Int) -> Int {
    defer {
      lastRawStep = step
      lastEpoch = contextEpoch
    }
    if let last = lastRawStep, let epoch = contextEpoch, let before = lastEpoch, epoch > before, step <= last,
      pairs.epoch != nil || step < last
    {
      // "Step [100/600]": the epoch before had 600, however many were printed.
      let steps = pairs.stepTotal.map { max($0, last) } ?? (step == 0 ? last + 1 : last)
      let (sum, overflows) = stepOffset.addingReportingOverflow(steps)
      if !overflows { stepOffset = sum }
    } else if let epoch = contextEpoch, let before = lastEpoch, epoch < before {
      stepOffset = 0
    }
    let (sum, overflows) = stepOffset.addingReportingOverflow(step)
    return overflows ? step : sum
  }

  private mutating func takeCounter(_ done: Int, of total: Int, isRedrawn: Bool, into run: inout RunHistory) {
    if pairs.phase != nil, hasSteps, let lastStep {
      // Of the batches of one evaluation the last has the most to say.
      emit(at: lastStep, replaces: true, into: &run)
      return
    }
    guard total > 0, done >= 0, done <= total, total < 1 << 40 else {
      emitCounted(isRedrawn: isRedrawn, into: &run)
      return
    }
    if let epoch = contextEpoch, epoch == epoch.rounded(), epoch.magnitude < 0x1p40 {
      let before = Int(epoch - (firstEpoch ?? epoch)) * total
      if pairs.epoch == nil {
        // The epoch stands on a line of its own, the bar shows means over it so far (Keras): the last is the epoch's.
        if pairs.hasBracketedCounter {
          // No bar: each line is about its own batch.
          hasSteps = true
          lastStep = before + done
          emit(at: before + done, into: &run)
        } else if done == total {
          emit(at: Int(epoch), into: &run)
        } else {
          emit(at: before + done, suffix: " (running)", into: &run)
        }
        return
      }
      let place = isRedrawn ? bar.step(done, values: pairs.pairs.map(\.value)) : done
      guard let place else { return }
      hasSteps = true
      lastStep = before + place
      emit(at: before + place, into: &run)
      return
    }
    let place = isRedrawn || bar.isRunning ? bar.step(done, values: pairs.pairs.map(\.value)) : done
    guard let place else { return }
    hasSteps = true
    lastStep = place
    emit(at: place, into: &run)
  }

  /// Lines without any step are counted, by name; the first waits for a second, since a number that comes once is no series.
  private mutating func emitCounted(isRedrawn: Bool, into run: inout RunHistory) {
    if isRedrawn || bar.isRunning, !bar.isNew(pairs.pairs.map(\.value)) { return }
    for pair in pairs.pairs where pair.isMarked || Self.isMetricName(pair.name) {
      let metric = metric(pair.name)
      if let count = counts[pair.name] {
        run.append(pair.value, at: count, epoch: pairs.epoch, time: pairs.time, to: metric.id(in: &run))
        counts[pair.name] = count + 1
      } else if let first = waiting.removeValue(forKey: pair.name) {
        let id = metric.id(in: &run)
        run.append(first, at: 0, to: id)
        run.append(pair.value, at: 1, epoch: pairs.epoch, time: pairs.time, to: id)
        counts[pair.name] = 2
      } else if waiting.count < 512 {
        waiting[pair.name] = pair.value
      }
    }
  }

  private mutating func emit(at step: Int, suffix: String = "", replaces: Bool = false, into run: inout RunHistory) {
    // The average over the batches of an evaluation so far says more than the last of them.
    let isEvaluation = replaces && pairs.counter != nil
    let epoch = pairs.epoch ?? contextEpoch
    for pair in pairs.pairs {
      let hasPlace = pairs.step != nil || (pairs.counter != nil && (pairs.epoch != nil || pairs.phase != nil))
      guard pair.isMarked || hasPlace || Self.isMetricName(pair.name) || Self.isShareOfData(pair) else { continue }
      let value = isEvaluation ? pair.average ?? pair.value : pair.value
      let name = pair.name + suffix
      let metric = metric(name)
      let id = metric.id(in: &run)
      if let first = waiting.removeValue(forKey: name), step > 0 { run.append(first, at: 0, to: id) }
      if replaces { run.withdraw(step, of: id) }
      run.append(value, at: step, epoch: epoch, time: pairs.time, to: id)
    }
  }

  /// "train 0.51 val 0.62": the data stand for the loss on them.
  private static func isShareOfData(_ pair: LinePairs.Pair) -> Bool {
    pair.value != pair.value.rounded() && LinePairs.isSection(pair.name)
  }

  private mutating func metric(_ name: String) -> LogMetric {
    if let known = metrics[name] { return known }
    let new = LogMetric(name)
    // A text of ever new words must not fill the memory.
    if metrics.count < 4096 { metrics[name] = new }
    return new
  }

  private static let metricWords: Set<String> = [
    "loss", "acc", "accuracy", "lr", "error", "err", "f1", "auc", "bleu", "ppl", "perplexity", "score", "reward",
    "return", "mse", "mae", "rmse", "iou",
    "miou", "map", "dice", "recall", "precision", "norm", "bpb", "bpc", "nll", "elbo", "kl", "wer", "cer", "psnr",
    "ssim", "fid", "prec", "top",
  ]

  /// Whether a name ends with a word that only metrics have.
  private static func isMetricName(_ name: String) -> Bool {
    let words = name.lowercased().split { $0 == " " || $0 == "/" || $0 == "_" || $0 == "-" || $0 == "." || $0 == "@" }
    // Acc@5, acc1, top-1 acc
    guard let last = words.last(where: { !$0.allSatisfy(\.isNumber) }) else { return false }
    if metricWords.contains(String(last)) { return true }
    return last.last?.isNumber == true
      && metricWords.contains(String(last.reversed().drop(while: \.isNumber).reversed()))
  }

  // MARK: Objects and tables

  /// A dictionary in the line, as transformers and fairseq print it, with whatever prefix.
  private mutating func takeObject(_ line: Bytes, into run: inout RunHistory) -> Bool {
    guard let brace = line.firstIndex(of: 0x7B), line.last(where: { $0 != 0x20 }) == 0x7D else { return false }
    var scanner = JSONScanner(line, from: brace)
    guard scanner.next() == .beginObject, rows.read(&scanner, into: &run, emits: false) == .null,
      !rows.assembler.isEmpty
    else { return false }
    if brace > 0 {
      let prefix = line[part: 0..<brace]
      tokenizer.split(prefix)
      pairs.read(prefix, tokenizer.tokens)
      if let step = pairs.step { rows.assembler.set(step: step, rank: 5) }
      if let epoch = pairs.epoch, rows.assembler.epoch == nil { rows.assembler.set(epoch: epoch) }
      if let time = pairs.time, rows.assembler.time == nil { rows.assembler.set(time: time) }
    }
    rows.assembler.emit(into: &run)
    return true
  }

  private mutating func takeTableRow(_ row: TextTable.Row, into run: inout RunHistory) {
    var assembler = rows.assembler
    assembler.begin()
    for (name, value) in row.values { assembler.add(metric(name), value) }
    if row.isRedrawn, let epoch = assembler.epoch, epoch.magnitude < 0x1p62 {
      // A bar draws the row anew with each batch: what it says last is the epoch's.
      for (metric, _) in assembler.values { run.withdraw(Int(epoch), of: metric.id(in: &run)) }
    }
    if let epoch = assembler.epoch {
      tableEpoch = epoch
    } else if let tableEpoch, !assembler.isEmpty {
      assembler.set(epoch: tableEpoch)
    }
    assembler.emit(into: &run)
    rows.assembler = assembler
  }

  // MARK: Lines that are not read

  private static func mayBeNonFinite(_ line: Bytes) -> Bool {
    contains(line, "nan") || contains(line, "inf") || contains(line, "NaN")
  }

  /// LightGBM prints the best round again at the end.
  private static func announcesRepetition(_ line: Bytes) -> Bool {
    contains(line, "best iteration is") || contains(line, "Best iteration is")
  }

  /// Warnings and errors hold numbers, but no metrics.
  private static func isComplaint(_ line: Bytes) -> Bool {
    let head = line[part: 0..<min(line.count, 120)]
    return contains(head, "WARN") || contains(head, "ERROR") || contains(head, "[Warning]")
      || contains(head, "Traceback") || contains(head, "Warning:")
  }

  private static func isDebugging(_ line: Bytes) -> Bool { contains(line[part: 0..<min(line.count, 120)], "DEBUG") }

  private static func contains(_ line: Bytes, _ word: StaticString) -> Bool {
    let size = word.utf8CodeUnitCount
    guard line.count >= size else { return false }
    let first = word.utf8Start[0]
    for index in 0...(line.count - size) where line[index] == first {
      if (1..<size).allSatisfy({ line[index + $0] == word.utf8Start[$0] }) { return true }
    }
    return false
  }
}
