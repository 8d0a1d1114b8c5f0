import Terminal
import TestSupport
import Testing

@testable import Plots

/// Every widget, at every size, with every kind of number.
@Suite struct WidgetSweepTests {

  private static let values: [Double] = [
    0, 1, -1, 0.5, 1e-9, -1e300, 1e300, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .nan, .infinity,
    -.infinity, .leastNonzeroMagnitude, -0.0,
    42, 1e15, 9e18, -3,
  ]

  private static func value(_ random: inout SplitMix64) -> Double {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: values.randomElement(using: &random) ?? 0
    case 1: Double.random(in: -1...1, using: &random)
    default: Double.random(in: 0...1000, using: &random)
    }
  }

  private static func range(_ random: inout SplitMix64) -> ClosedRange<Double>? {
    let low = value(&random)
    let high = value(&random)
    guard low <= high else { return nil }
    return low...high
  }

  private static func text(_ random: inout SplitMix64) -> String {
    ["", "x", "learning rate", "h₁ und ŷ", "a much longer text, with words", "tab\there", "漢字 😀", "e\u{301}"]
      .randomElement(using: &random) ?? ""
  }

  private static func points(_ random: inout SplitMix64) -> [ChartPoint] {
    (0..<Int.random(in: 0...12, using: &random)).map { index in
      Bool.random(using: &random)
        ? ChartPoint(Double(index), value(&random))
        : ChartPoint(
          x: value(&random),
          first: value(&random),
          minimum: value(&random),
          maximum: value(&random),
          last: value(&random)
        )
    }
  }

  private static func scale(_ random: inout SplitMix64) -> Scale {
    [Scale.linear, .logarithmic, .symmetricLog(linearBelow: 0.1), .symmetricLog(linearBelow: 0)].randomElement(
      using: &random
    ) ?? .linear
  }

  private static func lineChart(_ random: inout SplitMix64) -> LineChart {
    LineChart(
      series: (0..<Int.random(in: 0...3, using: &random)).map { index in
        var series = ChartSeries(text(&random), index: index, points: points(&random), band: points(&random))
        series.isJoined = Bool.random(using: &random)
        return series
      },
      xAxis: Axis(scale: scale(&random), limits: range(&random), label: text(&random)),
      yAxis: Axis(scale: scale(&random), limits: range(&random), label: text(&random)),
      rules: [ChartRule(.horizontal(value(&random)), label: text(&random)), ChartRule(.vertical(value(&random)))],
      markers: [ChartMarker(x: value(&random), y: value(&random), label: text(&random))],
      cursor: Bool.random(using: &random) ? value(&random) : nil
    )
  }

  private static func field(_ random: inout SplitMix64) -> Field {
    let width = Int.random(in: 0...9, using: &random)
    let height = Int.random(in: 0...9, using: &random)
    return Field(width: width, height: height, values: (0..<width * height).map { _ in value(&random) })
  }

  private static func heatMap(_ random: inout SplitMix64) -> HeatMap {
    let axes = PlaneAxes(
      x: range(&random) ?? 0...1,
      y: range(&random) ?? 0...1,
      xLabel: text(&random),
      yLabel: text(&random),
      isShown: Bool.random(using: &random)
    )
    return HeatMap(
      field: field(&random),
      axes: axes,
      palette: FieldPalette.allCases.randomElement(using: &random) ?? .image,
      range: range(&random),
      contours: [value(&random)],
      lines: [
        PlaneLine.boundary(value(&random), value(&random), value(&random), in: axes),
        PlaneLine(from: (value(&random), value(&random)), to: (value(&random), value(&random)), hasHead: true),
      ].compactMap { $0 },
      markers: [PlaneMarker(x: value(&random), y: value(&random), label: text(&random), kind: .wrong)]
    )
  }

  private static func network(_ random: inout SplitMix64) -> NetworkDiagram {
    let layers = (0..<Int.random(in: 0...4, using: &random)).map { _ in
      (0..<Int.random(in: 0...9, using: &random)).map { _ in
        NetworkNode(text(&random), value: Bool.random(using: &random) ? value(&random) : nil)
      }
    }
    return NetworkDiagram(
      layers: layers,
      weights: zip(layers, layers.dropFirst()).map { left, right in
        (0..<left.count * right.count).map { _ in value(&random) }
      },
      highlighted: Bool.random(using: &random) ? .init(layer: 1, unit: 0) : nil,
      showsWeights: Bool.random(using: &random),
      fullValue: value(&random)
    )
  }

  private static func styled(_ random: inout SplitMix64) -> StyledText {
    StyledText([.init(text(&random), .accent), .init(" \n"), .init(text(&random), .bad, .bold)])
  }

  private static func widget(_ kind: Int, _ random: inout SplitMix64) -> any Widget {
    let index = Int.random(in: -2...5, using: &random)
    switch kind {
    case 0: return lineChart(&random)
    case 1: return heatMap(&random)
    case 2: return network(&random)
    case 3:
      return ImageView(field: field(&random), palette: .diverging, range: range(&random), allowsEnlarging: index > 1)
    case 4:
      return BarChart(
        (0..<max(0, index)).map { _ in .init(text(&random), value(&random), isHighlighted: index > 2) },
        direction: Bool.random(using: &random) ? .horizontal : .vertical,
        range: range(&random)
      )
    case 5: return Histogram(values: (0..<20).map { _ in value(&random) }, binCount: index, range: range(&random))
    case 6: return ProgressBar(value(&random), label: text(&random))
    case 7:
      return Table(
        columns: [.init(text(&random), .left), .init(text(&random), width: index, isOptional: true), .init("x")],
        rows: (0..<6).map { _ in [styled(&random), styled(&random)] },
        selectedRow: index,
        gap: index
      )
    case 8: return Paragraph(styled(&random), alignment: .center, scroll: index)
    case 9: return KeyHints([.init("space", "pause"), .init(text(&random), text(&random))])
    case 10: return ControlLine((0..<5).map { _ in .init(text(&random), text(&random)) }, focused: index)
    case 11: return TooSmallNotice()
    case 12: return styled(&random)
    default:
      return HelpOverlay(
        groups: (0..<3).map { _ in .init(text(&random), [.init(text(&random), text(&random))]) },
        scroll: index
      )
    }
  }

  private static func look(_ random: inout SplitMix64) -> Look {
    Look(
      theme: Bool.random(using: &random) ? .dark : .light,
      charset: Capabilities.Charset.allCases.randomElement(using: &random) ?? .ascii,
      colorDepth: Capabilities.ColorDepth.allCases.randomElement(using: &random) ?? .mono
    )
  }

  @Test(arguments: 0..<14) func nothingLeavesItsRegion(kind: Int) {
    var random = SplitMix64(seed: UInt64(kind) + 1)
    let untouched = Cell("~", Style(Color(hex: 0x123456), on: Color(hex: 0x654321)))
    for round in 0..<250 {
      let width = Int.random(in: 0...(round < 60 ? 4 : 50), using: &random)
      let height = Int.random(in: 0...(round < 60 ? 4 : 18), using: &random)
      let region = Rect(
        x: Int.random(in: -5...8, using: &random),
        y: Int.random(in: -5...6, using: &random),
        width: width,
        height: height
      )
      let look = Self.look(&random)
      var buffer = Buffer(size: Size(44, 16), fill: untouched)
      Self.widget(kind, &random).draw(in: region, of: &buffer, look: look)
      let place = firstChange(of: untouched, outside: region, in: buffer)
      #expect(place == nil, "kind \(kind), round \(round): changed outside \(region)")
      let isWhole = buffer.cells.allSatisfy(\.isDrawable)
      #expect(isWhole)
    }
  }

  /// The first cell outside a region that is not what it was.
  private func firstChange(of cell: Cell, outside region: Rect, in buffer: Buffer) -> Point? {
    for y in 0..<buffer.size.height {
      for x in 0..<buffer.size.width where buffer[x, y] != cell && !region.contains(Point(x, y)) {
        return Point(x, y)
      }
    }
    return nil
  }

  @Test func panelsAndOverlaysStayInsideToo() {
    var random = SplitMix64(seed: 99)
    let untouched = Cell("~")
    for _ in 0..<500 {
      let region = Rect(
        x: Int.random(in: -3...5, using: &random),
        y: Int.random(in: -3...5, using: &random),
        width: Int.random(in: 0...30, using: &random),
        height: Int.random(in: 0...9, using: &random)
      )
      let panel = Panel(
        title: Self.text(&random),
        figure: Self.text(&random),
        footer: Self.text(&random),
        isFocused: Bool.random(using: &random),
        padding: Int.random(in: -1...2, using: &random)
      )
      let overlay = Overlay(title: Self.text(&random), contentSize: Size(12, 3))
      let look = Self.look(&random)
      for draw in [
        { (buffer: inout Buffer) in _ = panel.draw(in: region, of: &buffer, look: look) },
        { (buffer: inout Buffer) in _ = overlay.draw(in: region, of: &buffer, look: look) },
      ] {
        var buffer = Buffer(size: Size(30, 12), fill: untouched)
        draw(&buffer)
        let place = firstChange(of: untouched, outside: region, in: buffer)
        #expect(place == nil, "changed outside \(region)")
      }
    }
  }
}
