import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension WeightsPage {
  /// Whether the first layer is the last: its units are the classes' own.
  static func hasOnlyOutputs(_ state: MnistState) -> Bool { state.network?.architecture.layers.count == 1 }

  /// What a unit does on the test images.
  func seen(_ unit: Int) -> NetworkInspection.Unit? {
    guard let inspection, inspection.isFinite, inspection.units.indices.contains(unit) else { return nil }
    return inspection.units[unit]
  }

  /// A unit's weights as a picture of at most so many pixels.
  /// - Parameter scale: the values of the colours' two ends; nil is the picture's own, symmetric about zero.
  func picture(
    _ unit: Int,
    _ network: Network<Float>,
    _ state: MnistState,
    pixels: Size? = nil,
    scale: ClosedRange<Double>?
  ) -> ImageView? {
    guard let layout = network.architecture.layers.first, unit < layout.outputs,
      let test = state.data?.sets.test, test.pixelsPerImage == layout.inputs
    else { return nil }
    let start = layout.weightOffset + unit * layout.inputs
    var field = Field(
      width: test.width,
      height: test.height,
      values: network.parameters[start..<start + layout.inputs].map { Double($0) }
    )
    // Means are smaller than the largest weight: measured by it, a reduced picture would be pale.
    if let pixels, pixels.width < field.width { field = field.resampled(to: pixels) }
    return ImageView(field: field, palette: .diverging, range: scale, allowsEnlarging: true)
  }

  /// The scale that all pictures share: ± the layer's largest finite weight; nil where each has its own.
  func commonScale(_ network: Network<Float>) -> ClosedRange<Double>? {
    guard sharesScale, let layout = network.architecture.layers.first else { return nil }
    var largest: Float = 0
    for weight in network.parameters[layout.weightRange] where weight.isFinite {
      largest = max(largest, weight.magnitude)
    }
    return -Double(largest)...Double(largest)
  }

  func drawUnits(_ screen: MnistScreen, _ layout: WeightsLayout, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let count = Self.unitCount(state)
    let grid = layout.grid
    let first = firstShown(grid)
    let last = min(count, first + grid.count)
    let figure = count == 0 ? "" : last - first == count ? "\(count)" : "\(first + 1)–\(last) of \(count)"
    let widest = last - first == count ? figure : "\(count)–\(count) of \(count)"
    let title = title(
      Self.hasOnlyOutputs(state)
        ? ["output layer: what each class looks for", "output layer"]
        : ["first layer: what each unit looks for", "first layer", "layer 1"],
      of: .units,
      figure: widest,
      width: layout.units.width - (layout.hasCaptionsOnEdge ? 26 : 0),
      showsAll: layout.showsAll
    )
    let age = activityAge(state, width: layout.units.width)
    let inner = screen.frame(.units, title, figure: figure, footer: layout.hasCaptionsOnEdge ? "" : age)
      .draw(in: layout.units, of: &buffer, look: look)
    guard let network = state.network else {
      drawNote("Training has not begun.", in: inner, of: &buffer, look: look)
      return
    }
    drawLegend(state, layout, title: title, figure: figure, footer: age, of: &buffer, look: look)
    let scale = commonScale(network)
    let names = UnitCaption.ClassNames(state.classNames)
    for offset in 0..<max(0, last - first) {
      let unit = first + offset
      let (place, line) = grid[offset]
      let pixels = Size(grid.tile.width, 2 * grid.tile.height)
      picture(unit, network, state, pixels: pixels, scale: scale)?.draw(in: place, of: &buffer, look: look)
      draw(caption(unit, state), names, in: line, isOnEdge: layout.hasCaptionsOnEdge, of: &buffer, look: look)
    }
    // Where the chosen unit has no panel of its own, its figures stand here.
    if layout.unit.isEmpty { drawChosen(screen, layout, of: &buffer, look: look) }
  }

  /// Which step the units' activity belongs to, where that is not the one whose weights are shown.
  private func activityAge(_ state: MnistState, width: Int) -> String {
    guard let inspection, !isCurrent(state) else { return "" }
    let step = NumberFormat.grouped.string(inspection.step)
    return width >= 60 ? "activity as of step \(step)" : "as of step \(step)"
  }

  /// What colours and captions mean, on the border of the panel that has the largest pictures.
  private func drawLegend(
    _ state: MnistState,
    _ layout: WeightsLayout,
    title: String,
    figure: String,
    footer: String,
    of buffer: inout Buffer,
    look: Look
  ) {
    let weights = WeightsLegend.weights(look)
    let captions = WeightsLegend.captions(areOutputs: Self.hasOnlyOutputs(state))
    // In narrow windows only what is not as usual is worth the room.
    let saysScale = sharesScale || layout.units.width >= 150
    let scale = saysScale ? [WeightsLegend.scale(isShared: sharesScale)] : []
    if layout.hasCaptionsOnEdge {
      let edge = BorderLegend.upperEdge(of: layout.units, title: title, figure: figure)
      BorderLegend(items: [weights]).draw(over: edge, of: &buffer, look: look)
    } else {
      let edge = BorderLegend.lowerEdge(of: layout.units, footer: footer)
      BorderLegend(items: (layout.picture.isEmpty ? [weights] : []) + [captions] + scale)
        .draw(over: edge, of: &buffer, look: look)
    }
  }

  func caption(_ unit: Int, _ state: MnistState) -> UnitCaption {
    var activity = UnitCaption.Activity.unknown
    if let seen = seen(unit) {
      if Self.hasOnlyOutputs(state), seen.classMeans.indices.contains(unit) {
        activity = .output(label: unit, probability: seen.classMeans[unit])
      } else if isDead(seen, state) {
        activity = .dead
      } else {
        activity = .active(label: seen.favourite, share: seen.activeShare)
      }
    }
    return UnitCaption(number: unit + 1, activity: activity, isSelected: unit == selected)
  }

  /// Whether a unit has no gradient on any test image: other functions than ReLU have one below 0.
  func isDead(_ seen: NetworkInspection.Unit, _ state: MnistState) -> Bool {
    seen.activeShare == 0 && state.run.settings.activation == .relu && !Self.hasOnlyOutputs(state)
  }

  private func draw(
    _ caption: UnitCaption,
    _ names: UnitCaption.ClassNames,
    in line: Rect,
    isOnEdge: Bool,
    of buffer: inout Buffer,
    look: Look
  ) {
    let text = caption.text(width: line.width - (isOnEdge ? 2 : 0), names: names)
    var place = line
    if isOnEdge {
      buffer.fill(Rect(x: line.x, y: line.y, width: text.count + 2, height: 1), look.blank)
      place = Rect(x: line.x + 1, y: line.y, width: line.width - 2, height: 1)
    }
    if caption.isSelected {
      // Reversed blanks would be a white block behind the words.
      let width = look.hasGradients && !isOnEdge ? place.width : min(place.width, text.count)
      buffer.fill(Rect(x: place.x, y: place.y, width: width, height: 1), Cell(" ", look.style(.selection)))
    }
    text.draw(in: place, of: &buffer, look: look)
  }
}
