/// Floats that kernels read and write, zero at first, on a cache line of their own.
final class AlignedFloats {
  let base: UnsafeMutablePointer<Float>
  let count: Int
  private let memory: UnsafeMutableRawPointer

  init(count: Int) {
    let lines = Swift.max(count, 1) * MemoryLayout<Float>.stride
    memory = .allocate(byteCount: lines, alignment: 64)
    base = memory.bindMemory(to: Float.self, capacity: Swift.max(count, 1))
    base.initialize(repeating: 0, count: Swift.max(count, 1))
    self.count = count
  }

  deinit { memory.deallocate() }

  func clear() { base.update(repeating: 0, count: count) }
}
