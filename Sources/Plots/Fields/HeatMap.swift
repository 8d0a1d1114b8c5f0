import Terminal

/// A field over a plane: colours, contour lines, markers, lines and arrows.
public struct HeatMap: Widget, Hashable {
  /// The values, row by row from the top.
  public var field: Field
  /// The part of the plane that they cover.
  public var axes: PlaneAxes
  /// Which colours show them.
  public var palette: FieldPalette
  /// The values of the map's two ends.
  public var range: ClosedRange<Double>
  /// Levels along which a line is drawn.
  public var contours: [Double]
  /// Lines and arrows.
  public var lines: [PlaneLine]
  /// Lines through many places.
  public var curves: [PlaneCurve]
  /// Labelled places.
  public var markers: [PlaneMarker]

  /// A heat map.
  /// - Parameter range: the values of the map's two ends; nil takes the field's extent, symmetric for a diverging map.
  public init(
    field: Field,
    axes: PlaneAxes = PlaneAxes(isShown: false),
    palette: FieldPalette = .diverging,
    range: ClosedRange<Double>? = nil,
    contours: [Double] = [],
    lines: [PlaneLine] = [],
    curves: [PlaneCurve] = [],
    markers: [PlaneMarker] = []
  ) {
    self.field = field
    self.axes = axes
    self.palette = palette
    self.range = range ?? (palette == .diverging ? field.symmetricExtent : field.extent) ?? 0...1
    self.contours = contours
    self.lines = lines
    self.curves = curves
    self.markers = markers
  }

  /// The cells of the map itself, without the labels beside it.
  public static func mapArea(in region: Rect, axes: PlaneAxes) -> Rect {
    guard axes.isShown, region.width >= 12, region.height >= 5 else { return region }
    let labelWidth = yLabels(axes).map(\.unicodeScalars.count).max() ?? 0
    guard region.width - labelWidth - 1 >= 8 else { return region }
    return Rect(
      x: region.x + labelWidth + 1,
      y: region.y,
      width: region.width - labelWidth - 1,
      height: region.height - 1
    )
  }

  /// The grid of values that fits a region exactly, so that the caller can compute them in one batch.
  public static func sampleSize(in region: Rect, axes: PlaneAxes = PlaneAxes(isShown: false), look: Look) -> Size {
    FieldPainter.sampleSize(of: mapArea(in: region, axes: axes), look: look)
  }

  /// The place in the plane under a cell of the screen, nil outside the map.
  public func place(at point: Point, in region: Rect) -> (x: Double, y: Double)? {
    let area = HeatMap.mapArea(in: region, axes: axes)
    guard area.contains(point) else { return nil }
    return (
      axes.x(column: point.x - area.x, of: area.width), axes.y(row: point.y - area.y, of: area.height)
    )
  }

  /// Draws the map, its labels, contours, lines, curves and markers.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    let area = HeatMap.mapArea(in: region, axes: axes)
    FieldPainter(palette: palette, range: range, look: look).draw(field, in: area, of: &buffer)
    drawLabels(beside: area, in: region, of: &buffer, look: look)
    let overlay = PlaneOverlay(axes: axes, area: area, look: look)
    overlay.drawContours(of: field, levels: contours, in: &buffer)
    for line in lines { overlay.draw(line, in: &buffer) }
    for curve in curves { overlay.draw(curve, in: &buffer) }
    for marker in markers { overlay.draw(marker, in: &buffer) }
  }

  private static func yLabels(_ axes: PlaneAxes) -> [String] {
    [
      NumberFormat.compact.string(axes.y.upperBound), axes.yLabel, NumberFormat.compact.string(axes.y.lowerBound),
    ]
  }

  private func drawLabels(beside area: Rect, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard area != region else { return }
    let style = look.ink(.muted)
    let labels = HeatMap.yLabels(axes)
    let left = Rect(x: region.x, y: region.y, width: area.x - region.x - 1, height: area.height)
    for (label, row) in zip(labels, [0, (area.height - 1) / 2, area.height - 1]) {
      buffer.write(label, in: left, row: row, alignment: .right, style)
    }
    let below = Rect(x: area.x, y: area.maxY, width: area.width, height: 1)
    let ends = [axes.x.lowerBound, axes.x.upperBound].map { NumberFormat.compact.string($0) }
    buffer.write(ends[0], in: below, alignment: .left, style)
    buffer.write(ends[1], in: below, alignment: .right, style)
    if ends[0].count + ends[1].count + axes.xLabel.unicodeScalars.count + 4 <= area.width {
      buffer.write(axes.xLabel, in: below, alignment: .center, style)
    }
  }
}
