import Lessons
import Plots
import RealModule
import Terminal

/// The loss surface as it was drawn last.
///
/// To compute it takes longer than all else in a frame, and of one neuron it changes only with the map, the window and the samples it is of.
/// It is the same value whoever asks, so that copies of a screen may share it.
final class SurfaceMemo {
  private struct Key: Equatable {
    let surface: LossSurface
    let size: Size
    let weight: ClosedRange<Double>
    let bias: ClosedRange<Double>
  }

  private var key: Key?
  private var field = Field(width: 0, height: 0, values: [])

  /// log₁₀ of the loss on a grid over the plane; below a millionth of the greatest all is one colour.
  func field(of surface: LossSurface, _ axes: PlaneAxes, _ size: Size) -> Field {
    let key = Key(surface: surface, size: size, weight: axes.x, bias: axes.y)
    if key == self.key { return field }
    var field = axes.field(size) { surface.loss(weight: $0, bias: $1) }
    let largest = field.values.filter(\.isFinite).max() ?? 1
    let least = max(largest * 1e-6, 1e-300)
    field.values = field.values.map { $0.isFinite ? Double.log10(max($0, least)) : .nan }
    self.key = key
    self.field = field
    return field
  }
}
