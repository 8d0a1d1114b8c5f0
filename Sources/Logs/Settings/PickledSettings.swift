import Records

/// The settings in a file that PyTorch saved an object of Python into, such as `training_args.bin` of transformers.
///
/// The file is an archive of parts that are not compressed, of which `data.pkl` is a program for a small machine with a stack. It is followed without doing
/// what it asks for: an object is its names and values, and a call is its one argument, as that of an enumeration is. What is None, False or empty is left
/// out, since there are more than a hundred of these.
///
/// Source: Python's `pickletools`, protocols 2 to 4; PKWARE's APPNOTE 4.3.7.
struct PickledSettings {
  /// A value, with how deep others are within it.
  private struct Value {
    enum Kind {
      case nothing
      case flag(Bool)
      case number(String)
      case text(String)
      case list([Value])
      case members([(name: String, value: Value)])
      /// The beginning of a list's elements.
      case mark
      /// Something of the program's own.
      case other
    }

    var kind: Kind
    var depth = 0

    init(_ kind: Kind) { self.kind = kind }

    init(_ elements: [Value]) {
      depth = (elements.map(\.depth).max() ?? 0) + 1
      // Values deep within others are no settings.
      kind = depth > PickledSettings.deepest ? .other : .list(elements)
      if case .other = kind { depth = 0 }
    }

    var isMark: Bool {
      if case .mark = kind { return true }
      return false
    }
  }

  private static let deepest = 8
  private static let mostFacts = 1000
  private static let longestValue = 400
  private static let longestList = 100

  private(set) var facts: [RunFact] = []
  /// Why nothing was read; nil where something was.
  private(set) var problem: String?

  private let bytes: Bytes
  private var position = 0
  private var stack: [Value] = []
  private var memory: [Int: Value] = [:]

  /// Whether a file is an archive.
  static func recognises(_ bytes: Bytes) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// Reads a file.
  /// - Complexity: O(bytes).
  init(_ bytes: Bytes) {
    self.bytes = bytes
    // The first part is the program: a header of 30 bytes, its name, what fills up to a round place, and the bytes as they are.
    guard bytes.count > 30, let method = number(at: 8, size: 2), let name = number(at: 26, size: 2),
      let extra = number(at: 28, size: 2), 30 + name + extra < bytes.count, method == 0,
      bytes[part: 30..<30 + name].text.hasSuffix("data.pkl")
    else {
      problem = "it is no archive of PyTorch's"
      return
    }
    position = 30 + name + extra
    guard let value = run(), case .members(let members) = value.kind else {
      problem = "its pickle has something that is not known"
      return
    }
    for member in members where !member.name.hasPrefix("_") && facts.count < Self.mostFacts {
      var text = ""
      if Self.write(member.value, to: &text), !text.isEmpty, text != "[]" {
        facts.append(RunFact(member.name, text.count > Self.longestValue ? text.prefix(Self.longestValue) + "…" : text))
      }
    }
  }

  private func number(at place: Int, size: Int) -> Int? {
    guard place >= 0, place + size <= bytes.count else { return nil }
    return (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  /// Writes a value as people do.
  /// - Returns: whether it is one, and no object.
  private static func write(_ value: Value, to text: inout String) -> Bool {
    guard text.utf8.count <= longestValue else { return true }
    switch value.kind {
    case .flag(true): text += "true"
    case .number(let number): text += number
    case .text(let words): text += words
    case .list(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += ", " }
        guard write(element, to: &text) else { return false }
        if text.utf8.count > longestValue { return true }
      }
      text += "]"
    case .nothing, .flag(false), .members, .mark, .other: return false
    }
    return true
  }

  // MARK: The machine

  /// Follows the program to its end.
  private mutating func run() -> Value? {
    while position < bytes.count {
      let operation = bytes[position]
      position += 1
      if operation == 0x2E { return stack.last }
      guard follow(operation) else { return nil }
    }
    return nil
  }

  private mutating func follow(_ operation: UInt8) -> Bool {
    switch operation {
    case 0x80: return skip(1)  // PROTO
    case 0x95: return skip(8)  // FRAME
    case 0x4E: stack.append(Value(.nothing))
    case 0x88, 0x89: stack.append(Value(.flag(operation == 0x88)))
    case 0x4B: return pushInteger(size: 1, isSigned: false)
    case 0x4D: return pushInteger(size: 2, isSigned: false)
    case 0x4A: return pushInteger(size: 4, isSigned: true)
    case 0x8A:  // LONG1
      guard let size = take(1), size <= 8 else { return false }
      return pushInteger(size: size, isSigned: true)
    case 0x47:  // BINFLOAT, the greatest byte first
      guard position + 8 <= bytes.count else { return false }
      let bits = (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[position + $1]) }
      position += 8
      let value = Double(bitPattern: bits)
      stack.append(Value(.number(Int(exactly: value).map(String.init) ?? "\(value)")))
    case 0x58, 0x54, 0x42: return pushText(lengthSize: 4)
    case 0x8C, 0x55, 0x43: return pushText(lengthSize: 1)
    case 0x63:  // GLOBAL: two lines
      guard skipLine(), skipLine() else { return false }
      stack.append(Value(.other))
    case 0x93:  // STACK_GLOBAL
      guard pop() != nil, pop() != nil else { return false }
      stack.append(Value(.other))
    case 0x71: return remember(take(1))
    case 0x72: return remember(take(4))
    case 0x94: return remember(memory.count)
    case 0x68: return recall(take(1))
    case 0x6A: return recall(take(4))
    case 0x28: stack.append(Value(.mark))
    case 0x29, 0x5D, 0x8F: stack.append(Value(.list([])))
    case 0x7D: stack.append(Value(.members([])))
    case 0x85, 0x86, 0x87: return pushTuple(Int(operation) - 0x84)
    case 0x74, 0x6C:  // TUPLE, LIST
      guard let elements = popToMark() else { return false }
      stack.append(Value(elements))
    case 0x61:  // APPEND
      guard let element = pop() else { return false }
      return append([element])
    case 0x65, 0x90:  // APPENDS, ADDITEMS
      guard let elements = popToMark() else { return false }
      return append(elements)
    case 0x73:  // SETITEM
      guard let value = pop(), let key = pop() else { return false }
      return setMembers([key, value])
    case 0x75:  // SETITEMS
      guard let items = popToMark() else { return false }
      return setMembers(items)
    case 0x81:  // NEWOBJ
      guard pop() != nil, pop() != nil else { return false }
      stack.append(Value(.other))
    case 0x52:  // REDUCE: a call
      guard let arguments = pop(), pop() != nil else { return false }
      if case .list(let values) = arguments.kind, values.count == 1 {
        stack.append(values[0])
      } else {
        stack.append(Value(.other))
      }
    case 0x62:  // BUILD: an object gets its names and values
      guard let state = pop(), pop() != nil else { return false }
      stack.append(state)
    case 0x30: return pop() != nil
    case 0x51:  // BINPERSID
      guard pop() != nil else { return false }
      stack.append(Value(.other))
    default: return false
    }
    return true
  }

  private mutating func take(_ size: Int) -> Int? {
    guard let value = number(at: position, size: size) else { return nil }
    position += size
    return value
  }

  private mutating func skip(_ count: Int) -> Bool {
    position += count
    return position <= bytes.count
  }

  private mutating func skipLine() -> Bool {
    guard let end = bytes[position...].firstIndex(of: 0x0A) else { return false }
    position = end + 1
    return true
  }

  private mutating func pop() -> Value? {
    guard let last = stack.last, !last.isMark else { return nil }
    return stack.removeLast()
  }

  private mutating func popToMark() -> [Value]? {
    guard let mark = stack.lastIndex(where: \.isMark) else { return nil }
    let values = Array(stack[(mark + 1)...])
    stack.removeLast(stack.count - mark)
    return values
  }

  private mutating func pushInteger(size: Int, isSigned: Bool) -> Bool {
    guard let raw = take(size) else { return false }
    let isNegative = isSigned && size > 0 && size < 8 && raw >> (8 * size - 1) == 1
    stack.append(Value(.number(String(isNegative ? raw - 1 << (8 * size) : raw))))
    return true
  }

  private mutating func pushText(lengthSize: Int) -> Bool {
    guard let length = take(lengthSize), length <= bytes.count - position else { return false }
    stack.append(Value(.text(bytes[part: position..<position + min(length, 4 * Self.longestValue)].text)))
    position += length
    return true
  }

  private mutating func pushTuple(_ count: Int) -> Bool {
    var elements: [Value] = []
    for _ in 0..<count {
      guard let element = pop() else { return false }
      elements.insert(element, at: 0)
    }
    stack.append(Value(elements))
    return true
  }

  /// Remembers what is on top. Of lists and mappings only that they are some: they are filled later, and copies of many would cost time.
  private mutating func remember(_ place: Int?) -> Bool {
    guard let place, let top = stack.last else { return false }
    switch top.kind {
    case .list(let elements) where !elements.isEmpty: memory[place] = Value(.other)
    case .members(let members) where !members.isEmpty: memory[place] = Value(.other)
    default: memory[place] = top
    }
    return true
  }

  private mutating func recall(_ place: Int?) -> Bool {
    guard let place, let value = memory[place] else { return false }
    stack.append(value)
    return true
  }

  private mutating func append(_ elements: [Value]) -> Bool {
    guard var list = pop() else { return false }
    guard case .list(var values) = list.kind else {
      stack.append(Value(.other))
      return true
    }
    // Held once, so that it grows in place.
    list.kind = .nothing
    // More are not shown, and many would be copied again and again.
    values += elements.prefix(max(0, Self.longestList - values.count))
    stack.append(Value(values))
    return true
  }

  private mutating func setMembers(_ items: [Value]) -> Bool {
    guard items.count.isMultiple(of: 2), var mapping = pop() else { return false }
    guard case .members(var members) = mapping.kind else {
      stack.append(Value(.other))
      return true
    }
    mapping.kind = .nothing
    for index in stride(from: 0, to: items.count, by: 2) {
      // Settings within an object of its own are those of a library.
      if case .text(let name) = items[index].kind, !Self.isMapping(items[index + 1]), members.count < Self.mostFacts {
        members.append((name, items[index + 1]))
      }
    }
    stack.append(Value(.members(members)))
    return true
  }

  private static func isMapping(_ value: Value) -> Bool {
    if case .members = value.kind { return true }
    return false
  }
}
