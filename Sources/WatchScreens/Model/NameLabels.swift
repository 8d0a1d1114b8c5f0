import Terminal

/// Names of runs or metrics in a width: as they are where all fit, else by what tells each from the others.
///
/// What all names share at their beginning and end is left out first. Of a path that is still too long stand the parts that no other has, and as
/// many others as there is room for; a part that is too long loses letters where the names stay apart, `…` in their place.
struct NameLabels {
  /// The names as columns: one scalar each.
  private let names: [[Unicode.Scalar]]
  private let width: Int
  /// A label for each name, in the same order.
  private(set) var labels: [String] = []

  /// - Complexity: O(n² · parts) where names are too long, O(letters) where they fit.
  init(_ names: [String], width: Int) {
    let columns = names.map { $0.inColumns }
    self.names = columns.map { Array($0.unicodeScalars) }
    self.width = max(1, width)
    guard self.names.contains(where: { $0.count > self.width }) else {
      labels = columns
      return
    }
    let paths = Self.withoutShared(self.names.map(Self.parts))
    var shown = paths.map { Self.joined($0.map(Optional.some)) }
    let long = shown.indices.filter { shown[$0].count > self.width }
    for (index, label) in zip(long, telling(long, of: paths)) { shown[index] = label }
    labels = apart(shown).map { String(String.UnicodeScalarView($0)) }
  }

  // MARK: Paths

  private typealias Letters = [Unicode.Scalar]

  private static func parts(_ name: Letters) -> [Letters] {
    name.split(separator: "/", omittingEmptySubsequences: false).map(Array.init)
  }

  /// Paths without what all of them begin and end with; each keeps a part at least.
  private static func withoutShared(_ paths: [[Letters]]) -> [[Letters]] {
    guard paths.count > 1, let first = paths.first else { return paths }
    let most = (paths.map(\.count).min() ?? 1) - 1
    var head = 0
    while head < most, paths.allSatisfy({ $0[head] == first[head] }) { head += 1 }
    var tail = 0
    while tail < most - head, paths.allSatisfy({ $0[$0.count - 1 - tail] == first[first.count - 1 - tail] }) {
      tail += 1
    }
    return paths.map { Array($0[head..<$0.count - tail]) }
  }

  /// Parts with slashes between them; where some are left out between others stands `…`, at the ends nothing.
  private static func joined(_ parts: [Letters?]) -> Letters {
    var result: Letters = []
    var hasGap = false
    for part in parts {
      guard let part else {
        hasGap = true
        continue
      }
      if !result.isEmpty { result += hasGap ? "/…/".unicodeScalars : "/".unicodeScalars }
      result += part
      hasGap = false
    }
    return result
  }

  /// Some paths by the fewest parts that no other path has, and as many more from their beginning on as there is room for in all of them.
  private func telling(_ some: [Int], of paths: [[Letters]]) -> [Letters] {
    var chosen = some.map { Self.own($0, of: paths) }
    func label(_ place: Int, _ chosen: Set<Int>) -> Letters {
      let path = paths[some[place]]
      return Self.joined(path.indices.map { chosen.contains($0) ? path[$0] : nil })
    }
    for part in 0..<(some.map { paths[$0].count }.max() ?? 0) {
      let more = zip(some, chosen).map { part < paths[$0].count ? $1.union([part]) : $1 }
      if more.indices.allSatisfy({ label($0, more[$0]).count <= width }) { chosen = more }
    }
    return some.indices.map { label($0, chosen[$0]) }
  }

  /// The places of the fewest parts that no other path has.
  private static func own(_ index: Int, of paths: [[Letters]]) -> Set<Int> {
    let path = paths[index]
    let others = paths.indices.filter { $0 != index }
    if let one = path.indices.first(where: { part in !others.contains { paths[$0].contains(path[part]) } }) {
      return [one]
    }
    // No part is its own: every part that some other path does not have in its place.
    return Set(
      path.indices.filter { part in others.contains { paths[$0].count <= part || paths[$0][part] != path[part] } }
    )
  }

  // MARK: Letters

  /// Labels no longer than the width, no two of them the same.
  private func apart(_ shown: [Letters]) -> [Letters] {
    var labels = shown.map { $0.count <= width ? $0 : Self.cut($0, head: (width - 1) / 3, to: width) }
    let ways: [(Letters, [Letters]) -> Letters] = [
      { label, _ in Self.cut(label, head: 0, to: width) },
      { label, _ in Self.cut(label, head: width - 1, to: width) },
      { label, group in Self.window(label, of: group, to: width) },
      { label, _ in Self.cut(label, head: (width - 1) / 2, to: width) },
    ]
    for way in ways {
      let same = Self.sameLabels(labels)
      guard !same.isEmpty else { return labels }
      for group in same {
        let letters = group.map { shown[$0] }
        let others = labels.indices.filter { !group.contains($0) }.map { labels[$0] }
        let new = letters.map { $0.count <= width ? $0 : way($0, letters) }
        if Set(new).count == new.count, Set(new).isDisjoint(with: others) {
          for (place, index) in group.enumerated() { labels[index] = new[place] }
        }
      }
    }
    // Names of which no part of the width tells them apart have their number.
    for group in Self.sameLabels(labels) {
      for index in group {
        let number = Letters("~\(index + 1)".unicodeScalars)
        labels[index] = Self.prefix(labels[index], max(0, width - number.count)) + number.suffix(width)
      }
    }
    return labels
  }

  /// The places of labels that are the same.
  private static func sameLabels(_ labels: [Letters]) -> [[Int]] {
    var places: [Letters: [Int]] = [:]
    for (index, label) in labels.enumerated() { places[label, default: []].append(index) }
    return places.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// Letters with `…` in place of some in the middle.
  private static func cut(_ letters: Letters, head: Int, to width: Int) -> Letters {
    guard letters.count > width else { return letters }
    let tail = width - 1 - head
    return prefix(letters, head) + ["…"] + suffix(letters, tail)
  }

  /// Letters from where they first differ from others of their group on, from the beginning of a word where there is one.
  private static func window(_ letters: Letters, of group: [Letters], to width: Int) -> Letters {
    let first = group[0]
    var common = 0
    while group.allSatisfy({ common < $0.count && $0[common] == first[common] }) { common += 1 }
    var start = common
    while start > 0, common - start < width / 2, !"_- /=".unicodeScalars.contains(letters[start - 1]) { start -= 1 }
    if common - start >= width / 2 { start = common }
    let rest = Array(letters[min(start, letters.count)...])
    if rest.count + 1 <= width { return ["…"] + rest }
    return ["…"] + prefix(rest, max(0, width - 2)) + ["…"]
  }

  /// So many columns from the beginning; no wide letter is cut through.
  private static func prefix(_ letters: Letters, _ count: Int) -> Letters {
    let isCut = count > 0 && count < letters.count && letters[count] == .secondColumn
    return Array(letters.prefix(isCut ? count - 1 : count))
  }

  /// So many columns up to the end; no wide letter is cut through.
  private static func suffix(_ letters: Letters, _ count: Int) -> Letters {
    Array(letters.suffix(count).drop { $0 == .secondColumn })
  }
}

/// Labels that were made for earlier frames.
///
/// A reference within the screen's value, as ``CurveMemo`` is.
final class NameMemo {
  private struct Key: Hashable {
    var names: [String]
    var width: Int
  }

  private var known: [Key: [String: String]] = [:]

  /// What each of some names is called in a width.
  func labels(_ names: [String], width: Int) -> [String: String] {
    let key = Key(names: names, width: width)
    if let labels = known[key] { return labels }
    if known.count >= 64 { known.removeAll() }
    let labels = Dictionary(zip(names, NameLabels(names, width: width).labels)) { first, _ in first }
    known[key] = labels
    return labels
  }
}
