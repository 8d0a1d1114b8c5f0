import Lessons
import NeuralNet
import Plots
import Terminal

/// A unit of a network in the middle of a walk: the newest value that has been computed of it, and the older ones below where there is room.
struct WalkGraphUnit {
  /// How a unit takes part in the operation that is shown.
  struct Mark {
    var isRead: Bool
    var isWritten: Bool
    var isBiasRead: Bool
    var isBiasWritten: Bool
    /// Whether its input or its bias is chosen by hand.
    var isChosen: Bool
    /// Whether the operation is about its bias.
    var isBiasLit: Bool { isBiasRead || isBiasWritten }
  }

  /// Rows of a unit with all its values: the newest, its bias, z, a, dL/da and δ without the newest.
  static let stackHeight = 5
  /// Columns of a unit with all its values.
  static let stackWidth = 12

  let walk: Walk
  /// The operation that is shown.
  let index: Int
  /// Its layer, 0 for the inputs.
  let layer: Int
  /// Its place in the layer.
  let unit: Int
  let mark: Mark
  /// How many rows the unit has for itself.
  let rows: Int

  private var operation: WalkOperation { walk.operations[index] }
  private var sizes: [Int] { walk.state.network.architecture.layerSizes }
  private var isLast: Bool { layer == sizes.count - 1 }
  private var suffix: String { sizes[layer] == 1 ? "" : subscripted(unit + 1) }

  /// An input with its value.
  static func inputText(_ walk: Walk, _ index: Int, width: Int, _ look: Look) -> String {
    let inputs = walk.state.sample.inputs
    return fitted("x\(inputs.count == 1 ? "" : subscripted(index + 1))", inputs[index], width, look)
  }

  func draw(in place: Rect, of buffer: inout Buffer, look: Look) {
    let role: Role =
      mark.isChosen || mark.isWritten ? .accent : mark.isRead || mark.isBiasLit ? .title : .muted
    var attributes: Style.Attributes = mark.isWritten || mark.isChosen ? [.bold, .reverse] : []
    if mark.isRead { attributes.insert(.bold) }
    // Text without a mark in front of it cannot be told apart where there are no colours.
    let marks = look.isASCII ? [">", "*", "."] : ["▶", "●", "○"]
    let sign = mark.isWritten ? marks[0] : mark.isRead ? marks[1] : marks[2]
    let values = computed
    let newest = text(values.last, width: place.width - 2, look)
    for offset in 0..<place.width { buffer.put(" ", x: place.x + offset, y: place.y, look.ink(.text), clip: place) }
    let hasRoom = newest.unicodeScalars.count + 2 <= place.width
    let x = buffer.write(hasRoom ? "\(sign) " : "", x: place.x, y: place.y, look.ink(role), clip: place)
    buffer.write(newest, x: x, y: place.y, look.ink(role, attributes), clip: place)
    guard layer > 0 else { return }
    drawBelow(values.dropLast(), at: place, of: &buffer, look: look)
  }

  /// The bias while it is in use, and everything older where there is room for all of it.
  private func drawBelow(_ older: ArraySlice<Value>, at place: Rect, of buffer: inout Buffer, look: Look) {
    let hasStack = rows >= Self.stackHeight && place.width >= Self.stackWidth
    guard rows >= 2, mark.isBiasLit || hasStack else { return }
    let width = place.width - 2
    let isGradient = operation.kind == .biasGradient(layer: layer - 1)
    let bias = Self.fitted((isGradient ? "dL/db" : "b") + suffix, biasValue, width, look)
    let biasRole: Role = mark.isBiasWritten ? .accent : mark.isBiasLit ? .title : .muted
    var lines = [(text: bias, role: biasRole, isBold: mark.isBiasWritten)]
    if hasStack { lines += older.map { (text($0, width: width, look), .muted, false) } }
    for (offset, line) in lines.enumerated() {
      let below = Rect(x: place.x, y: place.y + 1 + offset, width: place.width, height: 1)
      buffer.write(line.text, x: place.x + 2, y: below.y, look.ink(line.role, line.isBold ? .bold : []), clip: below)
    }
  }

  // MARK: Values

  private struct Value {
    let symbol: String
    let value: Double
  }

  /// What the walk has computed of the unit so far, the newest last.
  private var computed: [Value] {
    guard layer > 0 else { return [] }
    return walk.operations[...index].compactMap { operation in
      switch operation.kind {
      case .sums(let other) where other == layer - 1: value("z", operation)
      case .outputs(let other) where other == layer - 1: value(isLast ? "ŷ" : "a", operation)
      case .outputGradient(let other) where other == layer - 1: value(isLast ? "dL/dŷ" : "dL/da", operation)
      case .delta(let other) where other == layer - 1: value("δ", operation)
      case .newPrediction where isLast: value("ŷ new", operation)
      default: nil
      }
    }
  }

  private func value(_ symbol: String, _ operation: WalkOperation) -> Value {
    Value(symbol: symbol + suffix, value: operation.values[unit])
  }

  private func text(_ value: Value?, width: Int, _ look: Look) -> String {
    guard layer > 0 else { return Self.inputText(walk, unit, width: width, look) }
    guard let value else { return Self.spelled((isLast ? "ŷ" : "a") + suffix, look) }
    return Self.fitted(value.symbol, value.value, width, look)
  }

  private static func spelled(_ text: String, _ look: Look) -> String { look.isASCII ? text.spelledInASCII : text }

  /// A name with its value, in as many digits as fit; the value alone or the name alone where both do not.
  private static func fitted(_ name: String, _ value: Double, _ width: Int, _ look: Look) -> String {
    let name = spelled(name, look)
    for digits in [4, 3, 2, 1] {
      let text = "\(name) \(NeuronScreen.number(value, digits))"
      if text.unicodeScalars.count <= width { return text }
    }
    let bare = NeuronScreen.number(value, 2)
    return bare.unicodeScalars.count <= width ? bare : name
  }

  private var biasValue: Double {
    if operation.kind == .biasGradient(layer: layer - 1) { return operation.values[unit] }
    if walk.operations[...index].contains(where: { $0.kind == .biasUpdate(layer: layer - 1) }) {
      return walk.next.network.bias(layer: layer - 1, output: unit)
    }
    return walk.state.network.bias(layer: layer - 1, output: unit)
  }
}
