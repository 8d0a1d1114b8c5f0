import Terminal

/// Layers of units from left to right, joined by their weights.
///
/// A weight's sign shows in colour and stroke (positive solid, negative dotted), its size in strength and thickness. Between layers with
/// more than forty weights only the forty largest are drawn, and those of the highlighted unit.
public struct NetworkDiagram: Widget, Hashable {
  /// One unit by layer and index.
  public struct UnitIndex: Hashable, Sendable {
    /// The layer, inputs are 0.
    public var layer: Int
    /// The unit in it.
    public var unit: Int

    /// A unit's place.
    public init(layer: Int, unit: Int) {
      self.layer = layer
      self.unit = unit
    }
  }

  /// The units of each layer, inputs first.
  public var layers: [[NetworkNode]]
  /// The weights between each layer and the next, (out, in), row-major; missing ones are not drawn.
  public var weights: [[Double]]
  /// The unit whose weights stand out; nil draws all alike.
  public var highlighted: UnitIndex?
  /// Whether weights are written on their lines where there is room.
  public var showsWeights: Bool
  /// The output that fills a unit wholly.
  public var fullValue: Double
  /// How outputs are written.
  public var valueFormat: NumberFormat

  /// A diagram.
  public init(
    layers: [[NetworkNode]],
    weights: [[Double]],
    highlighted: UnitIndex? = nil,
    showsWeights: Bool = false,
    fullValue: Double = 1,
    valueFormat: NumberFormat = .fixed(2)
  ) {
    self.layers = layers
    self.weights = weights
    self.highlighted = highlighted
    self.showsWeights = showsWeights
    self.fullValue = fullValue
    self.valueFormat = valueFormat
  }

  /// The weight between a unit and one of the next layer, nil where none is given.
  func weight(from input: UnitIndex, to output: Int) -> Double? {
    guard weights.indices.contains(input.layer) else { return nil }
    let index = output * layers[input.layer].count + input.unit
    return weights[input.layer].indices.contains(index) ? weights[input.layer][index] : nil
  }

  /// The unit under a cell of the screen, nil where there is none.
  public func unit(at point: Point, in region: Rect) -> UnitIndex? {
    NetworkLayout(self, region).places.first { $0.chip.contains(point) }?.unit
  }

  /// Draws the lines, then the units over them.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty, !layers.isEmpty else { return }
    let layout = NetworkLayout(self, region)
    let painter = NetworkPainter(diagram: self, layout: layout, look: look)
    painter.drawEdges(in: &buffer)
    painter.drawNodes(in: &buffer)
  }
}
