import Records

/// Settings that are given a name by an anchor, and are taken over elsewhere: `&base`, `*base`, `<<: *base`.
///
/// Source: YAML 1.2.2, chapters 3.2.2 and 7.1; the merge key of YAML 1.1.
extension SettingsText {
  /// So many settings have an anchor, with so many within each.
  private static let mostAnchors = 64
  private static let mostAnchored = 500

  /// The name behind `&` or `*`, and what follows it.
  static func reference(
    _ value: Substring.UnicodeScalarView
  ) -> (name: String, rest: Substring.UnicodeScalarView) {
    let body = value.dropFirst()
    let end = body.firstIndex { $0 == " " || $0 == "\t" } ?? body.endIndex
    return (String(body[..<end]), trimmed(body[end...]))
  }

  /// Remembers what a setting is under the name of its anchor.
  mutating func keep(_ name: String, as anchor: String) {
    guard anchors.count < Self.mostAnchors || anchors[anchor] != nil else { return }
    let found = facts.lazy.filter { $0.name == name || $0.name.hasPrefix(name + ".") }.prefix(Self.mostAnchored)
    anchors[anchor] = found.map { RunFact(String($0.name.dropFirst(name.count)), $0.text) }
  }

  /// Gives a setting what an anchor has.
  /// - Returns: whether there is such an anchor, and nothing else.
  mutating func copy(_ value: Substring.UnicodeScalarView, to name: String) -> Bool {
    let (anchor, rest) = Self.reference(value)
    guard rest.isEmpty, let known = anchors[anchor] else { return false }
    for fact in known { set(name + fact.name, fact.text) }
    return true
  }

  /// Takes over the settings of one or several mappings, where there are none of the same name yet.
  /// - Returns: the names that were taken over.
  mutating func merge(_ value: Substring.UnicodeScalarView, into path: String, _ line: Line) -> Set<String> {
    var merged: Set<String> = []
    let isList = value.first == "[" && value.last == "]"
    let parts = isList ? value.dropFirst().dropLast().split(separator: ",") : [value]
    for part in parts {
      let (anchor, rest) = Self.reference(Self.trimmed(part))
      guard Self.trimmed(part).first == "*", rest.isEmpty, let known = anchors[anchor] else {
        leaveOut(line, "a merge of other settings")
        continue
      }
      let before = Set(facts.map(\.name))
      func isTaken(_ name: String) -> Bool {
        before.contains(name) || before.contains { $0.hasPrefix(name + ".") }
      }
      for fact in known {
        // ".lr" and ".opt.lr": of a mapping the first name counts.
        let first = fact.name.dropFirst().prefix { $0 != "." }
        guard fact.name.hasPrefix("."), !first.isEmpty else { continue }
        let name = path.isEmpty ? String(first) : path + "." + first
        guard !isTaken(name) else { continue }
        set(path.isEmpty ? String(fact.name.dropFirst()) : path + fact.name, fact.text)
        merged.insert(name)
      }
    }
    return merged
  }
}
