import CKernels

/// Points as a network reads them: rows of features with room for a block of lanes beyond the last point.
final class FeatureTable {
  let count: Int
  private let stride: Int
  private let features: KernelMemory
  private let targets: KernelMemory

  init(_ points: [PlanePoint], features chosen: [PlaneFeature], target: (Double) -> Double) {
    count = points.count
    stride = points.count + pk_lanes
    features = KernelMemory(count: stride * max(1, chosen.count))
    targets = KernelMemory(count: stride)
    for (row, feature) in chosen.enumerated() {
      for (index, point) in points.enumerated() {
        features.base[row * stride + index] = feature.value(x: point.x, y: point.y)
      }
    }
    for (index, point) in points.enumerated() { targets.base[index] = target(point.label) }
  }

  var samples: pk_samples {
    pk_samples(count: count, features: features.base, stride: stride, targets: targets.base)
  }
}
