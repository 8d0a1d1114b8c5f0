#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many curves pass through each cell of a grid, rows by the logarithm of the value.
public struct CurveDensity: Hashable, Sendable {
  /// Columns, evenly over the kept epochs' axis.
  public let width: Int
  /// Rows, the largest values in the first.
  public let height: Int
  /// How many curves pass, row by row.
  public private(set) var counts: [Int]
  /// The values at the upper and the lower edge.
  public let range: ClosedRange<Double>

  /// The count of a cell.
  public subscript(column: Int, row: Int) -> Int { counts[row * width + column] }
  /// The largest count.
  public var largest: Int { counts.max() ?? 0 }

  /// The density of curves.
  /// - Parameters:
  ///   - columnOfEpoch: the column of each kept epoch, ascending; values between are interpolated.
  ///   - spikes: what stands out between kept epochs, run by run.
  public init(
    curves: [[Float]],
    spikes: some Sequence<[CurveSpike]> = EmptyCollection(),
    columnOfEpoch: [Int],
    width: Int,
    height: Int,
    range: ClosedRange<Double>
  ) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.range = range
    counts = Array(repeating: 0, count: self.width * self.height)
    guard self.width > 0, self.height > 0 else { return }
    let top = Self.logarithm(range.upperBound)
    let scale = Double(self.height) / max(1e-12, top - Self.logarithm(range.lowerBound))
    for run in spikes {
      for spike in run where columnOfEpoch.indices.contains(Int(spike.index)) {
        let column = columnOfEpoch[Int(spike.index)]
        guard (0..<self.width).contains(column) else { continue }
        count(column, (top - Self.logarithm(max(Double(spike.loss), range.lowerBound))) * scale)
      }
    }
    for curve in curves {
      var previous: (column: Int, row: Double)?
      for (value, column) in zip(curve, columnOfEpoch) {
        guard value.isFinite, (0..<self.width).contains(column) else {
          previous = nil
          continue
        }
        let row = (top - Self.logarithm(max(Double(value), range.lowerBound))) * scale
        if let previous, column > previous.column {
          for between in previous.column + 1...column {
            let part = Double(between - previous.column) / Double(column - previous.column)
            count(between, previous.row + (row - previous.row) * part)
          }
        } else if previous == nil {
          count(column, row)
        }
        previous = (column, row)
      }
    }
  }

  private mutating func count(_ column: Int, _ row: Double) {
    let row = min(height - 1, max(0, Int(row)))
    counts[row * width + column] += 1
  }

  private static func logarithm(_ value: Double) -> Double {
    value > 0 && value.isFinite ? log2(value) : -1100
  }
}
