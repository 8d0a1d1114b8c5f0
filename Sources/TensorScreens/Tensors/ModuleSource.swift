import TensorFiles
import TensorLab

/// A network's tensors by name, type and shape, and what is known of their numbers.
struct ModuleSource: Hashable, Sendable {
  struct Tensor: Hashable, Sendable {
    let name: String
    let typeName: String
    let shape: [Int]
    let byteCount: Int
    var statistics: TensorStatistics?
    /// The share that was read, while it is.
    var progress: Double?

    var count: Int { shape.reduce(1, *) }
  }

  /// The built-in network's name, or the file's path.
  let title: String
  let isFile: Bool
  let modules: [ModuleLine]
  var tensors: [Tensor]

  /// A network of this program.
  static func of(_ network: BuiltInNetwork) -> ModuleSource {
    builtIn.first { $0.title == network.name } ?? ModuleSource(network)
  }

  private init(_ network: BuiltInNetwork) {
    title = network.name
    isFile = false
    let parameters = network.parameters
    modules = ModuleLine.lines(of: parameters.map { ($0.name, $0.shape) }, activations: network.activations)
    tensors = parameters.map {
      Tensor(
        name: $0.name,
        typeName: "F64",
        shape: $0.shape,
        byteCount: 8 * $0.values.count,
        statistics: TensorStatistics($0.values, bins: Self.bins)
      )
    }
  }

  /// A file whose header was read.
  init(_ file: ModelFile) {
    title = file.path
    isFile = true
    modules = ModuleLine.lines(of: file.tensors.map { ($0.name, $0.shape) })
    tensors = file.tensors.map {
      Tensor(name: $0.name, typeName: $0.typeName, shape: $0.shape, byteCount: $0.bytes.count)
    }
  }

  /// The networks of this program, whose figures are made but once.
  static let builtIn = BuiltInNetwork.all.map { ModuleSource($0) }

  static let bins = 48

  var parameterCount: Int { tensors.reduce(0) { $0 + $1.count } }
  var byteCount: Int { tensors.reduce(0) { $0 + $1.byteCount } }

  /// The places of the tensors of a module and of all that it contains.
  func tensors(of module: Int) -> [Int] {
    guard modules.indices.contains(module) else { return [] }
    let depth = modules[module].depth
    let inside = modules[(module + 1)...].prefix { $0.depth > depth }
    return (modules[module].tensors + inside.flatMap(\.tensors)).sorted()
  }
}
