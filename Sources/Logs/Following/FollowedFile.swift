import Records

/// A file of a run: what of it was read, and what waits for its end.
struct FollowedFile {
  /// So many bytes are read at once, and so many of a file that has more.
  private static let chunkSize = 1 << 20
  private static let largeChunkSize = 1 << 21
  /// A record that does not end within so many bytes is given up.
  private static let longestWait = 1 << 30

  let path: String
  /// The format, once it is known.
  private(set) var format: LogFormat?
  /// How many bytes of the file were read.
  private(set) var offset = 0
  private(set) var size = 0
  private(set) var modified = 0.0
  private var changed = 0.0
  /// What was read at its beginning and not long ago, by which a file that was written anew is known.
  private var imprint = FileImprint()
  /// Whether it was written without a change of its size, and no byte was found that is another: it is read again when that costs little.
  private var isDoubtful = false
  /// When it was begun to be read, and when it may be read again for doubt alone.
  private var begun: Double?
  private var nextReading = -Double.infinity
  /// Whether it was looked at in the very moment in which it was written: another write may carry the same time.
  private var isFresh = false
  /// Whether the reader was not told yet that the file ends here.
  private(set) var wantsEnd = false
  private var identity: UInt64 = 0
  private let wanted: LogFormat?
  private let stepColumn: String?
  private var reader: (any ByteReader)?
  private var waiting: [UInt8] = []
  /// Memory for large parts, while the file has many more bytes than were read.
  private var ahead: ReadAhead?
  /// The first byte of a pipe, which does not tell yet what follows.
  private var beginning: [UInt8] = []
  private var inflater: Inflater?
  private var decoder: UTF16Decoder?
  private var isFirst = true
  /// Two writes within so many seconds may carry the same time.
  private static let tick = 0.05
  /// A file of so many bytes is read again at no cost.
  private static let smallSize = 1 << 20
  /// A file that nobody wrote for so many seconds is told by the little that it has.
  private static let settlingTime = 2.0
  private var isSettled = false
  /// Whether the head was looked at and is no log's.
  private(set) var isRefused = false

  init(path: String, wanted: LogFormat? = nil, stepColumn: String? = nil) {
    self.path = path
    self.wanted = wanted
    self.stepColumn = stepColumn
  }

  /// Whether bytes that were read are not there any more: the file was cut, replaced or written anew.
  mutating func wasRewritten(_ status: LogFileStatus, _ files: some LogFileSystem) -> Bool {
    guard !isFirst, identity != 0 else { return false }
    if status.identity != identity || status.size < offset { return true }
    let isOther = status.modified != modified || status.changed != changed || status.size != size
    if isDoubtful, files.now() >= nextReading { return true }
    guard isOther || isFresh else { return false }
    isFresh = files.now() - status.modified < Self.tick
    // A document is rewritten whole at its old length or more.
    if isOther, format == .json { return true }
    // What has only grown is another in size; where it is not, any byte may be another, and a small file is soon read.
    if isOther, status.size == size, status.size == offset, offset > 0 {
      if offset <= Self.smallSize || !imprint.isWithin(path, files) { return true }
      isDoubtful = true
      if files.now() >= nextReading { return true }
    }
    return !imprint.isIn(path, files)
  }

  /// Goes on at the beginning of the file that has taken the place of one that was renamed.
  mutating func rotate(_ files: some LogFileSystem, to rotated: String, into run: inout RunHistory) {
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
    while true {
      let offset = offset
      let got = chunk.withUnsafeMutableBytes { files.read(rotated, at: offset, into: $0) } ?? 0
      guard got > 0 else { break }
      take(chunk[..<got], into: &run)
    }
    giveWaiting(isEnd: true, into: &run)
    waiting = []
    offset = 0
    identity = 0
    imprint = FileImprint()
  }

  /// Whether its format was not told yet, and time may tell it now.
  func isUntold(_ now: Double) -> Bool {
    reader == nil && !isRefused && !isSettled && now - modified > Self.settlingTime
  }

  /// Whether this file was the one of that identity.
  func was(_ status: LogFileStatus?) -> Bool { status.map { $0.identity == identity } ?? false }

  /// Forgets what was read.
  mutating func restart() {
    let next = nextReading
    self = FollowedFile(path: path, wanted: wanted, stepColumn: stepColumn)
    nextReading = next
  }

  /// Reads what has come, at most about so many bytes.
  /// - Returns: how many were read; nil when all was read that is there.
  mutating func read(_ files: some LogFileSystem, _ status: LogFileStatus, budget: Int, into run: inout RunHistory)
    -> Int?
  {
    identity = status.identity
    size = status.size
    modified = status.modified
    changed = status.changed
    isFresh = files.now() - status.modified < Self.tick
    isSettled = files.now() - status.modified > Self.settlingTime
    isFirst = false
    guard !isRefused else { return nil }
    if offset == 0 { begun = files.now() }
    var total = 0
    while total < budget {
      let got = readChunk(files, into: &run)
      guard got > 0 else {
        wantsEnd = false
        if let start = begun, offset > Self.smallSize {
          // Reading for doubt takes a hundredth of the time at most.
          nextReading = files.now() + 100 * (files.now() - start)
          begun = nil
        }
        ahead = nil
        giveWaiting(isEnd: true, into: &run)
        noteLargeSteps(in: &run)
        return nil
      }
      wantsEnd = true
      total += got
      if isRefused { return nil }
    }
    return total
  }

  /// Says that steps are so large that not each can be told from the next, where that is so.
  private func noteLargeSteps(in run: inout RunHistory) {
    guard let format, [.csv, .jsonLines, .json, .text].contains(format), let last = run.lastStep,
      last >= FieldRole.firstInexactStep
    else { return }
    run.warn("steps beyond 2^53 are read as the nearest number of 64 bits, those beyond 2^62 as 2^62")
  }

  /// Says that no more will come.
  mutating func finish(into run: inout RunHistory) {
    isSettled = true
    giveWaiting(isEnd: true, into: &run)
    waiting.withUnsafeBufferPointer { reader?.finish($0, into: &run) }
    waiting = []
    noteLargeSteps(in: &run)
  }

  /// Tells the format by the little that there is, and reads what is whole of it.
  mutating func tell(into run: inout RunHistory) {
    isSettled = true
    giveWaiting(isEnd: true, into: &run)
  }

  private mutating func readChunk(_ files: some LogFileSystem, into run: inout RunHistory) -> Int {
    let isPlain = inflater == nil && decoder == nil && offset > 0 && reader != nil
    if isPlain, waiting.count <= ReadAhead.frontSize, offset > Self.chunkSize,
      self.size - offset > (ahead == nil ? Self.largeChunkSize : 0)
    {
      return readLargeChunk(files, into: &run)
    }
    ahead = nil
    let before = isPlain && waiting.count < Self.chunkSize ? waiting.count : 0
    let size = offset == 0 ? FormatDetector.headSize : Self.chunkSize
    return withUnsafeTemporaryAllocation(byteCount: before + size, alignment: 16) { buffer in
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[before...])
      let got = files.read(path, at: offset, into: room) ?? 0
      // One byte does not tell yet whether it is gzip's or that of a byte order mark.
      guard got > 1 || (got == 1 && offset > 0) else { return 0 }
      imprint.add(UnsafeRawBufferPointer(rebasing: room[..<got]), at: offset)
      guard isPlain, waiting.count == before else {
        take(Bytes(start: room.baseAddress?.assumingMemoryBound(to: UInt8.self), count: got), into: &run)
        return got
      }
      // What waited goes in front of what came, so that the reader sees one piece and nothing is copied but its rest.
      waiting.withUnsafeBytes { buffer.copyMemory(from: $0) }
      give(Bytes(start: buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), count: before + got), into: &run)
      return got
    }
  }

  /// Reads a part of a file that has many more, and has the next part read meanwhile.
  private mutating func readLargeChunk(_ files: some LogFileSystem, into run: inout RunHistory) -> Int {
    let ahead = self.ahead ?? ReadAhead(size: Self.largeChunkSize)
    self.ahead = ahead
    guard let (part, got) = ahead.next(files, path, at: offset, end: size), got > 0 else { return 0 }
    imprint.add(UnsafeRawBufferPointer(start: part, count: got), at: offset)
    let start = part - waiting.count
    waiting.withUnsafeBytes { if let from = $0.baseAddress { start.copyMemory(from: from, byteCount: $0.count) } }
    let count = waiting.count + got
    give(Bytes(start: start.assumingMemoryBound(to: UInt8.self), count: count), into: &run)
    return got
  }

  /// Gives the reader what had waited and what has come behind it, in one piece.
  private mutating func give(_ bytes: Bytes, into run: inout RunHistory) {
    offset += bytes.count - waiting.count
    waiting.removeAll(keepingCapacity: true)
    reader?.bytesBehind = max(0, size - offset)
    let used = reader?.read(bytes, isEnd: false, into: &run) ?? 0
    waiting.append(contentsOf: bytes[part: used..<bytes.count])
  }

  /// Takes bytes as they come, from a file or from a pipe.
  mutating func take(_ chunk: ArraySlice<UInt8>, into run: inout RunHistory) {
    guard offset == 0 else { return chunk.withUnsafeBufferPointer { take($0, into: &run) } }
    beginning += chunk
    guard beginning.count > 1 else { return }
    beginning.withUnsafeBufferPointer { take($0, into: &run) }
    beginning = []
  }

  private mutating func take(_ bytes: Bytes, into run: inout RunHistory) {
    if offset == 0 {
      if bytes.count >= 2, bytes[0] == 0x1F, bytes[1] == 0x8B {
        inflater = Inflater()
      } else {
        decoder = UTF16Decoder(bytes)
      }
    }
    offset += bytes.count
    if let inflater {
      inflater.unpack(bytes) { piece in
        waiting.append(contentsOf: piece)
        if waiting.count >= FormatDetector.headSize { giveWaiting(isEnd: false, into: &run) }
      }
      if inflater.isBroken { run.warn("the gzip data of \(path) is damaged from some place on") }
    } else if decoder != nil {
      waiting += decoder?.decode(bytes) ?? []
    } else {
      waiting.append(contentsOf: bytes)
    }
    giveWaiting(isEnd: false, into: &run)
  }

  private mutating func giveWaiting(isEnd: Bool, into run: inout RunHistory) {
    guard !waiting.isEmpty else { return }
    if reader == nil { detect() }
    guard reader != nil else { return }
    let used = waiting.withUnsafeBufferPointer { reader?.read($0, isEnd: isEnd, into: &run) ?? 0 }
    if used == waiting.count {
      waiting.removeAll(keepingCapacity: true)
    } else if used > 0 {
      waiting.removeFirst(used)
    } else if waiting.count > Self.longestWait {
      run.warn("a record of \(path) does not end; what follows is not read")
      refuse()
    }
  }

  private mutating func refuse() {
    isRefused = true
    waiting = []
  }

  private mutating func detect() {
    let path = path
    let wanted = wanted
    let stepColumn = stepColumn
    let isSettled = isSettled
    let finding = waiting.withUnsafeBufferPointer { bytes in
      FormatDetector.detect(
        bytes[part: 0..<min(bytes.count, FormatDetector.headSize)],
        path: path,
        isSettled: isSettled,
        wanted: wanted,
        stepColumn: stepColumn
      )
    }
    guard let finding else {
      let isBinary = waiting.withUnsafeBufferPointer { FormatDetector.isBinary($0) }
      if waiting.count > 1 << 20 || (isBinary && waiting.count >= 64) { refuse() }
      return
    }
    format = finding.format
    reader = finding.reader
  }
}
