import Plots
import Records
import Shell
import TensorLab
import Terminal

/// A network's modules and tensors in plain text and as JSON lines.
public struct ModuleText {
  /// A tensor with what is known of its numbers.
  public struct Row: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The type as a file has it.
    public var typeName: String
    /// How many elements each axis has.
    public var shape: [Int]
    /// What its numbers look like; nil where they are not known.
    public var statistics: TensorStatistics?

    /// A tensor.
    public init(name: String, typeName: String, shape: [Int], statistics: TensorStatistics?) {
      self.name = name
      self.typeName = typeName
      self.shape = shape
      self.statistics = statistics
    }
  }

  /// What is shown.
  public var title: String
  /// Its modules.
  public var modules: [ModuleLine]
  /// Its tensors.
  public var rows: [Row]

  /// The text of a network.
  public init(title: String, modules: [ModuleLine], rows: [Row]) {
    self.title = title
    self.modules = modules
    self.rows = rows
  }

  /// How many bars a histogram has in text.
  public static let bars = 16

  private var count: Int { rows.reduce(0) { $0 + $1.shape.reduce(1, *) } }

  /// As the library prints it, then a table of tensors.
  public func lines(isASCII: Bool) -> [String] {
    let total = NumberFormat.grouped.string(Double(count))
    var lines = ["\(title): \(rows.count) tensor\(rows.count == 1 ? "" : "s"), \(total) parameters", ""]
    lines += moduleLines
    lines.append("")
    var table = [
      ["name", "dtype", "shape", "numbers", "min", "mean", "max", "std", "NaN", "inf", "histogram from min to max"]
    ]
    table += rows.map { row(of: $0, isASCII: isASCII) }
    lines += ValueText.table(table, leftColumns: [0, 1, 2, 10])
    return lines
  }

  private var moduleLines: [String] {
    let rows = modules.map { module in
      let name = module.depth == 0 ? "" : "(\(module.name)): "
      let space = String(repeating: "  ", count: module.depth)
      let text = module.depth == 0 && module.description.isEmpty ? "(whole)" : module.description
      return [space + name + text, NumberFormat.grouped.string(Double(module.parameterCount))]
    }
    return ValueText.table(rows)
  }

  private func row(of row: Row, isASCII: Bool) -> [String] {
    let start = [
      row.name, row.typeName, NDArray.text(row.shape), NumberFormat.grouped.string(Double(row.shape.reduce(1, *))),
    ]
    guard let statistics = row.statistics else { return start }
    let numbers = [statistics.minimum, statistics.mean, statistics.maximum, statistics.standardDeviation]
    return start + numbers.map { NumberFormat.significant(4).string($0) }
      + [
        String(statistics.nanCount), String(statistics.infiniteCount),
        Self.bars(statistics.histogram, isASCII: isASCII),
      ]
  }

  /// A histogram as one line of bars; what has any number at all shows.
  public static func bars(_ counts: [Int], isASCII: Bool) -> String {
    let steps = Array(isASCII ? " .:-=+*#@" : " ▁▂▃▄▅▆▇█")
    let largest = counts.max() ?? 0
    return String(
      counts.map { count in
        guard count > 0, largest > 0 else { return steps[0] }
        return steps[max(1, Int((Double(count) / Double(largest) * Double(steps.count - 1)).rounded()))]
      }
    )
  }

  /// A line for each tensor, then the totals.
  public var json: [String] {
    var lines = rows.map { row in
      var line = JSONLine(event: "tensor")
      line.add("name", row.name)
      line.add("dtype", row.typeName)
      line.add("shape", row.shape)
      line.add("parameters", row.shape.reduce(1, *))
      if let statistics = row.statistics {
        line.add("min", statistics.minimum)
        line.add("mean", statistics.mean)
        line.add("max", statistics.maximum)
        line.add("std", statistics.standardDeviation)
        line.add("zeros", statistics.zeroCount)
        line.add("nan", statistics.nanCount)
        line.add("infinite", statistics.infiniteCount)
        line.add("histogram", statistics.histogram)
      }
      return line.text
    }
    lines += modules.map { module in
      var line = JSONLine(event: "module")
      line.add("name", module.path)
      line.add("module", module.description)
      line.add("parameters", module.parameterCount)
      return line.text
    }
    var result = JSONLine(event: "result")
    result.add("name", title)
    result.add("tensors", rows.count)
    result.add("parameters", count)
    return lines + [result.text]
  }
}
