import Terminal

/// Values on a grid, row by row from the top.
public struct Field: Hashable, Sendable {
  /// Values in a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// `width * height` values, row-major, the top row first.
  public var values: [Double]

  /// A field of values.
  public init(width: Int, height: Int, values: [Double]) {
    precondition(
      width >= 0 && height >= 0 && values.count == width * height,
      "a field of \(width)×\(height) needs \(width * height) values, found \(values.count)"
    )
    self.width = width
    self.height = height
    self.values = values
  }

  /// The size of the grid.
  public var size: Size { Size(width, height) }

  /// One value.
  public subscript(column: Int, row: Int) -> Double { values[row * width + column] }

  /// The least and greatest finite value, nil without any.
  public var extent: ClosedRange<Double>? {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : nil
  }

  /// The range from -m to m, m the greatest magnitude: what a diverging map wants.
  public var symmetricExtent: ClosedRange<Double>? {
    guard let extent else { return nil }
    let largest = max(extent.lowerBound.magnitude, extent.upperBound.magnitude)
    return -largest...largest
  }

  /// The field on another grid: the mean of what a smaller grid's cell covers, the nearest value on a larger grid.
  public func resampled(to size: Size) -> Field {
    guard size != self.size else { return self }
    guard width > 0, height > 0 else {
      return Field(
        width: size.width,
        height: size.height,
        values: Array(repeating: .nan, count: size.width * size.height)
      )
    }
    let columns = Field.spans(from: width, to: size.width)
    let rows = Field.spans(from: height, to: size.height)
    var result: [Double] = []
    result.reserveCapacity(size.width * size.height)
    let columnWeights = columns.map { span in span.cells.map(span.weight) }
    values.withUnsafeBufferPointer { values in
      for row in rows {
        let rowWeights = row.cells.map(row.weight)
        for (column, weights) in zip(columns, columnWeights) {
          var sum = 0.0
          var weight = 0.0
          for y in row.cells {
            let rowWeight = rowWeights[y - row.cells.lowerBound]
            let start = y * width + column.cells.lowerBound
            for x in weights.indices {
              let cellWeight = rowWeight * weights[x]
              sum += values[start + x] * cellWeight
              weight += cellWeight
            }
          }
          result.append(sum / weight)
        }
      }
    }
    return Field(width: size.width, height: size.height, values: result)
  }

  /// The source cells that one target cell covers along one axis.
  private struct Span {
    var start: Double
    var end: Double
    var cells: ClosedRange<Int>

    /// How much of a source cell is covered.
    func weight(_ cell: Int) -> Double {
      max(1e-12, min(end, Double(cell + 1)) - max(start, Double(cell)))
    }
  }

  private static func spans(from source: Int, to target: Int) -> [Span] {
    (0..<target).map { index in
      if target >= source {
        let cell = index * source / target
        return Span(start: Double(cell), end: Double(cell + 1), cells: cell...cell)
      }
      let start = Double(index * source) / Double(target)
      let end = Double((index + 1) * source) / Double(target)
      let first = Int(start)
      return Span(start: start, end: end, cells: first...max(first, min(source, Int(end.rounded(.up))) - 1))
    }
  }
}
