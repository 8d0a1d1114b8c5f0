import Plots
import Terminal

extension Screen {
  /// All keys of the page in front that do something now: the screen's own, those of its kind, the common ones.
  ///
  /// While the screen asks a question there are only its own and those that leave.
  public var activeBindings: [Binding<Self>] { activeBindings(PageParts(self)) }

  /// All keys that do something now, on a page with these parts.
  func activeBindings(_ parts: PageParts<Self>) -> [Binding<Self>] {
    guard question == nil else { return parts.ownBindings }
    let all = parts.ownBindings + (sharedBindings + commonBindings(parts)).filter { $0.isEnabled(self) }
    // A key belongs to the first that wants it: the arrows to the focused panel before the settings.
    var taken: Set<Key> = []
    return all.compactMap { binding in
      var binding = binding
      binding.keys.removeAll { taken.contains($0) }
      guard !binding.keys.isEmpty else { return nil }
      taken.formUnion(binding.keys)
      return binding
    }
  }

  /// The binding that a key fires now.
  func binding(for key: Key) -> Binding<Self>? { activeBindings.first { $0.keys.contains(key) } }

  /// The hint line, the most important first.
  public var hints: [KeyHints.Hint] { hints(activeBindings) }

  /// The hint line of these keys.
  func hints(_ bindings: [Binding<Self>]) -> [KeyHints.Hint] {
    bindings.enumerated()
      .compactMap { offset, binding in
        binding.hint.map { hint in
          let shown = KeyHints.Hint(hint.caps ?? binding.caps, hint.text, isEssential: hint.isEssential)
          return (rank: hint.rank, offset: offset, hint: shown)
        }
      }
      .sorted { ($0.rank, $0.offset) < ($1.rank, $1.offset) }
      .map(\.hint)
  }

  /// The help box: every key of the page in front, by group.
  public var helpBox: HelpOverlay {
    var groups: [HelpOverlay.Group] = []
    func add(_ hint: KeyHints.Hint, to title: String) {
      if let index = groups.firstIndex(where: { $0.title == title }) {
        groups[index].hints.append(hint)
      } else {
        groups.append(HelpOverlay.Group(title, [hint]))
      }
    }
    for binding in activeBindings {
      if let help = binding.help { add(KeyHints.Hint(binding.caps, help), to: binding.group) }
    }
    for note in helpNotes { add(KeyHints.Hint(note.subject, note.text), to: note.group) }
    // What is every screen's comes last.
    let program = groups.filter { $0.title == HelpGroup.program }
    let looking = groups.filter { $0.title == HelpGroup.looking }
    groups.removeAll { $0.title == HelpGroup.program || $0.title == HelpGroup.looking }
    let about = Page.allCases.count > 1 ? "\(name), \(shell.page.title)" : name
    return HelpOverlay(title: "keys of dlviz \(about)", groups: groups + looking + program)
  }
}

/// The titles of the help box's groups that screens share.
public enum HelpGroup {
  /// Running and stepping.
  public static let training = "training"
  /// Moving in time.
  public static let past = "rewinding"
  /// Settings.
  public static let settings = "settings"
  /// Panels, pages and plots.
  public static let looking = "view"
  /// What the program does for every screen.
  public static let program = "program"
}
