import NeuralNet
import Plots
import Terminal

/// The sizes of each layer's weights and gradients, and how many of its units are silent.
struct LayersTable: Widget, Equatable {
  /// Units of the layers, the input's first.
  let sizes: [Int]
  /// Of each layer of weights; empty before there are any.
  let statistics: [LayerStatistics]
  /// Whether gradients and silent units have been measured.
  let isMeasured: Bool
  /// Whether the network's numbers are.
  let isFinite: Bool
  /// Whether there are units that can be silent.
  let hasSilent: Bool

  /// How many rows it takes.
  var height: Int { sizes.count }

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let isWide = Self.isWide(region.width)
    var columns: [Table.Column] = [
      .init(isWide ? "layer" : "", .left), .init(isWide ? "weights" : "rms w"), .init(isWide ? "gradients" : "rms g"),
    ]
    if hasSilent { columns.append(.init(isWide ? "silent" : "off")) }
    let hasRoom = region.width >= 32
    Table(columns: columns, rows: (1..<sizes.count).map { row($0, width: region.width) }, gap: hasRoom ? 2 : 1)
      .draw(in: region.inset(horizontal: hasRoom ? 1 : 0, vertical: 0), of: &buffer, look: look)
  }

  private func row(_ index: Int, width: Int) -> [StyledText] {
    let significant = NumberFormat.significant(2)
    let dash = StyledText("–", .muted)
    let layer = statistics.count >= index ? statistics[index - 1] : nil
    let measured = isMeasured ? layer : nil
    var cells = [
      StyledText(width >= 36 ? "\(sizes[index - 1])→\(sizes[index])" : "\(sizes[index])", .title),
      layer.map { StyledText(significant.string($0.weightRMS)) } ?? dash,
      measured.map { StyledText(significant.string($0.gradientRMS)) } ?? dash,
    ]
    if hasSilent {
      let share = isFinite ? layer?.deadShare : nil
      cells.append(share.map { StyledText(NumberFormat.percent(0).string($0), $0 > 0.3 ? .warning : .text) } ?? dash)
    }
    return cells
  }

  /// What the columns mean, below a table of a width.
  func caption(width: Int) -> String {
    if Self.isWide(width) {
      return "rms of weights and gradients" + (hasSilent ? "; units silent in this batch" : "")
    }
    return hasSilent ? "w weights, g gradients\noff: 0 in this batch" : "rms of weights w and gradients g"
  }

  private static func isWide(_ width: Int) -> Bool { width >= 30 }
}
