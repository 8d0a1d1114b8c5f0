/// Doubles at an address that stays, aligned for the widest vectors.
final class KernelMemory {
  let base: UnsafeMutablePointer<Double>
  let count: Int

  init(count: Int) {
    self.count = max(1, count)
    let raw = UnsafeMutableRawPointer.allocate(byteCount: self.count * 8, alignment: 64)
    base = raw.bindMemory(to: Double.self, capacity: self.count)
    base.initialize(repeating: 0, count: self.count)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  var array: [Double] {
    get { Array(UnsafeBufferPointer(start: base, count: count)) }
    set {
      precondition(newValue.count == count, "expected \(count) numbers, found \(newValue.count)")
      for (index, value) in newValue.enumerated() { base[index] = value }
    }
  }
}
