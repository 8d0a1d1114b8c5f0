import Terminal

/// Turns the difference of two frames into the bytes that make a terminal show the second.
///
/// ncurses could keep the screen itself, but its colours are pairs of palette entries: 24-bit colour it has only where
/// terminfo holds a `-direct` entry, which stock systems do not install, and redefining palette entries leaves a changed
/// palette behind. The frame's difference is known here anyway. So ncurses knows the terminal's strings and
/// reads its keys, and never refreshes a window; what is shown comes from here, in terminfo's strings.
///
/// Of a frame's bytes nine tenths can be switches of colour. So what changes is drawn pen by pen, not row by row: each pair of colours is set
/// once, and to move the cursor between the places that have it is cheap.
struct FrameEncoder {
  let strings: ControlStrings
  var capabilities: Capabilities

  /// A frame, or a part of it, as bytes.
  struct Encoded {
    /// None where nothing changes.
    var bytes: [UInt8]
    /// What the terminal shows after them.
    var shown: Buffer
    /// Where the next part begins; nil where the frame is whole.
    var nextRow: Int?
  }

  /// The bytes that turn `shown` into `frame`, none where they are the same; nil for `shown` clears the screen first.
  func encode(_ frame: Buffer, over shown: Buffer?) -> [UInt8] {
    encode(frame, over: shown, from: 0, within: nil).bytes
  }

  /// The bytes that turn `shown` into `frame`, row by row from one of them on and round, until about so many bytes are reached.
  ///
  /// The cursor ends in the upper left corner: xterm that is made smaller keeps the cursor's row in view and would scroll the rows above
  /// it into the shell's history.
  /// - Parameters:
  ///   - frame: as large as `shown`, and as the window; both as ``visible(_:)`` gives them.
  ///   - shown: what the terminal shows; nil clears the screen first, and then the frame is always whole.
  ///   - firstRow: the row to begin with.
  ///   - limit: the row that reaches so many bytes is the last one; nil for the whole frame.
  /// - Complexity: O(cells), and O(n log n) in the runs that change.
  func encode(_ frame: Buffer, over shown: Buffer?, from firstRow: Int, within limit: Int?) -> Encoded {
    var output = Output(strings: strings, capabilities: capabilities)
    if shown == nil { output.clear() }
    var result = shown ?? Buffer(size: frame.size)
    precondition(result.size == frame.size, "frames of \(result.size) and \(frame.size) cannot be compared")
    let height = frame.size.height
    var runs: [Run] = []
    var nextRow: Int?
    var cost = 0
    for offset in 0..<height {
      let y = (firstRow + offset) % height
      let before = runs.count
      addRuns(ofRow: y, in: frame, over: result, to: &runs)
      guard let limit, shown != nil else { continue }
      for run in runs[before...] { cost += 12 + 2 * run.length }
      if cost >= limit, offset + 1 < height {
        nextRow = (y + 1) % height
        break
      }
    }
    runs.sort()
    for run in runs {
      output.draw(run, of: frame)
      result.blit(frame, from: Rect(x: run.x, y: run.y, width: run.length, height: 1), to: Point(run.x, run.y))
    }
    // Nothing more to come than what is there already.
    if nextRow != nil, frame.cells == result.cells { nextRow = nil }
    guard !output.bytes.isEmpty else { return Encoded(bytes: [], shown: result, nextRow: nextRow) }
    output.finish()
    return Encoded(
      bytes: strings.beginUpdate + output.bytes + strings.endUpdate,
      shown: result,
      nextRow: nextRow
    )
  }

  /// Adds the cells of a row that change, gathered by pen; cells that do not are taken along where a jump over them costs more.
  private func addRuns(ofRow y: Int, in frame: Buffer, over shown: Buffer, to runs: inout [Run]) {
    let (width, row) = (frame.size.width, y * frame.size.width)
    let end = strings.scrollsAtLastCell && y == frame.size.height - 1 ? width - 1 : width
    var current: Run?
    for x in 0..<max(0, end) where frame.isChanged(x, row, from: shown) {
      let cell = frame.cells[row + x]
      // The second column is drawn with the first, in the same pen.
      if cell.glyph == .secondColumn, current?.end == x, frame.drawnGlyph(x: x, y: y) == nil {
        current?.extend()
        continue
      }
      if var run = current {
        var joined = run.end < x ? run.joining(frame.cells[row + run.end..<row + x]) : run
        if joined?.add(cell) == true, let joined {
          run = joined
          current = run
          continue
        }
        runs.append(run)
      }
      current = Run(cell, x: x, y: y)
    }
    if let current { runs.append(current) }
  }
}
