/// Short names of classes for narrow places: each class's own letters, no two alike.
struct ClassCodes: Hashable, Sendable {
  private let codes: [String]

  /// Codes of at most so many letters, more only where that few cannot tell the classes apart.
  init(_ names: [String], width: Int) {
    var width = max(1, width)
    if names.allSatisfy({ $0.count <= width }) {
      codes = names
      return
    }
    let letters = names.map { name in Array(name.filter { $0.isLetter || $0.isNumber }) }
    while true {
      if let codes = Self.unique(letters, width: width) {
        self.codes = codes
        return
      }
      width += 1
      guard width <= letters.map(\.count).max() ?? 0 else { break }
    }
    codes = names
  }

  /// The first letters; where they are taken, the last of them gives way to the first later one that makes a difference.
  private static func unique(_ names: [[Character]], width: Int) -> [String]? {
    var taken: Set<String> = []
    var codes: [String] = []
    for name in names {
      let start = name.prefix(width - 1)
      let choices = name.count < width ? [String(name)] : name.dropFirst(width - 1).map { String(start) + String($0) }
      guard let code = choices.first(where: { !taken.contains($0.lowercased()) }) else { return nil }
      taken.insert(code.lowercased())
      codes.append(code)
    }
    return codes
  }

  /// The widest of them.
  var width: Int { codes.map(\.count).max() ?? 0 }

  subscript(label: Int) -> String { codes[label] }
}
