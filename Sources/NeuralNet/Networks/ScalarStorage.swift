/// A fixed run of zeroed scalars that lives as long as its owner: what kernels read and write.
final class ScalarStorage<Scalar: NetworkScalar> {
  let base: UnsafeMutablePointer<Scalar>
  let count: Int

  init(count: Int) {
    self.count = count
    base = .allocate(capacity: Swift.max(count, 1))
    base.initialize(repeating: 0, count: count)
  }

  deinit { base.deallocate() }

  /// A copy of the first `count` scalars.
  func array(_ count: Int) -> [Scalar] {
    Array(UnsafeBufferPointer(start: base, count: count))
  }

  /// Sets every scalar to 0.
  func clear() { base.update(repeating: 0, count: count) }

  /// Overwrites the first scalars.
  func assign(_ values: [Scalar]) {
    precondition(values.count <= count, "expected at most \(count) scalars, found \(values.count)")
    for (index, value) in values.enumerated() { base[index] = value }
  }
}

/// Turns samples (count, features), row-major, into a feature-major block (features, batch) with zeros behind `count`.
@inline(__always)
func transpose<Scalar: NetworkScalar>(
  _ samples: UnsafePointer<Scalar>,
  count: Int,
  features: Int,
  batch: Int,
  into block: UnsafeMutablePointer<Scalar>
) {
  for feature in 0..<features {
    let row = block + feature * batch
    for sample in 0..<count { row[sample] = samples[sample * features + feature] }
    for sample in count..<batch { row[sample] = 0 }
  }
}
