/// The order in which dense layers follow one another, found from the shapes of their matrices and, where these leave several orders, from the
/// numbers in their names.
///
/// A layer is an edge from its inputs to its outputs; an order is a trail that takes every edge once.
struct LayerChain {
  /// A matrix by name, with the size of what goes in and comes out.
  struct Link: Hashable, Sendable {
    var name: String
    var inputs: Int
    var outputs: Int
  }

  /// What can be said of the order.
  enum Answer: Equatable {
    /// The only one, or the only one that the numbers in the names allow.
    case order([Link])
    /// Shapes and numbers leave several; the links whose places differ between two of them.
    case several([Link])
    /// The shapes follow one another in no order.
    case none
  }

  /// So many layers are taken into account, and so many steps of the search; what has more is no such file.
  private static let mostLinks = 64
  private static let mostSteps = 100_000

  private let links: [Link]
  private let keys: [NameKey]

  init(_ links: [Link]) {
    self.links = links.sorted { NetworkFile.precedes($0.name, $1.name) }
    keys = self.links.map { NameKey($0.name) }
  }

  /// The order of all links.
  func answer() -> Answer {
    guard (1...Self.mostLinks).contains(links.count) else { return .none }
    guard let starts = starts() else { return .none }
    var search = Search(links: links, keys: keys, obeysNumbers: false, end: nil, takesAll: true)
    search.run(from: starts)
    if search.found.isEmpty, !search.isExhausted { return .none }
    if search.found.count == 1, !search.isExhausted { return .order(search.found[0].map { links[$0] }) }
    var numbered = Search(links: links, keys: keys, obeysNumbers: true, end: nil, takesAll: true)
    numbered.run(from: starts)
    if numbered.found.count == 1, !numbered.isExhausted { return .order(numbered.found[0].map { links[$0] }) }
    return several(numbered.found.count > 1 ? numbered.found : search.found)
  }

  /// The only trail from some inputs to some outputs, which may leave links out.
  func trail(from inputs: Int, to outputs: Int) -> Answer {
    guard (1...Self.mostLinks).contains(links.count) else { return .none }
    var search = Search(links: links, keys: keys, obeysNumbers: true, end: outputs, takesAll: false)
    search.run(from: [inputs])
    if search.found.isEmpty { return .none }
    return search.found.count == 1 && !search.isExhausted
      ? .order(search.found[0].map { links[$0] }) : several(search.found)
  }

  /// The sizes that an order of all links can begin with; nil where there is none (Euler): every size is given as often as it is taken, but
  /// for the first, which is taken once more, and the last.
  private func starts() -> Set<Int>? {
    var balance: [Int: Int] = [:]
    for link in links {
      balance[link.inputs, default: 0] += 1
      balance[link.outputs, default: 0] -= 1
    }
    let firsts = balance.filter { $0.value > 0 }
    if firsts.isEmpty { return Set(links.map(\.inputs)) }
    return firsts.count == 1 && firsts.values.first == 1 ? Set(firsts.keys) : nil
  }

  /// The links at places where two orders differ.
  private func several(_ orders: [[Int]]) -> Answer {
    guard orders.count > 1 else { return .several(links) }
    let differing = zip(orders[0], orders[1]).filter { $0 != $1 }.flatMap { [$0, $1] }
    let indices = differing.isEmpty ? Set(orders[0] + orders[1]) : Set(differing)
    return .several(indices.sorted().map { links[$0] })
  }

  /// A depth-first search for up to two trails.
  private struct Search {
    let links: [Link]
    let keys: [NameKey]
    /// Whether links whose names differ first in a number come in the order of that number.
    let obeysNumbers: Bool
    let end: Int?
    let takesAll: Bool
    var found: [[Int]] = []
    var isExhausted = false
    private var used: [Bool]
    private var path: [Int] = []
    private var steps = 0

    init(
      links: [Link],
      keys: [NameKey],
      obeysNumbers: Bool,
      end: Int?,
      takesAll: Bool
    ) {
      self.links = links
      self.keys = keys
      self.obeysNumbers = obeysNumbers
      self.end = end
      self.takesAll = takesAll
      used = Array(repeating: false, count: links.count)
    }

    mutating func run(from starts: Set<Int>) {
      for start in starts.sorted() { extend(from: start) }
    }

    private mutating func extend(from size: Int) {
      guard found.count < 2, !isExhausted else { return }
      steps += 1
      if steps > LayerChain.mostSteps {
        isExhausted = true
        return
      }
      if takesAll ? path.count == links.count : !path.isEmpty && size == end {
        found.append(path)
        return
      }
      for next in links.indices where !used[next] && links[next].inputs == size && mayFollow(next) {
        used[next] = true
        path.append(next)
        extend(from: links[next].outputs)
        path.removeLast()
        used[next] = false
      }
    }

    /// Whether all links with lower numbers have been taken; where links may be left out, whether none with higher ones has.
    private func mayFollow(_ next: Int) -> Bool {
      guard obeysNumbers else { return true }
      return links.indices.allSatisfy { other in
        guard other != next, let isLower = keys[other].isNumbered(before: keys[next]) else { return true }
        return takesAll ? !isLower || used[other] : isLower || !used[other]
      }
    }
  }
}

/// A name's words, and the numbers between them.
private struct NameKey {
  private enum Part: Equatable {
    case words(Substring)
    case number(Int)
  }

  private var parts: [Part] = []

  init(_ name: String) {
    var rest = name[...]
    while let first = rest.first {
      let isDigit = first.isASCII && first.isNumber
      let part = rest.prefix { ($0.isASCII && $0.isNumber) == isDigit }
      parts.append(isDigit ? .number(Int(part) ?? .max) : .words(part))
      rest = rest.dropFirst(part.count)
    }
  }

  /// Whether this name has the lower number where the two first differ; nil where they differ in words.
  func isNumbered(before other: NameKey) -> Bool? {
    for case let (mine, its) in zip(parts, other.parts) where mine != its {
      if case (.number(let mine), .number(let its)) = (mine, its) { return mine < its }
      return nil
    }
    return nil
  }
}
