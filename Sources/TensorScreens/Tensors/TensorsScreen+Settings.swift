import Plots
import Shell
import TensorLab

extension TensorsScreen {
  /// What keys change.
  public var settings: [Setting<TensorsScreen>] {
    switch page {
    case .arrays: [exampleSetting]
    case .module: [networkSetting]
    }
  }

  private static let example = Parameter<TensorsExample>.choice(
    "example",
    default: TensorsExample.all[0],
    among: TensorsExample.all,
    name: \.name
  )

  private var exampleSetting: Setting<TensorsScreen> {
    Setting(
      "example",
      value: exampleIndex.map { TensorsExample.all[$0].name } ?? "your own line",
      set: { (screen, text) throws(ParameterError) in
        let example = try Self.example.value(of: text)
        screen.take(TensorsExample.all.firstIndex(of: example) ?? 0)
        return []
      },
      change: { screen, up in
        let count = TensorsExample.all.count
        let index = screen.exampleIndex ?? (up ? count - 1 : 0)
        screen.take((index + (up ? 1 : -1) + count) % count)
        return []
      }
    )
  }

  private mutating func take(_ index: Int) {
    run(TensorsExample.all[index].line)
    exampleIndex = index
  }

  private var networkSetting: Setting<TensorsScreen> {
    Setting(
      "network",
      value: source.title,
      set: { (screen, text) throws(ParameterError) in
        if let network = BuiltInNetwork.named(text) {
          screen.show(ModuleSource.of(network))
          return []
        }
        return [.effect(.open(path: text))]
      },
      change: { screen, up in
        let all = BuiltInNetwork.all
        let index = screen.source.isFile ? nil : all.firstIndex { $0.name == screen.source.title }
        let next = index.map { ($0 + (up ? 1 : -1) + all.count) % all.count } ?? 0
        screen.show(ModuleSource.of(all[next]))
        return []
      }
    )
  }
}
