/// Finds what belongs to a name by its bytes, without making a string of it.
struct NameTable<Value> {
  private struct Entry {
    var hash: UInt64
    var range: Range<Int>
    var value: Value
  }

  private var entries: [Entry] = []
  private var names: [UInt8] = []
  /// The place of an entry by its hash; −1 where none is.
  private var slots = [Int32](repeating: -1, count: 64)

  var count: Int { entries.count }

  /// The value of a name; made when the name is new.
  @inline(__always)
  mutating func value(of name: Bytes, make: (Bytes) -> Value) -> Value {
    let hash = Self.hash(name)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if entries[index].hash == hash, matches(entries[index].range, name) { return entries[index].value }
      slot = (slot + 1) & (slots.count - 1)
    }
    return add(name, hash: hash, value: make(name))
  }

  mutating func removeAll() { self = NameTable() }

  @inline(never)
  private mutating func add(_ name: Bytes, hash: UInt64, value: Value) -> Value {
    let start = names.count
    names.append(contentsOf: name)
    entries.append(Entry(hash: hash, range: start..<names.count, value: value))
    if entries.count * 2 > slots.count {
      slots = Array(repeating: -1, count: slots.count * 2)
      for index in entries.indices { place(index) }
    } else {
      place(entries.count - 1)
    }
    return value
  }

  private mutating func place(_ index: Int) {
    var slot = Int(truncatingIfNeeded: entries[index].hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index)
  }

  @inline(__always)
  private func matches(_ range: Range<Int>, _ name: Bytes) -> Bool {
    guard range.count == name.count else { return false }
    return names.withUnsafeBytes { names in
      let known = Bytes(rebasing: names.bindMemory(to: UInt8.self)[range])
      var index = 0
      while index + 8 <= name.count {
        if known.number(UInt64.self, at: index) != name.number(UInt64.self, at: index) { return false }
        index += 8
      }
      while index < name.count {
        if known[index] != name[index] { return false }
        index += 1
      }
      return true
    }
  }

  @inline(__always)
  private static func hash(_ name: Bytes) -> UInt64 {
    var hash = 0x9E37_79B9_7F4A_7C15 &+ UInt64(name.count)
    var index = 0
    while index + 8 <= name.count {
      hash = (hash ^ name.number(UInt64.self, at: index)) &* 0x9FB2_1C65_1E98_DF25
      hash ^= hash >> 32
      index += 8
    }
    var rest: UInt64 = 0
    while index < name.count {
      rest = rest << 8 | UInt64(name[index])
      index += 1
    }
    hash = (hash ^ rest) &* 0x9FB2_1C65_1E98_DF25
    return hash ^ hash >> 29
  }
}
