import Plots
import Shell
import TensorLab

extension TensorsScreen {
  /// The text of `--headless`.
  public func summary() -> [StyledText] {
    switch page {
    case .arrays:
      if let fault = entry?.fault { return TensorsWords.fault(fault, line: entry?.line ?? "") }
      return (entry?.results ?? []).flatMap { TensorsText.lines($0) }.map { StyledText($0) }
    case .module: return moduleText.lines(isASCII: false).map { StyledText($0) }
    }
  }

  /// The network as text.
  private var moduleText: ModuleText {
    ModuleText(
      title: source.title,
      modules: source.modules,
      rows: source.tensors.map {
        ModuleText.Row(name: $0.name, typeName: $0.typeName, shape: $0.shape, statistics: $0.statistics)
      }
    )
  }
}
