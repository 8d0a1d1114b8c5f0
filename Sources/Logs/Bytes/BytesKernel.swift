import CBytes
import Records

/// The loops in C over bytes, and what they are given.
enum BytesKernel {
  /// Whether this processor has what they need.
  static let isQuick = dlviz_bytes_are_quick()
  /// 5^n in 128 bits, which `QuickDecimal` has in the same form: two words, the higher one first.
  static var powers: UnsafePointer<dlviz_power> {
    UnsafeRawPointer(QuickDecimal.shared.powersOfFive).assumingMemoryBound(to: dlviz_power.self)
  }
}
