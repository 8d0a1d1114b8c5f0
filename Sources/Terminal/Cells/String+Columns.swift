extension StringProtocol {
  /// Whether every scalar takes one column for certain, seen from the bytes alone: then the text is its own form in columns.
  ///
  /// - Complexity: O(bytes).
  var isPlainlyInColumns: Bool {
    utf8.withContiguousStorageIfAvailable(isPlain) ?? Array(utf8).withUnsafeBufferPointer(isPlain)
  }

  /// The text with one scalar a column: what takes two is followed by ``Swift/Unicode/Scalar/secondColumn``, a letter with its accents is one
  /// scalar where there is one, and else stands without them. A text in this form stays as it is.
  ///
  /// - Complexity: O(bytes); a text of Latin, Greek or Cyrillic letters is given back as it is.
  public var inColumns: String {
    guard !isPlainlyInColumns else { return String(self) }
    var columns = String.UnicodeScalarView()
    for character in self {
      let scalars = character.unicodeScalars
      guard let first = scalars.first, first != .secondColumn else { continue }
      let isOne = scalars.index(after: scalars.startIndex) == scalars.endIndex
      let scalar = isOne ? first : composed[character] ?? hangul(character) ?? first
      columns.append(scalar)
      // What is no letter, such as a carriage return before a line feed, keeps a column for each of its scalars.
      if !isOne, !scalar.takesOneColumn, !scalar.takesTwoColumns { columns.append(contentsOf: scalars.dropFirst()) }
      if scalar.takesTwoColumns { columns.append(.secondColumn) }
    }
    return String(columns)
  }

  /// How many columns the text takes.
  public var columnCount: Int { isPlainlyInColumns ? unicodeScalars.count : inColumns.unicodeScalars.count }
}

extension String {
  /// The text without what fills second columns.
  public var withoutSecondColumns: String {
    guard !isPlainlyInColumns else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.filter { $0 != .secondColumn }))
  }
}

/// Whether UTF-8 holds neither wide letters nor accents of their own, nor anything rarer: only Latin, Greek and Cyrillic letters, signs and lines.
private func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  for (index, byte) in bytes.enumerated() where byte >= 0xCC {
    switch byte {
    case 0xCE, 0xCF, 0xD0, 0xD1, 0xD3, 0xD4: continue
    // U+2190…U+22FF and U+2400…U+25BF, U+2800…U+28FF: arrows, mathematics, lines, blocks, braille.
    case 0xE2 where index + 1 < bytes.count:
      switch bytes[index + 1] {
      case 0x86...0x8B, 0x90...0x96, 0xA0...0xA3: continue
      case 0x97 where index + 2 < bytes.count && bytes[index + 2] < 0xBD: continue
      // U+2010…U+203F without what has no width: dashes, quotation marks, bullets, the ellipsis.
      case 0x80 where index + 2 < bytes.count && (0x90...0xA7).contains(bytes[index + 2]): continue
      default: return false
      }
    default: return false
    }
  }
  return true
}

/// Letters that have a scalar with their accents. Characters are the same however they are written, so each finds its scalar here.
private let composed: [Character: Unicode.Scalar] = {
  var table: [Character: Unicode.Scalar] = [:]
  for range in [0xC0...0x24F, 0x386...0x3CE, 0x400...0x45F, 0x1E00...0x1EFF, 0x304C...0x30FE] {
    for value in range {
      guard let scalar = Unicode.Scalar(UInt32(value)), scalar.takesOneColumn || scalar.takesTwoColumns else {
        continue
      }
      table[Character(scalar)] = scalar
    }
  }
  return table
}()

/// A syllable of leading consonant, vowel and final consonant (The Unicode Standard, 3.12); macOS writes file names so.
private func hangul(_ character: Character) -> Unicode.Scalar? {
  let parts = character.unicodeScalars.map(\.value)
  guard parts.count == 2 || parts.count == 3, (0x1100...0x1112).contains(parts[0]), (0x1161...0x1175).contains(parts[1])
  else { return nil }
  var value = 0xAC00 + ((parts[0] - 0x1100) * 21 + parts[1] - 0x1161) * 28
  if parts.count == 3 {
    guard (0x11A8...0x11C2).contains(parts[2]) else { return nil }
    value += parts[2] - 0x11A7
  }
  return Unicode.Scalar(value)
}
