import Plots
import Shell
import Terminal
import Testing

/// Expects of the page in front what holds on every screen: no key bound twice, common keys in their common sense alone, a binding for
/// every hint and help line and a line for every binding, settings with names of their own.
public func expectGrammar<S: Screen>(_ screen: S, sourceLocation: SourceLocation = #_sourceLocation) {
  let page = "\(screen.name) \(screen.shell.page)"
  var own: Set<Key> = []
  for binding in screen.bindings where binding.isEnabled(screen) {
    for key in binding.keys {
      #expect(own.insert(key).inserted, "\(page): \(key.cap) is bound twice", sourceLocation: sourceLocation)
    }
  }
  let active = screen.activeBindings
  for binding in active {
    for key in binding.keys {
      let common = CommonKey(key)
      // Enter zooms where there is nothing to open.
      let isZoom = key == .enter && binding.common == .zoom
      #expect(
        common == nil || common == binding.common || isZoom,
        "\(page): \(key.cap) is \(binding.help ?? binding.caps), which is not \(common?.sense ?? "")",
        sourceLocation: sourceLocation
      )
    }
    #expect(
      binding.help != nil || active.contains { $0.group == binding.group && $0.help != nil },
      "\(page): the help box says nothing of \(binding.caps)",
      sourceLocation: sourceLocation
    )
  }
  let caps = Set(active.compactMap { binding in binding.hint.map { $0.caps ?? binding.caps } })
  #expect(screen.hints.allSatisfy { caps.contains($0.key) }, sourceLocation: sourceLocation)
  let helped = screen.helpBox.groups.flatMap(\.hints).map(\.key)
  for binding in active where binding.help != nil {
    #expect(helped.contains(binding.caps), "\(page): \(binding.caps)", sourceLocation: sourceLocation)
  }
  let labels = screen.settings.map(\.label)
  #expect(Set(labels).count == labels.count, "\(page): \(labels)", sourceLocation: sourceLocation)
}

/// Expects the grammar of every page of a screen, turned to by its key.
public func expectGrammarOnAllPages<S: Screen>(
  _ script: ScreenScript<S>,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  var script = script
  for page in S.Page.allCases {
    if S.Page.allCases.count > 1 { script.type("\(page.index + 1)") }
    #expect(script.screen.shell.page == page, sourceLocation: sourceLocation)
    expectGrammar(script.screen, sourceLocation: sourceLocation)
  }
}
