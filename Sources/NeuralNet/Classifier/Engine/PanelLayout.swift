import CKernels

/// How a matrix's columns are cut into panels, each stored by itself.
///
/// A panel is what a kernel keeps in registers across, and what one thread owns. Panel p of a (rows, columns) matrix
/// stands at rows · start(p) and is (rows, width(p)), row-major; columns from `columns` to `padded` are zeros.
struct PanelLayout: Equatable {
  let columns: Int
  let padded: Int
  private let starts: [Int]

  static let unit = ck_width_unit
  static let widest = 64

  /// - Parameter atLeast: The number of panels wanted, given that there are columns enough.
  init(columns: Int, atLeast: Int = 1) {
    self.columns = columns
    let units = (columns + Self.unit - 1) / Self.unit
    padded = units * Self.unit
    let unitsInPanel = Swift.max(1, Swift.min(Self.widest / Self.unit, units / Swift.max(atLeast, 1)))
    starts = Array(Swift.stride(from: 0, to: units, by: unitsInPanel)).map { $0 * Self.unit } + [padded]
  }

  var count: Int { starts.count - 1 }

  func start(_ panel: Int) -> Int { starts[panel] }

  func width(_ panel: Int) -> Int { starts[panel + 1] - starts[panel] }

  /// The panels of one of several threads, contiguous and of about the same width in sum.
  func panels(of worker: Int, among workers: Int) -> Range<Int> {
    func boundary(_ worker: Int) -> Int {
      for panel in 0..<count where starts[panel] * workers >= padded * worker { return panel }
      return count
    }
    return boundary(worker)..<(worker + 1 == workers ? count : boundary(worker + 1))
  }
}
